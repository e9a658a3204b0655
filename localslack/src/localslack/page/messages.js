// The messages of a conversation or a thread, as items to reconcile.

import { appBadge, avatar } from "./avatar.js";
import { showBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { editor } from "./editor.js";
import { showFiles } from "./files.js";
import { icon } from "./icons.js";
import { showMrkdwn } from "./inline.js";
import { clock, dayKey, dayName, fullTime } from "./times.js";
import { toolbar } from "./toolbar.js";

const GROUPED_S = 5 * 60;
const UNKNOWN = { id: "?", name: "Unknown", is_bot: false };

/**
 * Items for `messages`, oldest first. `view` has `directory`, `newFrom` (the ts of the first unread message, if any),
 * `replies(ts)`, `unreadReplies(ts)`, `thread(ts)` with its title and status, the message's `shortcuts`, `editing` (the
 * pane and the ts of the message being edited), and the acts `click(message, block_id, action_id, value)`, `dismiss(message)`,
 * `run(message, shortcut)`, `startEditing(message)`, `edit(message, text)`, `remove(message)` and `openThread(ts)`, which
 * is null within a thread.
 */
export function messageItems(messages, view) {
  let previous = null;
  return messages.flatMap((message) => {
    const items = [];
    const newDay = !previous || dayKey(previous.ts) !== dayKey(message.ts);
    const unread = view.newFrom === message.ts;
    if (newDay) items.push(dividerItem(`day ${dayKey(message.ts)}`, dayName(message.ts), "day"));
    if (unread) items.push(dividerItem("new", "New", "new"));
    items.push(messageItem(message, !newDay && !unread && follows(message, previous), view));
    previous = message;
    return items;
  });
}

/** Whether a message is in a thread, below another one. */
export const isReply = ({ ts, thread_ts: root }) => Boolean(root) && root !== ts;
const isPlain = (message) => !message.ephemeral && !message.subtype;

const follows = (message, previous) =>
  message.user === previous.user && isPlain(message) && isPlain(previous) &&
  Number(message.ts) - Number(previous.ts) < GROUPED_S;

/** Items for a thread: its first message, how many replies there are, and the replies. */
export function threadItems([root, ...replies], view) {
  const inThread = { ...view, newFrom: null, replies: () => [], thread: () => ({}), pane: "thread", openThread: null };
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  const rest = messageItems(replies, inThread);
  return [
    ...messageItems(root ? [root] : [], inThread),
    ...(replies.length ? [dividerItem("replies", count, "replies")] : []),
    ...rest.filter(({ key }) => key !== `day ${dayKey(root.ts)}`),
  ];
}

const dividerItem = (key, words, kind) => ({
  key,
  source: words,
  build: () => h("div", { class: `rule rule-${kind}`, role: "separator", "aria-label": words }, h("span", {}, words)),
});

function messageItem(message, grouped, view) {
  const replies = view.replies(message.ts);
  return {
    key: `${message.ts} ${message.ephemeral}`,
    source: JSON.stringify([message, grouped, replies.map(({ ts, user }) => [ts, user]), view.unreadReplies(message.ts),
      replies.length > 0 && dayName(replies.at(-1).ts), view.thread(message.ts), isEdited(message, view)]),
    build: () => showMessage(message, grouped, replies, view),
  };
}

function showMessage(message, grouped, replies, view) {
  const author = view.directory.person(message.user) ?? UNKNOWN;
  const time = h("time", { class: "time", title: fullTime(message.ts) }, clock(message.ts));
  const name = h("span", { class: "author" }, author.name, author.is_bot && appBadge());
  return h("article", {
    class: `message${grouped ? " message-grouped" : ""}${message.subtype ? " message-system" : ""}`,
    "aria-label": `${author.name}, ${clock(message.ts)}${message.ephemeral ? ", only visible to you" : ""}`,
    data: { ts: message.ts },
  },
  message.ephemeral && privateMark(message, view),
  h("div", { class: "gutter" }, grouped ? time : avatar(author)),
  h("div", { class: "message-main" },
    !grouped && h("div", { class: "byline" }, name, time),
    isReply(message) && view.openThread && broadcastMark(message, view),
    isEdited(message, view) ? editorOf(message, view) : bodyOf(message, view),
    view.openThread && threadLink(message, replies, view)),
  !message.ephemeral && !message.subtype && toolbar(message, view));
}

const isEdited = ({ ts }, view) => view.editing === `${view.pane} ${ts}`;

const editorOf = (message, view) => editor(message, view.directory, {
  save: (text) => { view.startEditing(null); view.edit(message, text); },
  cancel: () => view.startEditing(null),
});

function bodyOf(message, view) {
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  const files = showFiles(message.files, view.directory.me);
  if (!message.blocks?.length) {
    return [message.text && h("div", { class: "text" }, showMrkdwn(message.text, view.directory), edited), files];
  }
  const surface = {
    directory: view.directory,
    headingLevel: 2,
    act: (block, action, value) => view.click(message, block, action, value),
  };
  return [h("div", { class: "blocks" }, showBlocks(message.blocks, surface), edited), files];
}

function privateMark(message, view) {
  const dismiss = () => view.dismiss(message);
  return h("p", { class: "private-mark" }, icon("eye"), "Only visible to you",
    h("span", { "aria-hidden": "true" }, "·"),
    h("button", { type: "button", class: "link-button", on: { click: dismiss } }, "Dismiss message"));
}

function threadLink(message, replies, view) {
  const { title, status } = view.thread(message.ts);
  if (!replies.length) return status && h("p", { class: "thread-status" }, `${view.app.name} ${status.text}`);
  const authors = [...new Set(replies.map(({ user }) => user))].map((id) => view.directory.person(id) ?? UNKNOWN);
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  const last = replies.at(-1).ts;
  const unread = view.unreadReplies(message.ts);
  return h("button", { type: "button", class: "thread-link", on: { click: () => view.openThread(message.ts) } },
    authors.slice(0, 3).map((author) => avatar(author, "avatar-small")),
    title && h("span", { class: "thread-title" }, title),
    h("span", { class: "thread-count" }, count),
    unread > 0 && h("span", { class: "thread-new" }, `${unread} new`),
    h("span", { class: "thread-last" },
      status ? `${view.app.name} ${status.text}` : `Last reply ${dayName(last).toLowerCase()} at ${clock(last)}`));
}

/** Names the thread of a reply that the channel shows too. */
function broadcastMark(message, view) {
  const open = () => view.openThread(message.thread_ts);
  return h("p", { class: "broadcast-mark" }, "replied to ",
    h("button", { type: "button", class: "link-button", on: { click: open } }, "a thread"));
}
