// One open form: drawn from its view, kept while events redraw the page, sent when submitted.

import { findByFocusKey, freshId, h } from "./dom.js";
import { showBlocks } from "./blocks.js";
import { Fields } from "./fields.js";
import { iconButton } from "./icons.js";
import { showPlain } from "./inline.js";
import { showInput } from "./inputs.js";
import { inWords } from "./toasts.js";

/**
 * Opens a form on top of those already open. `acts` has `submit(view_id, values)`, `close(view_id, all)` and
 * `click(view_id, block_id, action_id, value, values)`, each resolving to the server's answer.
 */
export function openModal(view, directory, acts) {
  const form = new Form(view, directory, acts);
  document.body.append(form.dialog);
  form.dialog.showModal();
  form.focusFirst();
  return form;
}

class Form {
  #acts;
  #directory;
  #fields = new Fields();
  #errorLines = new Map();
  #shownView = "";
  #shownFaults = faultsOf({});
  #busy = false;
  #focused = null;

  constructor(view, directory, acts) {
    this.id = view.id;
    this.#acts = acts;
    this.#directory = directory;
    this.heading = h("h2", { id: freshId("title") });
    this.body = h("div", { class: "dialog-body" });
    this.trouble = h("p", { class: "field-error", role: "alert", hidden: true });
    this.submitButton = h("button", { class: "button button-primary", type: "submit" });
    this.closeButton = h("button", { class: "button", type: "button", on: { click: () => this.close() } });
    this.dialog = this.#frame();
    this.update(view);
  }

  #frame() {
    // Slack's cross takes away the whole stack, its Cancel one form.
    const cross = iconButton("close", "Close", () => this.close(true));
    const foot = h("footer", { class: "dialog-foot" }, this.trouble, this.closeButton, this.submitButton);
    const form = h("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); this.submit(); } } },
      h("header", { class: "dialog-head" }, this.heading, cross), this.body, foot);
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": this.heading.id }, form);
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      this.close();
    });
    // Besides Esc, a phone's back gesture asks to close; the server decides, and the next screen shows it.
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
    dialog.addEventListener("focusin", ({ target }) => { this.#focused = target; });
    return dialog;
  }

  /** Shows a new state of the view; what was typed stays where a field kept its block and action id. */
  update(view) {
    const { title, submit, close, blocks } = view;
    const source = JSON.stringify({ title, submit, close, blocks });
    if (source !== this.#shownView) this.#draw(view);
    this.#shownView = source;
    const faults = faultsOf(view);
    if (faults !== this.#shownFaults) this.#showFaults(view.errors ?? {}, view.trouble);
    this.#shownFaults = faults;
  }

  #draw(view) {
    const typed = this.#fields.values();
    const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
    this.heading.textContent = showPlain({ text: view.title });
    this.submitButton.replaceChildren(h("span", { class: "button-label" }, showPlain({ text: view.submit ?? "" })));
    this.submitButton.hidden = !view.submit;
    this.closeButton.textContent = showPlain({ text: view.close ?? (view.submit ? "Cancel" : "Close") });
    this.#fields.clear();
    this.#errorLines.clear();
    this.body.replaceChildren(...showBlocks(view.blocks, this.#surface()));
    this.#fields.fill(view.values ?? {});
    this.#fields.fill(typed);
    if (focused !== undefined) findByFocusKey(this.body, focused)?.focus({ preventScroll: true });
  }

  #surface() {
    return {
      directory: this.#directory,
      headingLevel: 3,
      input: showInput,
      act: (block, action, value) => this.#click(block, action, value),
      hold: (block, action, control) => this.#fields.hold(block, action, control),
      errorLine: (block, show, control) => this.#errorLines.set(block, { show, control }),
    };
  }

  /** Shows each error at its field, and at the bottom what concerns the form as a whole. */
  #showFaults(errors, trouble) {
    for (const [block, { show }] of this.#errorLines) show(errors[block] ?? "");
    this.trouble.textContent = trouble ?? "";
    this.trouble.hidden = !trouble;
  }

  async #click(block, action, value) {
    const answer = await this.#acts.click(this.id, block, action, value, this.#fields.values());
    if (!answer.ok) this.#showFaults({}, inWords(answer.error));
  }

  async submit() {
    if (this.#busy || this.submitButton.hidden) return;
    this.#setBusy(true);
    this.#showFaults({}, null);
    const answer = await this.#acts.submit(this.id, this.#fields.values());
    this.#setBusy(false);
    if (answer.ok) return;
    this.#showFaults(answer.errors ?? {}, answer.errors ? null : answer.message ?? inWords(answer.error));
    if (answer.errors) this.#focusError(answer.errors);
  }

  async close(all = false) {
    const answer = await this.#acts.close(this.id, all);
    if (!answer.ok) this.#showFaults({}, inWords(answer.error));
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.submitButton.setAttribute("aria-busy", String(busy));
  }

  #focusError(errors) {
    const first = [...this.#errorLines].find(([block]) => errors[block]);
    first?.[1].control.target.focus();
    first?.[1].control.node.closest(".input").scrollIntoView({ block: "nearest" });
  }

  focusFirst() {
    const button = this.submitButton.hidden ? this.closeButton : this.submitButton;
    const field = this.body.querySelector("[autofocus]") ?? this.body.querySelector("input, textarea, select");
    (field ?? button).focus();
  }

  /** Takes the focus again, where it was, after a form above was closed. */
  focusAgain() {
    if (this.dialog.contains(document.activeElement)) return;
    if (this.#focused?.isConnected) this.#focused.focus();
    else this.focusFirst();
  }

  /** Takes the form off the page. */
  remove() {
    // Without close(), which gives the focus back but leaves the caret in here, so that it goes with the dialog: in
    // Chromium what had the focus then gets keys, but no text.
    this.dialog.remove();
  }
}

const faultsOf = ({ errors, trouble }) => JSON.stringify([errors ?? {}, trouble ?? null]);
