// A person's or an app's picture: initials on a colour that stays theirs.

import { h } from "./dom.js";

const COLOURS = 8;

/** The initials of a name, at most two. */
const initials = (name) =>
  name.split(/\s+/).filter(Boolean).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();

/** The mark next to an app's name. */
export const appBadge = () => h("span", { class: "app-badge" }, "APP");

/** The avatar of `person`, `{id, name, is_bot}`; decoration next to the name. */
export function avatar(person, size = "") {
  const hash = [...person.id].reduce((sum, letter) => (sum * 33 + letter.codePointAt(0)) % 9973, 7);
  const colour = person.is_bot ? "avatar-bot" : `avatar-${hash % COLOURS}`;
  return h("span", { class: `avatar ${colour} ${size}`, "aria-hidden": "true" }, initials(person.name));
}
