// The emoji shortcodes met in practice; any other is shown as it was typed.

const EMOJI = {
  "+1": "👍", "-1": "👎", alarm_clock: "⏰", arrow_down: "⬇️", arrow_left: "⬅️", arrow_right: "➡️",
  arrow_down_small: "🔽", arrow_lower_right: "↘️", arrow_up: "⬆️", arrow_up_small: "🔼", arrow_upper_right: "↗️",
  ballot_box_with_check: "☑️", bangbang: "‼️", bar_chart: "📊", bell: "🔔", black_circle: "⚫", blush: "😊",
  bulb: "💡", calendar: "📅", chart_with_downwards_trend: "📉", chart_with_upwards_trend: "📈", clap: "👏",
  clipboard: "📋", crossed_fingers: "🤞", dart: "🎯", email: "✉️", exclamation: "❗", eyes: "👀", fire: "🔥",
  green_heart: "💚", grey_question: "❔", hand: "✋", handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️",
  heavy_minus_sign: "➖", heavy_plus_sign: "➕", hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠",
  information_source: "ℹ️", joy: "😂", key: "🔑", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_orange_circle: "🟠", large_yellow_circle: "🟡", link: "🔗", lock: "🔒", loudspeaker: "📢", mag: "🔍",
  memo: "📝", moneybag: "💰", muscle: "💪", no_entry: "⛔", no_entry_sign: "🚫", office: "🏢", ok_hand: "👌",
  page_facing_up: "📄", partying_face: "🥳", pencil: "📝", pencil2: "✏️", point_right: "👉", pray: "🙏",
  question: "❓", raised_hands: "🙌", red_circle: "🔴", robot_face: "🤖", rocket: "🚀", rotating_light: "🚨",
  seedling: "🌱", slightly_smiling_face: "🙂", smile: "😄", smiley: "😃", snowflake: "❄️", sparkles: "✨", star: "⭐",
  stopwatch: "⏱️", tada: "🎉", telephone_receiver: "📞", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍",
  trophy: "🏆", wave: "👋", warning: "⚠️", white_check_mark: "✅", white_circle: "⚪", x: "❌", zap: "⚡",
};

/** The emoji with this shortcode (without colons), or null. */
export const emojiNamed = (name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : null);
