// The time of day in the workspace, and the control that puts it forward where that is possible.

import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { menuButton } from "./menu.js";
import { clock, now } from "./times.js";

const HOUR_S = 60 * 60;
const STEPS = [["Skip 5 minutes", 5 * 60], ["Skip an hour", HOUR_S], ["Skip a day", 24 * HOUR_S]];
const REDRAWN_MS = 5000;

/** The control; `skip(seconds)` resolves when the workspace has arrived there. */
export class Skipper {
  constructor(skip) {
    this.time = h("time", { class: "skipper-time", title: "Time in this workspace" });
    const name = { "aria-label": "Skip an hour", title: "Skip an hour" };
    const hour = h("button", { type: "button", class: "skipper-hour", ...name },
      icon("forward"), h("span", { class: "button-label" }, "Skip an hour"));
    const run = async (seconds) => {
      if (hour.getAttribute("aria-busy") === "true") return;
      hour.setAttribute("aria-busy", "true");
      await skip(seconds);
      hour.removeAttribute("aria-busy");
    };
    hour.addEventListener("click", () => run(HOUR_S));
    const items = () => STEPS.map(([label, seconds]) => ({ label, choose: () => run(seconds), build: () => label }));
    const more = iconButton("chevron", "Skip more or less", null, "skipper-more");
    this.node = h("div", { class: "skipper", hidden: true }, this.time, hour,
      menuButton(more, { name: "Skip", items, placement: "menu-end" }));
    setInterval(() => this.#tell(), REDRAWN_MS);
  }

  /** Shows the workspace's time, if it can be moved. */
  render({ can_skip: canSkip }) {
    this.node.hidden = !canSkip;
    this.#tell();
  }

  #tell() {
    this.time.textContent = clock(now());
  }
}
