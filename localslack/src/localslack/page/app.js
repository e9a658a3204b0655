// Joins the parts: one person's connection, where that person is looking, and the columns that show it.

import { Composer } from "./composer.js";
import { ConversationPane } from "./conversation.js";
import { isReply } from "./messages.js";
import { ModalStack } from "./modals.js";
import { Connection } from "./connection.js";
import { HomeTab } from "./home.js";
import { unlessPressed } from "./pressing.js";
import { Sidebar } from "./sidebar.js";
import { Skipper } from "./skipper.js";
import { ThreadPane } from "./thread.js";
import { setNow } from "./times.js";
import { toastError } from "./toasts.js";

const DEFAULT_PERSON = "U0MAYA";
const workspace = document.getElementById("workspace");
const sidebarNode = document.getElementById("sidebar");
const main = document.getElementById("conversation");
const narrow = matchMedia("(max-width: 760px)");

let connection = null;
let screen = null;
let linked = true;
let channel = null;
let thread = null;
let tab = "messages";
let newFrom = null;
let editing = null;
let opened = "";
const dismissed = new Set();
const readUpTo = new Map();
const histories = new Map();

const render = unlessPressed(draw);

const directory = {
  get me() { return screen.me.id; },
  person: (id) => screen.people.find((person) => person.id === id) ?? null,
  people: () => screen.people,
  conversation: (id) => screen.conversations.find((conversation) => conversation.id === id) ?? null,
  conversations: () => screen.conversations,
  groupName: (id) => {
    const group = screen.user_groups.find((one) => one.id === id);
    return group ? `@${group.handle}` : null;
  },
  open: (id) => openConversation(id),
};

/** Does something on the server and shows an error when it refuses; resolves to whether it was taken. */
async function attempt(what, body) {
  const answer = await connection.act(what, body);
  if (!answer.ok) toastError(answer.error);
  return answer.ok === true;
}

/** Says something; to an app one can talk to, that begins a thread, which is opened for what it answers. */
async function send({ channel: id, thread: root }, text) {
  const answer = await connection.act("send", { channel: id, text, ...(root && { thread_ts: root }) });
  if (!answer.ok) toastError(answer.error);
  const begins = answer.ts && !root && id === channel && directory.conversation(id)?.kind === "im";
  if (begins && screen.bot.description !== null) openThread(answer.ts);
  return answer.ok === true;
}

const composing = {
  send: (place, text) => {
    (place.thread ? threadPane : pane).scroller.toEnd();
    return send(place, text);
  },
  commands: () => screen?.commands ?? [],
  people: () => screen?.people ?? [],
  shortcuts: () => screen?.shortcuts ?? [],
  run: (shortcut) => attempt("shortcut", { callback_id: shortcut.callback_id }),
};

const composer = new Composer(composing, { id: "composer" });
const threadComposer = new Composer({ ...composing, commands: null });
const sidebar = new Sidebar(sidebarNode, { open: (id) => openConversation(id), become: (id) => visit(id, channel) });
const home = new HomeTab(directory, {
  click: (id, block, action, value, values) =>
    attempt("click", clickOf({ view_id: id, values }, block, action, value)),
});
const skipper = new Skipper((seconds) => attempt("skip", { seconds }));
const pane = new ConversationPane(main, {
  composer, home, skipper, openSidebar: () => showSidebar(true), chooseTab: (key) => openTab(key),
  send: (text) => send({ channel }, text),
});
const threadPane = new ThreadPane(document.getElementById("thread"), {
  composer: threadComposer,
  close: () => { openThread(null); composer.focus(); },
});
const modals = new ModalStack(directory, {
  submit: (id, values) => connection.act("submit", { view_id: id, values }),
  close: (id, all) => connection.act("close", { view_id: id, all }),
  click: (id, block, action, value, values) =>
    connection.act("click", clickOf({ view_id: id, values }, block, action, value)),
}, () => (threadPane.hasFocus ? threadPane : pane));

const clickOf = (where, block, action, value) =>
  ({ ...where, block_id: block, action_id: action, ...(value !== undefined && { value }) });

/** Acts as `person` from now on, looking at the conversation `place` if that person has it. */
function become(person, place) {
  connection?.stop();
  modals.render([]);
  [channel, thread, tab, newFrom] = [place, null, "messages", null];
  if (!histories.has(person)) histories.set(person, []);
  composer.history = threadComposer.history = histories.get(person);
  connection = new Connection(person, {
    onScreen: (fetched) => { screen = fetched; setNow(screen.clock.now); render(); },
    onLink: (reached) => { linked = reached; render(); },
    onRefused: () => person !== DEFAULT_PERSON && visit(DEFAULT_PERSON, null),
  });
  connection.start();
}

/** Goes to a person's sight of a conversation and notes it in the address, so that back and reload work. */
function visit(person, place) {
  const address = new URL(location.href);
  address.searchParams.set("as", person);
  if (place) address.searchParams.set("in", place);
  history.pushState(null, "", address);
  become(person, place);
}

