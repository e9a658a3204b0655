// The stack of open forms, as the screen has it.

import { openModal } from "./modal.js";

/** Keeps the open forms as the screen's list of modals says, the last on top. */
export class ModalStack {
  #forms = [];
  #directory;
  #acts;

  constructor(directory, acts) {
    this.#directory = directory;
    this.#acts = acts;
  }

  render(views) {
    const wanted = new Set(views.map(({ id }) => id));
    for (const form of this.#forms.filter(({ id }) => !wanted.has(id)).reverse()) form.remove();
    const held = new Map(this.#forms.filter(({ id }) => wanted.has(id)).map((form) => [form.id, form]));
    this.#forms = views.map((view) => {
      const form = held.get(view.id);
      form?.update(view);
      return form ?? openModal(view, this.#directory, this.#acts);
    });
  }
}
