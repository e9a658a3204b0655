// A scrolled list of messages that stays at its end while the reader is there.

import { h, reconcile } from "./dom.js";
import { icon } from "./icons.js";

const NEAR_END_PX = 40;

/** A list of messages with a button that leads to newer ones below. */
export class Scroller {
  #atEnd = true;
  #list = h("div", { class: "list-of-messages" });

  constructor(label) {
    this.intro = h("div", { class: "intro" });
    this.scrolled = h("div", { class: "scroller", role: "log", "aria-label": label, "aria-live": "off", tabindex: "0" },
      this.intro, this.#list);
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } },
      "New messages", icon("arrowDown"));
    this.node = h("div", { class: "scroller-frame" }, this.scrolled, this.newer);
    this.scrolled.addEventListener("scroll", () => this.#look());
    const grown = new ResizeObserver(() => this.#atEnd && this.toEnd());
    for (const watched of [this.scrolled, this.#list]) grown.observe(watched);
  }

  #look() {
    const { scrollTop, clientHeight, scrollHeight } = this.scrolled;
    this.#atEnd = scrollTop + clientHeight >= scrollHeight - NEAR_END_PX;
    if (this.#atEnd) this.newer.hidden = true;
  }

  /** Shows the items; with `fresh`, says that there is something newer when the reader is further up. */
  render(items, { fresh = false } = {}) {
    reconcile(this.#list, items);
    if (this.#atEnd) this.toEnd();
    else if (fresh) this.newer.hidden = false;
  }

  focus() { this.scrolled.focus({ preventScroll: true }); }

  toEnd() {
    this.#atEnd = true;
    this.newer.hidden = true;
    this.scrolled.scrollTop = this.scrolled.scrollHeight;
  }
}
