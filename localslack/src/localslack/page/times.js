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

let ahead = 0;

/** Sets the workspace's time, in seconds since 1970; it may run ahead of the reader's own clock. */
export const setNow = (seconds) => { ahead = seconds - Date.now() / 1000; };

/** The workspace's time in seconds since 1970. */
export const now = () => Date.now() / 1000 + ahead;

const dateOf = (ts) => new Date(Number(ts) * 1000);
export const clock = (ts) => CLOCK.format(dateOf(ts));
export const fullTime = (ts) => FULL.format(dateOf(ts));
export const dayKey = (ts) => dateOf(ts).toDateString();

/** A moment as a datetime-local field takes it: the reader's own time, without its zone. */
export function localTime(ts) {
  const date = dateOf(ts);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The name of a day: Today, Yesterday, or its date. */
export function dayName(ts) {
  const today = dateOf(now());
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayKey(ts) === today.toDateString()) return "Today";
  return dayKey(ts) === yesterday.toDateString() ? "Yesterday" : DAY.format(dateOf(ts));
}

/** Yesterday, today or tomorrow in small letters; null for any other day. */
function nearDay(ts) {
  const today = dateOf(now());
  const shifted = (days) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).toDateString();
  return { [shifted(-1)]: "yesterday", [shifted(0)]: "today", [shifted(1)]: "tomorrow" }[dayKey(ts)] ?? null;
}

/** Fills Slack's date template such as `{date_short} at {time}`; null when it holds a token not known here. */
export function fillDate(template, timestamp) {
  let known = true;
  const text = template.replace(/\{(\w+)\}/g, (_, token) => {
    const options = DATE_TOKENS[token.replace(/_pretty$/, "")];
    known &&= Boolean(options);
    const near = token.endsWith("_pretty") ? nearDay(timestamp) : null;
    if (near) return near;
    return options ? new Intl.DateTimeFormat("en", options).format(dateOf(timestamp)) : "";
  });
  return known ? text : null;
}
