// A message being edited: its words in a box, in its place.

import { h } from "./dom.js";
import { plainOf } from "./inline.js";

/** The box for `message`; `save(text)` and `cancel()` end it. */
export function editor(message, directory, { save, cancel }) {
  const input = h("textarea", { class: "field", rows: "2", "aria-label": "Edit message" });
  input.value = plainOf(message.text, directory);
  const done = () => input.value.trim() && save(input.value.trim());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Escape" && (event.key !== "Enter" || event.shiftKey))) return;
    event.preventDefault();
    if (event.key === "Enter") done();
    else cancel();
  });
  requestAnimationFrame(() => input.focus());
  const label = (words) => h("span", { class: "button-label" }, words);
  return h("div", { class: "editor" }, input, h("div", { class: "actions" },
    h("button", { type: "button", class: "button", on: { click: cancel } }, label("Cancel")),
    h("button", { type: "button", class: "button button-primary", on: { click: done } }, label("Save"))));
}
