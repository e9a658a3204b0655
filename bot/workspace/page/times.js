// Times as people read them, in the reader's own language and time zone. A ts is Slack's: seconds since 1970, as text.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en", { weekday: "long", month: "long", day: "numeric" });
const FULL = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });

const DATE_TOKENS = {
  date: { year: "numeric", month: "long", day: "numeric" },
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

const dateOf = (ts) => new Date(Number(ts) * 1000);
export const clock = (ts) => CLOCK.format(dateOf(ts));
export const fullTime = (ts) => FULL.format(dateOf(ts));
export const dayKey = (ts) => dateOf(ts).toDateString();

/** The name of a day: Today, Yesterday, or its date. */
export function dayName(ts) {
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayKey(ts) === now.toDateString()) return "Today";
  return dayKey(ts) === yesterday.toDateString() ? "Yesterday" : DAY.format(dateOf(ts));
}

/** Fills Slack's date template such as `{date_short} at {time}`; null when it holds a token not known here. */
export function fillDate(template, timestamp) {
  let known = true;
  const text = template.replace(/\{(\w+)\}/g, (_, token) => {
    const options = DATE_TOKENS[token.replace(/_pretty$/, "")];
    known &&= Boolean(options);
    return options ? new Intl.DateTimeFormat("en", options).format(dateOf(timestamp)) : "";
  });
  return known ? text : null;
}
