// Block Kit as DOM. What messages and forms share is here; input blocks belong to forms (inputs.js).

import { h } from "./dom.js";
import { showAction } from "./actions.js";
import { showText } from "./inline.js";
import { showRichText } from "./richtext.js";
import { table } from "./table.js";

const BLOCKS = { actions, context, divider, header, image, markdown, rich_text: richText, section, table };

/** Shows a list of blocks; see `showAction` for the context, whose `input` shows input blocks where there are any. */
export const showBlocks = (blocks, surface) => blocks.map((block) => {
  const show = block.type === "input" ? surface.input : BLOCKS[block.type];
  return show ? show(block, surface) : h("p", { class: "block unshown" }, `${block.type} is not shown here`);
});

function header(block, { directory, headingLevel = 3 }) {
  return h(`h${headingLevel}`, { class: "block block-header" }, showText(block.text, directory));
}

function section(block, surface) {
  const { directory } = surface;
  const words = h("div", { class: "section-words" });
  if (block.text) words.append(h("div", { class: "text" }, showText(block.text, directory)));
  if (block.fields) {
    words.append(h("div", { class: "fields" },
      block.fields.map((field) => h("div", { class: "text" }, showText(field, directory)))));
  }
  return h("div", { class: "block section" }, words, block.accessory && accessory(block.accessory, block, surface));
}

function accessory(element, block, surface) {
  const shown = element.type === "image" ? picture(element, "thumbnail") : showAction(element, block, surface);
  return h("div", { class: "accessory" }, shown);
}

function divider() {
  return h("hr", { class: "block" });
}

function context(block, { directory }) {
  const pieces = block.elements.map((element) => (element.type === "image" ? picture(element, "glyph")
    : h("span", { class: "text" }, showText(element, directory))));
  return h("div", { class: "block context" }, pieces);
}

function actions(block, surface) {
  return h("div", { class: "block actions" }, block.elements.map((element) => showAction(element, block, surface)));
}

function richText(block, { directory }) {
  const shown = showRichText(block, directory);
  shown.classList.add("block");
  return shown;
}

/** Shown as it was written: Markdown proper is more than a local workspace needs. */
function markdown(block) {
  return h("div", { class: "block text" }, block.text);
}

function image(block, { directory }) {
  const title = block.title && h("figcaption", { class: "text" }, showText(block.title, directory));
  return h("figure", { class: "block figure" }, title, picture(block, "picture"));
}

/** An image from this page or from a data: address; nothing is loaded from elsewhere, so another shows its words. */
function picture(element, kind) {
  const address = URL.parse(element.image_url ?? "", location.href);
  const ours = address?.origin === location.origin || address?.protocol === "data:";
  return ours ? h("img", { class: kind, src: address.href, alt: element.alt_text })
    : h("span", { class: "unshown" }, `Image: ${element.alt_text}`);
}
