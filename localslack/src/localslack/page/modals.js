// The stack of open forms, as the screen has it.

import { openModal } from "./modal.js";

/**
 * Keeps the open forms as the screen's list of modals says, the last on top. `paneInUse()` gives the column the person
 * is at as the first form opens; when the last one is closed, its `focus()` is called.
 */
export class ModalStack {
  #forms = [];
  #directory;
  #acts;
  #paneInUse;
  #pane = null;

  constructor(directory, acts, paneInUse) {
    this.#directory = directory;
    this.#acts = acts;
    this.#paneInUse = paneInUse;
  }

  render(views) {
    if (!this.#forms.length && views.length) this.#pane = this.#paneInUse();
    const wanted = new Set(views.map(({ id }) => id));
    const closed = this.#forms.filter(({ id }) => !wanted.has(id)).reverse();
    for (const form of closed) form.remove();
    const held = new Map(this.#forms.filter(({ id }) => wanted.has(id)).map((form) => [form.id, form]));
    this.#forms = views.map((view) => {
      const form = held.get(view.id);
      form?.update(view);
      return form ?? openModal(view, this.#directory, this.#acts);
    });
    if (closed.length) this.#focusAgain();
  }

  #focusAgain() {
    const front = this.#forms.at(-1);
    if (front) front.focusAgain();
    else this.#pane.focus();
  }
}
