// What the app suggests to send, above the message box.

import { h } from "./dom.js";

/** A row of suggestions; `send(text)` is called with the one that the person takes. */
export class Prompts {
  #shown = "";

  constructor(send) {
    this.send = send;
    this.node = h("div", { class: "prompts", role: "group", "aria-label": "Suggestions", hidden: true });
  }

  /** Shows `{title, prompts}`, or nothing when it is null. */
  render(suggestions) {
    const source = JSON.stringify(suggestions);
    if (source === this.#shown) return;
    this.#shown = source;
    this.node.hidden = !suggestions;
    this.node.replaceChildren(...(suggestions ? this.#draw(suggestions) : []));
  }

  #draw({ title, prompts }) {
    return [
      title && h("p", { class: "prompts-title" }, title),
      ...prompts.map((prompt) => h("button", {
        type: "button", class: "button prompt", title: prompt.message, on: { click: () => this.send(prompt.message) },
      }, prompt.title)),
    ].filter(Boolean);
  }
}
