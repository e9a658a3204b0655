// Light or dark: the system's choice until the person chooses; remembered only while the page is open.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

/** The button that switches between light and dark. */
export function themeToggle() {
  const toggle = h("button", { type: "button", class: "icon-button", "aria-label": "Dark mode", title: "Dark mode" });
  const draw = () => {
    toggle.setAttribute("aria-pressed", String(isDark()));
    toggle.replaceChildren(icon(isDark() ? "sun" : "moon"));
  };
  toggle.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    draw();
  });
  system.addEventListener("change", draw);
  draw();
  return toggle;
}
