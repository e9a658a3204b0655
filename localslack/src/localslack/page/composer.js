// The message box: Enter sends, Shift+Enter breaks the line, "/" suggests commands and "@" people, the up arrow recalls
// what was sent.

import { freshId, h } from "./dom.js";
import { iconButton } from "./icons.js";
import { menuButton } from "./menu.js";
import { suggest, Suggestions } from "./suggestions.js";

/**
 * A message box. `acts` has `send(place, text)`, resolving to whether it was taken, `shortcuts()`, `run(shortcut)`,
 * `people()` who can be mentioned, and `commands()` where commands can be typed.
 */
export class Composer {
  #acts;
  #place = null;
  #drafts = new Map();
  #recalled = 0;
  #dismissed = false;

  constructor(acts, { id = freshId("composer"), history = [] } = {}) {
    this.#acts = acts;
    this.history = history;
    this.suggestions = new Suggestions(`${id}-commands`, (match) => this.#complete(match));
    this.input = h("textarea", {
      id, class: "composer-input", rows: "1", autocomplete: "off", "aria-autocomplete": "list",
      "aria-controls": `${id}-commands`,
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.sendButton = iconButton("send", "Send", () => this.send(), "send");
    this.box = h("div", { class: "composer-box" }, this.input, this.#tools());
    this.closed = h("p", { class: "composer-closed", hidden: true });
    this.node = h("div", { class: "composer" }, this.suggestions.node, this.box, this.closed,
      h("p", { class: "composer-hint", "aria-hidden": "true" }, h("b", {}, "Shift + Enter"), " to add a new line"));
  }

  #tools() {
    const bolt = iconButton("bolt", "Shortcuts", null, "tool");
    const items = () => this.#shortcutItems();
    const shortcuts = menuButton(bolt, { name: "Shortcuts", placement: "menu-above", items });
    const slash = this.#acts.commands && iconButton("slash", "Commands", () => this.#startCommand(), "tool");
    return h("div", { class: "composer-tools" }, shortcuts, slash, h("span", { class: "spacer" }), this.sendButton);
  }

  #shortcutItems() {
    const items = this.#acts.shortcuts().map((shortcut) => ({
      label: shortcut.name,
      choose: () => this.#acts.run(shortcut),
      build: () => [shortcut.name, h("span", { class: "menu-more" }, shortcut.description)],
    }));
    return [{ heading: items.length ? "Shortcuts" : "No app offers a shortcut" }, ...items];
  }

  /** Turns the box to a place, `{key, label, closed}`; each place keeps its own draft. */
  show(place) {
    if (this.#place?.key !== place.key) {
      if (this.#place) this.#drafts.set(this.#place.key, this.input.value);
      this.#write(this.#drafts.get(place.key) ?? "");
      this.#recalled = 0;
    }
    this.#place = place;
    this.input.placeholder = place.label;
    this.input.setAttribute("aria-label", place.label);
    this.box.hidden = Boolean(place.closed);
    this.closed.hidden = !place.closed;
    this.closed.textContent = place.closed ?? "";
    this.#suggest();
  }

  /** Whether nothing can be written here. */
  get isClosed() { return this.box.hidden; }

  focus() { this.input.focus(); }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const place = this.#place;
    this.history.push(text);
    this.#recalled = 0;
    this.#write("");
    this.sendButton.setAttribute("aria-busy", "true");
    const taken = await this.#acts.send(place, text);
    this.sendButton.removeAttribute("aria-busy");
    if (taken) return;
    if (this.#place.key !== place.key) this.#drafts.set(place.key, text);
    else if (!this.input.value) this.#restore(text);
  }

  /** Puts a text back without suggesting anything over what may have just been answered. */
  #restore(text) {
    this.#write(text);
    this.#dismissed = true;
    this.#suggest();
  }

  #key(event) {
    if (event.isComposing) return;
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    const act = plain ? this.#actOf(event.key) : null;
    if (!act) return;
    event.preventDefault();
    act();
  }

  #actOf(key) {
    const { suggestions, input } = this;
    if (suggestions.open) {
      const exact = suggestions.selected.completed.trimEnd() === input.value;
      if (key === "ArrowDown") return () => this.#select(1);
      if (key === "ArrowUp") return () => this.#select(-1);
      if (key === "Tab" || (key === "Enter" && !exact)) return () => this.#complete(suggestions.selected);
    }
    if (key === "Enter") return () => this.send();
    if (key === "Escape" && !suggestions.node.hidden) return () => { this.#dismissed = true; this.#suggest(); };
    const recalling = this.#recalled > 0;
    const older = (recalling || !input.value) && this.#recalled < this.history.length;
    if (key === "ArrowUp" && older) return () => this.#recall(1);
    if (key === "ArrowDown" && recalling) return () => this.#recall(-1);
    return null;
  }

  #recall(step) {
    this.#recalled += step;
    this.#restore(this.#recalled ? this.history.at(-this.#recalled) : "");
  }

  #typed() {
    this.#recalled = 0;
    this.#dismissed = false;
    this.#sized();
    this.#suggest();
  }

  #select(step) {
    this.suggestions.move(step);
    this.input.setAttribute("aria-activedescendant", this.suggestions.selectedId);
  }

  #complete({ completed }) {
    this.#write(completed);
    this.input.focus();
  }

  #startCommand() {
    if (!this.input.value.startsWith("/")) this.#write(`/${this.input.value}`);
    this.input.focus();
  }

  #suggest() {
    const known = { commands: this.#acts.commands?.() ?? [], people: this.#acts.people() };
    this.suggestions.show(this.#dismissed ? null : suggest(this.input.value, known));
    if (this.suggestions.open) this.input.setAttribute("aria-activedescendant", this.suggestions.selectedId);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #write(text) {
    this.input.value = text;
    this.#dismissed = false;
    this.#sized();
    this.#suggest();
  }

  #sized() {
    // Where a browser knows no field-sizing, rows follow the lines.
    this.input.rows = Math.min(this.input.value.split("\n").length, 8);
    this.node.classList.toggle("composer-filled", this.input.value.trim() !== "");
  }
}
