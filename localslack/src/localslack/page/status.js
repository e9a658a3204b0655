// What the app is doing in a thread: "Lead Scorer is thinking...", or several messages in turn.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";

const TURN_MS = 2500;

/** The line of a thread; it keeps its place in the page while it says nothing. */
export class StatusLine {
  #shown = "";
  #timer = 0;

  constructor() {
    this.words = h("span", { class: "status-words" });
    this.node = h("p", { class: "status-line", role: "status" });
  }

  /** Shows `{text, loading_messages}` of an app, or nothing when it is null. */
  render(status, app) {
    const source = JSON.stringify(status ?? null);
    if (source === this.#shown) return;
    this.#shown = source;
    clearInterval(this.#timer);
    this.node.replaceChildren();
    if (!status) return;
    this.#show(app.name, status.text);
    this.node.append(avatar({ ...app, is_bot: true }, "avatar-small"), this.words);
    if (status.loading_messages.length) this.#turn(status.loading_messages);
  }

  #show(...words) { this.words.textContent = words.join(" "); }

  #turn(messages) {
    let place = 0;
    const next = () => this.#show(messages[place++ % messages.length]);
    next();
    this.#timer = setInterval(next, TURN_MS);
  }
}
