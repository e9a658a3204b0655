// One person's sight of the workspace, kept current: fetched whenever the server says that it changed.

import { personApi } from "./api.js";

const RETRY_MS = 2000;

/**
 * Follows the screen of one person. `onScreen(screen)` gets each new one, `onLink(linked)` whether the server is
 * reached; `onRefused()` is called when it knows no such person.
 */
export class Connection {
  #stopped = false;
  #stale = false;
  #fetching = null;
  #shownVersion = null;
  #events = null;

  constructor(person, { onScreen, onLink, onRefused }) {
    this.person = person;
    this.api = personApi(person);
    this.onScreen = onScreen;
    this.onLink = onLink;
    this.onRefused = onRefused;
  }

  start() {
    this.#follow();
    return this.refresh();
  }

  stop() {
    this.#stopped = true;
    this.#events?.close();
  }

  /** Does something and shows what came of it; resolves to the server's answer. */
  async act(what, body) {
    const answer = await this.api[what](body);
    await this.refresh();
    return answer;
  }

  /** Fetches the screen; calls while a fetch runs share one more fetch after it. */
  refresh() {
    this.#stale = true;
    this.#fetching ??= this.#fetch().finally(() => { this.#fetching = null; });
    return this.#fetching;
  }

  async #fetch() {
    while (this.#stale && !this.#stopped) {
      this.#stale = false;
      const screen = await this.api.screen();
      if (this.#stopped) return;
      if (screen.ok === false) return screen.error === "unreachable" ? this.onLink(false) : this.onRefused();
      this.#shownVersion = screen.version;
      this.onScreen(screen);
    }
  }

  #follow() {
    if (this.#stopped) return;
    this.#events = this.api.events();
    this.#events.addEventListener("open", () => {
      this.onLink(true);
      // It may be another workspace by now, whose versions start anew.
      this.refresh();
    });
    this.#events.addEventListener("message", ({ data }) => {
      if (JSON.parse(data).version !== this.#shownVersion) this.refresh();
    });
    this.#events.addEventListener("error", () => {
      if (this.#stopped) return;
      this.onLink(false);
      if (this.#events.readyState === EventSource.CLOSED) setTimeout(() => this.#follow(), RETRY_MS);
    });
  }
}
