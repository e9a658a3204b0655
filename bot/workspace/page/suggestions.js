// What to suggest while a slash command is typed.

import { h } from "./dom.js";

const KEYS = ["↑↓ to move", "Tab to take", "Esc to close"];

/**
 * For the text typed so far: `{matches}` while the command's name is typed, `{command}` once it stands there with
 * something or nothing after it, null when the text is no command.
 */
export function suggest(text, commands) {
  if (!text.startsWith("/") || text.includes("\n")) return null;
  const [typed, ...rest] = text.split(" ");
  if (rest.length) {
    const command = commands.find((known) => known.command === typed);
    return command ? { command } : null;
  }
  const matches = commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  return matches.length ? { matches } : null;
}

/** The popup above the message box: a list to choose from, or the hint of the command being written. */
export class Suggestions {
  #matches = [];
  #selected = 0;

  constructor(id, choose) {
    this.id = id;
    this.choose = choose;
    this.node = h("div", { class: "suggestions", hidden: true });
  }

  get open() { return this.#matches.length > 0; }

  get selected() { return this.#matches[this.#selected] ?? null; }

  /** The id of the selected option, for aria-activedescendant. */
  get selectedId() { return this.open ? `${this.id}-${this.#selected}` : null; }

  show(suggestion) {
    const matches = suggestion?.matches ?? [];
    if (namesOf(matches) !== namesOf(this.#matches)) this.#selected = 0;
    this.#matches = matches;
    this.node.hidden = !suggestion;
    if (suggestion?.command) this.node.replaceChildren(hintOf(suggestion.command));
    else this.#draw();
  }

  move(step) {
    this.#selected = (this.#selected + step + this.#matches.length) % this.#matches.length;
    this.#draw();
  }

  #draw() {
    const options = this.#matches.map((match, place) => h("div", {
      role: "option", class: "suggestion", id: `${this.id}-${place}`, "aria-selected": String(place === this.#selected),
      // The box keeps the focus: a press must not take it away before the click.
      on: { mousedown: (event) => event.preventDefault(), click: () => this.choose(match) },
    }, words(match)));
    const keys = h("span", { class: "keys" }, KEYS.map((key) => h("span", {}, key)));
    this.node.replaceChildren(
      h("div", { class: "suggestions-head", "aria-hidden": "true" }, "Commands", keys),
      h("div", { role: "listbox", id: this.id, "aria-label": "Commands" }, options));
    this.node.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }
}

const namesOf = (commands) => commands.map(({ command }) => command).join();

const words = ({ command, usage_hint: hint, description }) => [
  h("span", { class: "suggestion-line" }, h("b", {}, command), hint && h("span", { class: "usage" }, ` ${hint}`)),
  description && h("span", { class: "suggestion-more" }, description),
];

const hintOf = (command) =>
  h("div", { class: "suggestion suggestion-hint", role: "note", "aria-label": "Usage" }, words(command));
