// The left column: the team, its conversations, and who one acts as.

import { appBadge, avatar } from "./avatar.js";
import { h, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { themeToggle } from "./theme.js";

const SECTIONS = [["channel", "Channels"], ["im", "Apps"]];

/** How much is new: with an app, what it answers in threads counts too. */
const newsOf = ({ kind, unread, unread_replies: replies }) =>
  unread + (kind === "im" ? Object.values(replies).reduce((sum, count) => sum + count, 0) : 0);

/** The column; `acts` has `open(conversation_id)` and `become(person_id)`. */
export class Sidebar {
  #acts;
  #screen = null;

  constructor(node, acts) {
    this.#acts = acts;
    this.team = h("strong", { class: "team" });
    this.lists = SECTIONS.map(([kind, words]) => ({ kind, words, list: h("ul", { class: "places", role: "list" }) }));
    this.person = h("div", { class: "acting" });
    const title = h("div", { class: "sidebar-title" }, this.team, h("span", { class: "team-more" }, "Local workspace"));
    const sections = this.lists.map(({ words, list }) =>
      h("section", {}, h("h2", { class: "section-title" }, words), list));
    node.replaceChildren(
      h("div", { class: "sidebar-head" }, title, themeToggle()),
      h("div", { class: "sidebar-body" }, sections),
      this.person);
  }

  /** Shows the screen with the conversation `current` as the open one. */
  render(screen, current) {
    this.team.textContent = screen.team.name;
    for (const { kind, list } of this.lists) {
      const shown = screen.conversations.filter((conversation) => conversation.kind === kind);
      reconcile(list, shown.map((conversation) => this.#placeItem(conversation, conversation.id === current, screen)));
    }
    if (this.#screen?.me.id !== screen.me.id) this.person.replaceChildren(...this.#switcher(screen));
    this.#screen = screen;
  }

  #placeItem(conversation, current, screen) {
    const { id, name, kind, is_archived: archived } = conversation;
    const unread = newsOf(conversation);
    const app = screen.people.find((person) => person.id === screen.bot.id);
    const badge = h("span", { class: "unread" }, String(unread), h("span", { class: "visually-hidden" }, " unread"));
    const build = () => h("li", {}, h("button", {
      type: "button",
      class: `place${unread && !current ? " place-unread" : ""}${archived ? " place-archived" : ""}`,
      "aria-current": current ? "page" : null,
      data: { focus: id },
      on: { click: () => this.#acts.open(id) },
    },
    kind === "channel" ? icon(conversation.is_private ? "lock" : "hash") : avatar(app, "avatar-small"),
    h("span", { class: "place-name" }, name),
    kind === "im" && appBadge(),
    unread > 0 && !current && badge));
    return { key: id, source: JSON.stringify([name, unread, current, archived]), build };
  }

  #switcher(screen) {
    const colleagues = screen.colleagues.map((id) => screen.people.find((person) => person.id === id));
    const words = h("span", { class: "person-words" },
      h("span", { class: "person-more" }, "Acting as"), h("b", {}, screen.me.name));
    const opener = h("button", { type: "button", class: "person", "aria-label": `Acting as ${screen.me.name}` },
      avatar(screen.me), words, icon("chevron"));
    const items = () => [{ heading: "Act as" }, ...colleagues.map((person) => ({
      label: person.name,
      checked: person.id === this.#screen.me.id,
      choose: () => this.#acts.become(person.id),
      build: () => [avatar(person, "avatar-small"),
        h("span", { class: "menu-words" }, person.name, h("span", { class: "menu-more" }, person.title)),
        person.id === this.#screen.me.id && icon("tick")],
    }))];
    return [menuButton(opener, { name: "Act as", items, placement: "menu-above menu-wide" })];
  }
}
