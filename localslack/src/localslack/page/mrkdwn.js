// Slack's mrkdwn, parsed into plain nodes. It touches no DOM: inline.js shows what comes out of here.
//
// Nodes: {type: "text", text} · bold, italic, strike, quote {children} · {type: "code" | "pre", children}
//        link {url, label} · user {id, label} · channel {id, label} · broadcast {range} · group {id, label}
//        date {timestamp, format, url, fallback} · emoji {name}
// The text in them is decoded: what it says is what a reader sees.

import { emojiNamed } from "./emoji.js";

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const QUOTE = /^(?:&gt;|>) ?/;
const LONG_QUOTE = /^(?:(?:&gt;){3}|>{3}) ?/;
const CONTROL = /<([^<>\n]+)>/y;
const CODE = /`([^`\n]+)`/y;
const EMOJI = /:([a-z0-9_+'-]{1,50}):/y;
const ADDRESS = /https?:\/\/(?:(?!&[lg]t;)[^\s<>|"`])+/iy;
const MAILBOX = /[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}/iy;
const DOMAIN = /(?:[a-z0-9-]+\.)+(?:com|net|org|io|co|dev|app|ai|de|uk|eu|us)\b(?:\/(?:(?!&[lg]t;)[^\s<>|"`])*)?/iy;
const TRAILING = /(?:[.,;:!?)\]}'*_~]|&amp;)+$/;
const WORD = /[\p{L}\p{N}]/u;
// Marks do not format across a blank, and an invisible character (zero-width space, word joiner, ...) counts as one.
const BLANK = /[\s\p{Cf}]/u;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const STYLES = { "*": "bold", "_": "italic", "~": "strike" };

/** Decodes the three entities Slack knows, after parsing, so that a decoded `<` can no longer start anything. */
export const decodeEntities = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

/** Parses mrkdwn; with `verbatim`, bare addresses stay text. */
export function parseMrkdwn(text, { verbatim = false } = {}) {
  const nodes = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    nodes.push(...parseLines(text.slice(from, fence.index).replace(/\n$/, ""), verbatim));
    nodes.push({ type: "pre", children: parseCode(fence[1]) });
    from = fence.index + fence[0].length;
  }
  const rest = from ? text.slice(from).replace(/^\n/, "") : text;
  return [...nodes, ...parseLines(rest, verbatim)];
}

function parseLines(text, verbatim) {
  const groups = [];
  const add = (quoted, line) => {
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else groups.push({ quoted, lines: [line] });
  };
  const lines = text.split("\n");
  for (const [place, line] of lines.entries()) {
    if (LONG_QUOTE.test(line)) {
      for (const quoted of [line.replace(LONG_QUOTE, ""), ...lines.slice(place + 1)]) add(true, quoted);
      break;
    }
    add(QUOTE.test(line), line.replace(QUOTE, ""));
  }
  return groups.flatMap(({ quoted, lines: grouped }) => {
    const children = parseInline(grouped.join("\n"), verbatim);
    return quoted ? [{ type: "quote", children }] : children;
  });
}

/** Parses what is within lines: everything but code blocks and quotes. */
function parseInline(text, verbatim) {
  const nodes = [];
  const unclosed = {};
  let plain = "";
  let place = 0;
  while (place < text.length) {
    const found = atomAt(text, place, verbatim) ?? styledAt(text, place, verbatim, unclosed);
    if (found) {
      if (plain) nodes.push({ type: "text", text: decodeEntities(plain) });
      plain = "";
      nodes.push(found.node);
      place += found.length;
    } else {
      plain += text[place++];
    }
  }
  if (plain) nodes.push({ type: "text", text: decodeEntities(plain) });
  return nodes;
}

function parseCode(text) {
  const nodes = [];
  let from = 0;
  for (const control of text.matchAll(/<([^<>\n]+)>/g)) {
    const node = controlNode(control[1]);
    if (!node) continue;
    nodes.push({ type: "text", text: decodeEntities(text.slice(from, control.index)) }, node);
    from = control.index + control[0].length;
  }
  return [...nodes, { type: "text", text: decodeEntities(text.slice(from)) }];
}

function matchAt(pattern, text, place) {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** A node at `place` that holds no styled text: a control sequence, code, an emoji, or a bare address. */
function atomAt(text, place, verbatim) {
  const first = text[place];
  if (first === "<") {
    const control = matchAt(CONTROL, text, place);
    const node = control && controlNode(control[1]);
    return node ? { node, length: control[0].length } : null;
  }
  if (first === "`") {
    const code = matchAt(CODE, text, place);
    return code && { node: { type: "code", children: parseCode(code[1]) }, length: code[0].length };
  }
  if (first === ":") {
    const emoji = matchAt(EMOJI, text, place);
    return emoji && emojiNamed(emoji[1]) ? { node: { type: "emoji", name: emoji[1] }, length: emoji[0].length } : null;
  }
  return verbatim ? null : addressAt(text, place);
}

function addressAt(text, place) {
  if (!WORD.test(text[place]) || /[\p{L}\p{N}@./:+_-]/u.test(text[place - 1] ?? "")) return null;
  for (const [pattern, prefix] of [[ADDRESS, ""], [MAILBOX, "mailto:"], [DOMAIN, "http://"]]) {
    const shown = matchAt(pattern, text, place)?.[0].replace(TRAILING, "");
    if (!shown) continue;
    const label = decodeEntities(shown);
    return { node: { type: "link", url: prefix + label, label }, length: shown.length };
  }
  return null;
}

function styledAt(text, place, verbatim, unclosed) {
  const mark = text[place];
  if (!(mark in STYLES) || place < (unclosed[mark] ?? 0)) return null;
  const before = text[place - 1] ?? " ";
  const after = text[place + 1] ?? " ";
  if (WORD.test(before) || before === mark || after === mark || BLANK.test(after)) return null;
  const close = closeOf(text, place, mark);
  if (close === null) {
    // Nothing later on this line can close it either: remembered, so that a hostile line is read once.
    const end = text.indexOf("\n", place);
    unclosed[mark] = end < 0 ? text.length : end;
    return null;
  }
  const children = parseInline(text.slice(place + 1, close), verbatim);
  return { node: { type: STYLES[mark], children }, length: close + 1 - place };
}

function closeOf(text, open, mark) {
  for (let place = open + 1; place < text.length && text[place] !== "\n"; place++) {
    const skipped = "<`".includes(text[place]) ? atomAt(text, place, true) : null;
    if (skipped) place += skipped.length - 1;
    else if (place > open + 1 && text[place] === mark && closes(text, place, mark)) return place;
  }
  return null;
}

function closes(text, place, mark) {
  const [before, after] = [text[place - 1], text[place + 1] ?? " "];
  return before !== mark && after !== mark && !BLANK.test(before) && !WORD.test(after);
}

/** What `<...>` means, or null if Slack does not know it and shows it as typed. */
function controlNode(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : decodeEntities(inside.slice(bar + 1));
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { type: "user", id: target.slice(1), label };
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { type: "channel", id: target.slice(1), label };
  if (/^!(?:channel|here|everyone)$/.test(target)) return { type: "broadcast", range: target.slice(1) };
  if (/^!subteam\^[A-Z0-9]+$/.test(target)) return { type: "group", id: target.slice(9), label: label || "@group" };
  const date = /^!date\^(\d+)\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (date) return { type: "date", timestamp: Number(date[1]), format: date[2], url: date[3] ?? null, fallback: label };
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(target)) {
    const url = decodeEntities(target);
    return { type: "link", url, label: label || url.replace(/^(?:mailto|tel):/i, "") };
  }
  return null;
}
