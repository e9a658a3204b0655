// The question before an act that its element wants confirmed.

import { freshId, h } from "./dom.js";
import { showText } from "./inline.js";

/** Asks what a confirmation object asks; true when confirmed, false when denied or escaped. */
export function confirmed(question, directory) {
  const id = freshId("confirm");
  const style = question.style === "danger" ? "button-danger" : "button-primary";
  const answer = (value) => h("button", { value, class: `button ${value === "yes" ? style : ""}` },
    showText(value === "yes" ? question.confirm : question.deny, directory));
  const title = h("h2", { id: `${id}-title` }, showText(question.title, directory));
  const text = h("div", { class: "text", id: `${id}-text` }, showText(question.text, directory));
  const dialog = h("dialog", { class: "dialog dialog-small", "aria-labelledby": title.id, "aria-describedby": text.id },
    h("form", { method: "dialog" },
      h("header", { class: "dialog-head" }, title),
      h("div", { class: "dialog-body" }, text),
      h("footer", { class: "dialog-foot" }, answer("no"), answer("yes"))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
