// Line icons, drawn on a 20 x 20 grid.

import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  arrowDown: "M10 4v12M5 11l5 5 5-5",
  bolt: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5z",
  chevron: "M5.5 8l4.5 4.5L14.5 8",
  close: "M5 5l10 10M15 5L5 15",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z",
  forward: "M4 5l6 5-6 5zM11 5l6 5-6 5z",
  hash: "M4 7.5h13M3 12.5h13M8.3 3 6.3 17M13.7 3l-2 14",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  reply: "M5.5 4h9L16 5.5v6L14.5 13H10l-3.5 3.5V13h-1L4 11.5v-6z",
  send: "M3.5 16.8 17.5 10 3.5 3.2v5.2L11 10l-7.5 1.6z",
  slash: "M13 3.5 7 16.5",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z" +
    "M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M16 4l-1.4 1.4M5.4 14.6 4 16",
  tick: "M4 10.5l4 4 8-9",
  warning: "M10 3 18 16.5H2zM10 8v4M10 14.3h.01",
};

/** A button that shows an icon and is named by `label`; `click` is called when it is pressed. */
export const iconButton = (name, label, click, kind = "icon-button") =>
  h("button", { type: "button", class: kind, "aria-label": label, title: label, on: { click } }, icon(name));

/** An icon by name; decoration only, so hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
