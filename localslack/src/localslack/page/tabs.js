// Tabs above a pane: arrow keys move between them, as screen readers expect.

import { freshId, h } from "./dom.js";

/** A row of tabs, `{key, label, panel}`; `choose(key)` is called when the person takes another one. */
export class Tabs {
  #tabs;
  #choose;

  constructor(name, tabs, choose) {
    this.#choose = choose;
    this.#tabs = tabs.map(({ key, label, panel }) => this.#tab(key, label, panel));
    const buttons = this.#tabs.map(({ button }) => button);
    this.node = h("div", { class: "tabs", role: "tablist", "aria-label": name }, buttons);
    this.node.addEventListener("keydown", (event) => this.#move(event));
  }

  /** Shows which tab is the chosen one. */
  render(chosen) {
    for (const { key, button } of this.#tabs) {
      button.setAttribute("aria-selected", String(key === chosen));
      button.tabIndex = key === chosen ? 0 : -1;
    }
  }

  #tab(key, label, panel) {
    panel.id ||= freshId("panel");
    const button = h("button", {
      type: "button", class: "tab", role: "tab", "aria-controls": panel.id, on: { click: () => this.#choose(key) },
    }, label);
    return { key, button };
  }

  #move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.#tabs.findIndex(({ button }) => button === document.activeElement);
    const next = this.#tabs.at((at + step) % this.#tabs.length);
    next.button.focus();
    this.#choose(next.key);
  }
}
