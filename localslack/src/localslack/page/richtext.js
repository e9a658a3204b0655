// A rich_text block: formatted text as a tree, in which text is literal and never parsed.

import { h } from "./dom.js";
import { channelChip, dateChip, emojiChip, link, userChip } from "./inline.js";

const STYLE_TAGS = [["code", "code"], ["strike", "s"], ["italic", "i"], ["bold", "b"]];
const MARKERS = { bullet: ["disc", "circle", "square"], ordered: ["decimal", "lower-alpha", "lower-roman"] };

/** Shows the elements of a rich_text block. */
export const showRichText = (block, directory) =>
  h("div", { class: "rich-text" }, groupLists(block.elements, directory));

/** A list's ordered numbers run on past the nested list that interrupts it, as they do in Slack. */
function groupLists(elements, directory) {
  const counted = new Map();
  return elements.map((element) => {
    if (element.type !== "rich_text_list") {
      counted.clear();
      return showElement(element, directory);
    }
    const indent = element.indent ?? 0;
    for (const deeper of [...counted.keys()].filter((depth) => depth > indent)) counted.delete(deeper);
    const start = (element.offset ?? counted.get(indent) ?? 0) + 1;
    counted.set(indent, start - 1 + element.elements.length);
    return showList(element, indent, start, directory);
  });
}

function showList(list, indent, start, directory) {
  const ordered = list.style === "ordered";
  const marker = (MARKERS[list.style] ?? MARKERS.bullet)[indent % 3];
  const items = list.elements.map((item) => h("li", {}, showInline(item.elements, directory)));
  const attributes = { class: `list list-${marker}${list.border ? " list-bordered" : ""}`, data: { indent } };
  return ordered ? h("ol", { ...attributes, start }, items) : h("ul", attributes, items);
}

function showElement(element, directory) {
  const children = showInline(element.elements, directory);
  switch (element.type) {
    case "rich_text_section": return h("div", { class: "text" }, children);
    case "rich_text_quote": return h("blockquote", {}, children);
    case "rich_text_preformatted": return h("pre", { tabindex: "0" }, children);
    default: return h("p", { class: "unshown" }, `${element.type} is not shown here`);
  }
}

const showInline = (elements, directory) => elements.map((element) => styled(element, inlineOf(element, directory)));

function inlineOf(element, directory) {
  switch (element.type) {
    case "text": return element.text;
    case "link": return link(element.url, element.text);
    case "user": return userChip(element.user_id, directory);
    case "channel": return channelChip(element.channel_id, directory);
    case "usergroup": return h("span", { class: "mention" }, "@group");
    case "broadcast": return h("span", { class: "mention mention-loud" }, `@${element.range}`);
    case "emoji": return emojiChip(element.name, element.unicode);
    case "date": return dateChip({ url: null, ...element });
    case "color": return h("code", {}, element.value);
    default: return `[${element.type}]`;
  }
}

function styled(element, shown) {
  return STYLE_TAGS.reduce((inner, [style, tag]) => (element.style?.[style] ? h(tag, {}, inner) : inner), shown);
}
