// What to suggest while a slash command, or somebody's name after an @, is typed.

import { appBadge, avatar } from "./avatar.js";
import { h } from "./dom.js";

const KEYS = ["↑↓ to move", "Tab to take", "Esc to close"];
const MENTION = /(?:^|\s)@([^\n@]*)$/;
const MOST_PEOPLE = 8;

/**
 * For the text typed so far: `{matches}`, each with the text it makes (`completed`), while a command's name or a person's
 * is typed, `{command}` once there is a command, with or without text after it, null otherwise.
 */
export function suggest(text, { commands, people }) {
  return text.startsWith("/") ? suggestCommand(text, commands) : suggestPerson(text, people);
}

function suggestCommand(text, commands) {
  if (text.includes("\n")) return null;
  const [typed, ...rest] = text.split(" ");
  if (rest.length) {
    const command = commands.find((known) => known.command === typed);
    return command ? { command } : null;
  }
  const matches = commands.filter(({ command }) => command.startsWith(typed.toLowerCase())).map((command) =>
    ({ kind: "Commands", key: command.command, completed: `${command.command} `, show: () => words(command) }));
  return matches.length ? { matches } : null;
}

function suggestPerson(text, people) {
  const [, typed] = MENTION.exec(text) ?? [];
  if (typed === undefined) return null;
  const before = text.slice(0, text.length - typed.length);
  const matches = people.filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase())).map((person) =>
    ({ kind: "People", key: person.id, completed: `${before}${person.name} `, show: () => personWords(person) }));
  return matches.length ? { matches: matches.slice(0, MOST_PEOPLE) } : null;
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
    if (keysOf(matches) !== keysOf(this.#matches)) this.#selected = 0;
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
    }, match.show()));
    const keys = h("span", { class: "keys" }, KEYS.map((key) => h("span", {}, key)));
    const kind = this.#matches[0]?.kind ?? "Commands";
    this.node.replaceChildren(
      h("div", { class: "suggestions-head", "aria-hidden": "true" }, kind, keys),
      h("div", { role: "listbox", id: this.id, "aria-label": kind }, options));
    this.node.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }
}

const keysOf = (matches) => matches.map(({ key }) => key).join();

const words = ({ command, usage_hint: hint, description }) => [
  h("span", { class: "suggestion-line" }, h("b", {}, command), hint && h("span", { class: "usage" }, ` ${hint}`)),
  description && h("span", { class: "suggestion-more" }, description),
];

const personWords = (person) => h("span", { class: "suggestion-person" },
  avatar(person, "avatar-small"), h("b", {}, person.name), person.is_bot && appBadge(),
  h("span", { class: "usage" }, person.title));

const hintOf = (command) =>
  h("div", { class: "suggestion suggestion-hint", role: "note", "aria-label": "Usage" }, words(command));
