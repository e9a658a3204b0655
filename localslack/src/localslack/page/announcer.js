// Tells screen readers what others wrote since a place was last shown.

import { plainOf } from "./inline.js";

/** Speaks for one pane. */
export class Announcer {
  #last = new Map();

  /** Tells what is new among the messages of a place; true when there was something. */
  tell(place, messages, directory) {
    const last = messages.at(-1)?.ts ?? "";
    const before = this.#last.get(place);
    this.#last.set(place, last);
    if (before === undefined || last <= before) return false;
    const news = messages.filter(({ ts, user }) => ts > before && user !== directory.me);
    const words = news.map(({ user, text, files }) =>
      [`${directory.person(user)?.name ?? ""}:`, plainOf(text, directory), ...files.map(pictured)].join(" "));
    if (words.length) document.getElementById("announcer").textContent = words.join("\n");
    return news.length > 0;
  }
}

const pictured = ({ title, alt_text: words }) => [title, words].filter(Boolean).join(": ");
