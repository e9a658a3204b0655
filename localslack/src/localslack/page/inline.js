// Text within a block: mrkdwn nodes, mentions, links and text objects as DOM.

import { h } from "./dom.js";
import { emojiNamed } from "./emoji.js";
import { decodeEntities, parseMrkdwn } from "./mrkdwn.js";
import { fillDate } from "./times.js";

const TAGS = { bold: "b", italic: "i", strike: "s", code: "code", pre: "pre", quote: "blockquote" };
const SHORTCODE = /:([a-z0-9_+'-]{1,50}):/g;
const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/i;

/** Shows mrkdwn. `directory` names people and conversations and opens the latter. */
export const showMrkdwn = (text, directory, options = {}) => showNodes(parseMrkdwn(text, options), directory);

/** What mrkdwn says to those who cannot see it, such as a screen reader: the words alone. */
export const plainOf = (text, directory) => h("div", {}, showMrkdwn(text, directory)).textContent;

/** Shows a text object; plain_text is never parsed. */
export function showText(object, directory) {
  if (!object) return [];
  if (object.type === "mrkdwn") return showMrkdwn(object.text, directory, { verbatim: object.verbatim === true });
  return [showPlain(object)];
}

/** What a plain_text object says: no markup, but Slack keeps the three characters it escapes as entities here too. */
export function showPlain({ text, emoji = true }) {
  const shown = emoji ? text.replace(SHORTCODE, (typed, name) => emojiNamed(name) ?? typed) : text;
  return decodeEntities(shown);
}

const showNodes = (nodes, directory) => nodes.map((node) => showNode(node, directory));

function showNode(node, directory) {
  if (node.type in TAGS) {
    const attributes = node.type === "pre" ? { tabindex: "0" } : {};
    return h(TAGS[node.type], attributes, showNodes(node.children, directory));
  }
  switch (node.type) {
    case "text": return node.text;
    case "emoji": return emojiChip(node.name);
    case "link": return link(node.url, node.label);
    case "user": return userChip(node.id, directory, node.label);
    case "channel": return channelChip(node.id, directory, node.label);
    case "broadcast": return h("span", { class: "mention mention-loud" }, `@${node.range}`);
    case "group": return h("span", { class: "mention" }, directory.groupName(node.id) ?? node.label);
    case "date": return dateChip(node);
    default: throw new TypeError(`no such node: ${node.type}`);
  }
}

/** A link that leaves the page; an address of any other kind than web, mail or phone is shown as text. */
export function link(url, label) {
  if (!SAFE_LINK.test(url)) return label || url;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, label || url);
}

export function userChip(id, directory, label = "") {
  const person = directory.person(id);
  const name = person?.name ?? (label || "unknown-user");
  return h("span", { class: id === directory.me ? "mention mention-loud" : "mention" }, `@${name}`);
}

export function channelChip(id, directory, label = "") {
  const conversation = directory.conversation(id);
  if (!conversation) return h("span", { class: "mention" }, `#${label || "unknown-channel"}`);
  const open = () => directory.open(id);
  return h("button", { type: "button", class: "mention", on: { click: open } }, `#${conversation.name}`);
}

export function emojiChip(name, unicode = "") {
  const typed = `:${name}:`;
  const shown = unicode ? fromHex(unicode) : emojiNamed(name);
  const attributes = { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: typed };
  return shown ? h("span", attributes, shown) : typed;
}

const fromHex = (codes) => String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));

export function dateChip({ timestamp, format, url, fallback }) {
  const shown = fillDate(format, timestamp) ?? fallback;
  return url ? link(url, shown) : h("time", {}, shown);
}