function openConversation(id) {
  showSidebar(false);
  if (id !== channel) {
    [channel, thread, tab, newFrom] = [id, null, "messages", null];
    const address = new URL(location.href);
    address.searchParams.set("in", id);
    history.replaceState(null, "", address);
  }
  render();
  if (!narrow.matches) composer.focus();
}

/** Turns to a tab of the app. */
function openTab(key) {
  if (key === tab) return;
  [tab, thread] = [key, null];
  render();
}

/** Lets the app know that a tab of it is before the person, once; it may then publish or suggest something. */
function tellOpened({ id, kind }) {
  const open = kind === "im" ? `${screen.me.id} ${id} ${tab}` : "";
  if (open === opened) return;
  opened = open;
  if (open) attempt("open-app", { tab });
}

function openThread(ts) {
  thread = ts;
  render();
}

function current() {
  const conversation = directory.conversation(channel) ?? screen.conversations[0];
  if (channel !== conversation.id) {
    // Another person's direct message (a D in Slack's ids) is not this person's; this person's own is meant.
    const own = channel?.startsWith("D") && screen.conversations.find(({ kind }) => kind === "im");
    channel = (own || conversation).id;
  }
  return directory.conversation(channel);
}

function draw() {
  if (screen?.me.id !== connection.person) return;
  const conversation = current();
  const all = conversation.messages.filter((message) => !dismissed.has(keyOf(message)));
  const view = viewOf(conversation, all);
  sidebar.render(screen, channel);
  skipper.render(screen.clock);
  pane.render(screen, conversation, tab, view, linked);
  threadPane.render(screen, conversation, thread, view);
  modals.render(screen.modals);
  const unread = screen.conversations.reduce((sum, { id, unread: count }) => sum + (id === channel ? 0 : count), 0);
  document.title = `${unread ? `(${unread}) ` : ""}${conversation.name} - ${screen.team.name} - Local workspace`;
  workspace.setAttribute("aria-busy", "false");
  tellOpened(conversation);
  markRead(conversation);
  if (thread) markThreadRead(conversation);
}

function viewOf(conversation, all) {
  const threads = Map.groupBy(all.filter(isReply), ({ thread_ts: root }) => root);
  // Settled as the conversation is opened: what comes later arrives under the reader's eyes.
  newFrom ??= conversation.unread ? firstUnread(conversation) : "";
  return {
    directory, all, newFrom,
    messages: all.filter((message) => message.is_in_channel),
    replies: (ts) => threads.get(ts) ?? [],
    unreadReplies: (ts) => conversation.unread_replies[ts] ?? 0,
    thread: (ts) => conversation.threads[ts] ?? {},
    app: screen.bot,
    openThread,
    shortcuts: screen.message_shortcuts,
    run: (message, { callback_id }) =>
      attempt("shortcut", { callback_id, channel: conversation.id, ts: message.ts }),
    editing,
    pane: "conversation",
    closed: conversation.is_archived || conversation.is_read_only,
    startEditing: (message, place) => { editing = message && `${place} ${message.ts}`; render(); },
    edit: (message, text) => attempt("edit", { channel: conversation.id, ts: message.ts, text }),
    remove: (message) => attempt("delete", { channel: conversation.id, ts: message.ts }),
    click: (message, block, action, value) =>
      attempt("click", clickOf({ channel: conversation.id, ts: message.ts }, block, action, value)),
    dismiss: (message) => { dismissed.add(keyOf(message)); render(); composer.focus(); },
  };
}

const keyOf = (message) => `${screen.me.id} ${channel} ${message.ts}`;

const firstUnread = ({ messages, unread }) => {
  const counted = messages.filter(({ user, ephemeral, subtype, is_in_channel: inChannel }) =>
    user !== screen.me.id && !ephemeral && !subtype && inChannel);
  return counted.at(-unread)?.ts ?? "";
};

function markRead({ id, messages, unread }) {
  const key = `${screen.me.id} ${id}`;
  const last = messages.at(-1)?.ts;
  if (!unread || tab === "home" || document.visibilityState !== "visible" || readUpTo.get(key) === last) return;
  readUpTo.set(key, last);
  connection.act("read", { channel: id });
}

function markThreadRead({ id, unread_replies: unread }) {
  if (!unread[thread] || document.visibilityState !== "visible") return;
  const key = `${screen.me.id} ${id} ${thread}`;
  if (readUpTo.get(key) === screen.version) return;
  readUpTo.set(key, screen.version);
  connection.act("read", { channel: id, thread_ts: thread });
}

function showSidebar(shown) {
  workspace.classList.toggle("sidebar-open", shown);
  main.inert = shown && narrow.matches;
  if (shown) sidebarNode.querySelector("[aria-current]")?.focus();
}

document.getElementById("scrim").addEventListener("click", () => showSidebar(false));
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && main.inert) showSidebar(false); });
narrow.addEventListener("change", () => showSidebar(false));
document.addEventListener("visibilitychange", render);
addEventListener("popstate", enter);

function enter() {
  const asked = new URLSearchParams(location.search);
  become(asked.get("as") ?? DEFAULT_PERSON, asked.get("in"));
}

enter();
