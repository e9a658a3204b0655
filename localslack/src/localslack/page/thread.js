// The right column: a message and its replies.

import { Announcer } from "./announcer.js";
import { closedBecause } from "./conversation.js";
import { h } from "./dom.js";
import { iconButton } from "./icons.js";
import { threadItems } from "./messages.js";
import { Scroller } from "./scroller.js";
import { StatusLine } from "./status.js";

/** The column for `node`, shown while a thread is open; `close()` is called when the person closes it. */
export class ThreadPane {
  #node;
  #announcer = new Announcer();
  #shown = null;

  constructor(node, { composer, close }) {
    this.#node = node;
    this.composer = composer;
    this.place = h("p", { class: "topic" });
    this.title = h("h2", { class: "pane-title" });
    this.scroller = new Scroller("Thread");
    this.status = new StatusLine();
    node.replaceChildren(
      h("header", { class: "pane-head" },
        h("div", { class: "pane-heading" }, this.title, this.place),
        iconButton("close", "Close thread", close)),
      this.scroller.node, this.status.node, composer.node);
  }

  get hasFocus() { return this.#node.contains(document.activeElement); }

  /** Puts the caret into the message box, or lets the keys scroll where nothing can be written. */
  focus() { (this.composer.isClosed ? this.scroller : this.composer).focus(); }

  /** Shows the thread under the message `ts` of a conversation, or nothing when `ts` is null. */
  render(screen, conversation, ts, view) {
    const key = ts && `${screen.me.id} ${conversation.id} ${ts}`;
    const moved = this.#shown !== key;
    this.#shown = key;
    this.#node.hidden = !ts;
    if (!ts) return;
    const { title, status } = view.thread(ts);
    this.title.textContent = title ?? "Thread";
    this.place.textContent = conversation.kind === "channel" ? `#${conversation.name}` : conversation.name;
    this.status.render(status, view.app);
    const closed = closedBecause(conversation);
    this.composer.show({ key, channel: conversation.id, thread: ts, label: "Reply…", closed });
    const thread = view.all.filter((message) => message.ts === ts || message.thread_ts === ts);
    const news = this.#announcer.tell(key, thread, view.directory);
    this.scroller.render(threadItems(thread, view), { fresh: news });
    if (!moved) return;
    this.scroller.toEnd();
    this.composer.focus();
  }
}
