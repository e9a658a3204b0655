// One person's sight of the workspace, kept current: fetched whenever the server says that it changed.

import { personApi } from "./api.js";

const RETRY_MS = 2000;

/**
 * Follows the screen of one person. `onScreen(screen)` gets each new one, `onLink(linked)` whether the server is
 * reached; `onRefused()` is called when it knows no such person.
 */
export class Connection {
  #stopped = false;
  #fetching = Promise.resolve();
  #next = null;
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

  /**
   * Fetches the screen and resolves when it is shown; calls while a fetch runs share one more fetch after it. Later
   * changes are not waited for: what one act keeps busy must not stay so because of others.
   */
  refresh() {
    const fetch = () => {
      this.#next = null;
      this.#fetching = this.#fetch();
      return this.#fetching;
    };
    this.#next ??= this.#fetching.then(fetch, fetch);
    return this.#next;
  }

  async #fetch() {
    if (this.#stopped) return;
    const screen = await this.api.screen();
    if (this.#stopped) return;
    if (screen.ok === false) {
      if (screen.error === "unreachable") this.onLink(false);
      else this.onRefused();
      return;
    }
    this.#shownVersion = screen.version;
    this.onScreen(screen);
  }

  #follow() {
    if (this.#stopped) return;
    this.#events = this.api.events();
    this.#events.addEventListener("open", () => {
      this.onLink(true);
      // It may be another workspace by now, whose versions start again.
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
