// The table block: a heading and rows, scrolled sideways where there is little room.

import { h } from "./dom.js";
import { showRichText } from "./richtext.js";

/** Shows a table block; its first row is the heading. */
export function table({ rows, column_settings: columns = [] }, { directory }) {
  const [heading = [], ...rest] = rows;
  const row = (cells, tag) => h("tr", {}, cells.map((cell, place) => showCell(cell, tag, columns[place], directory)));
  const shown = h("table", {}, h("thead", {}, row(heading, "th")), h("tbody", {}, rest.map((cells) => row(cells, "td"))));
  return h("div", { class: "block table", role: "region", "aria-label": "Table", tabindex: "0" }, shown);
}

function showCell(cell, tag, settings, directory) {
  const classes = [`cell-${settings?.align ?? "left"}`, settings?.is_wrapped && "cell-wrapped"].filter(Boolean).join(" ");
  const shown = cell.type === "raw_text" ? cell.text : showRichText(cell, directory);
  return h(tag, { class: classes, scope: tag === "th" && "col" }, shown);
}
