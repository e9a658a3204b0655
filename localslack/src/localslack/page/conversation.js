// The middle column: one conversation's head, banners, messages and message box.

import { Announcer } from "./announcer.js";
import { appBadge, avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { messageItems } from "./messages.js";
import { Prompts } from "./prompts.js";
import { Scroller } from "./scroller.js";
import { Tabs } from "./tabs.js";

/** Why nothing can be written in a conversation, or null when it can. */
export const closedBecause = ({ name, kind, is_archived: archived, is_read_only: readOnly }) => {
  if (archived) return `You are viewing #${name}, an archived channel`;
  return readOnly && kind === "im" ? "Sending messages to this app has been turned off." : null;
};

/**
 * The column for `node`; `composer` is its message box, `home` the app's Home tab, `skipper` the control of time.
 * `openSidebar()` shows the sidebar on a phone, `chooseTab(key)` is called for a tab of the app, `send(text)` for what it
 * suggests.
 */
export class ConversationPane {
  #announcer = new Announcer();
  #drawn = "";

  constructor(node, { composer, home, skipper, openSidebar, chooseTab, send }) {
    this.composer = composer;
    this.title = h("h1", { class: "pane-title" });
    this.topic = h("p", { class: "topic" });
    this.membership = h("p", { class: "membership" });
    this.banner = h("div", { class: "banner", role: "status" });
    this.scroller = new Scroller("Messages");
    this.home = home;
    this.prompts = new Prompts(send);
    this.talk = h("div", { class: "pane-talk" }, this.scroller.node, this.prompts.node, composer.node);
    this.tabs = new Tabs("App", [
      { key: "home", label: "Home", panel: home.node }, { key: "messages", label: "Messages", panel: this.talk },
    ], chooseTab);
    const menu = iconButton("menu", "Open sidebar", openSidebar, "icon-button only-narrow");
    const heading = h("div", { class: "pane-heading" }, this.title, this.topic);
    node.replaceChildren(
      h("header", { class: "pane-head" }, menu, heading, this.membership, skipper.node),
      this.tabs.node, this.banner, home.node, this.talk);
  }

  /** Puts the caret into the message box, or lets the keys scroll where nothing can be written. */
  focus() {
    if (!this.home.node.hidden) this.home.focus();
    else (this.composer.isClosed ? this.scroller : this.composer).focus();
  }

  /** Shows a conversation of the screen, or the `tab` "home" of the app's; `view` is what `messageItems` takes. */
  render(screen, conversation, tab, view, linked) {
    const place = `${screen.me.id} ${conversation.id}`;
    const moved = this.#drawn !== place;
    this.#drawn = place;
    this.#drawHead(conversation, screen.bot);
    this.#drawBanner(screen.bot, linked);
    this.#drawTabs(conversation, tab, screen);
    if (moved) this.#drawIntro(conversation, screen);
    const label = conversation.kind === "channel" ? `#${conversation.name}` : conversation.name;
    this.composer.show({
      key: place, channel: conversation.id, label: `Message ${label}`,
      closed: closedBecause(conversation),
    });
    this.prompts.render(conversation.suggestions);
    const news = this.#announcer.tell(place, view.messages, view.directory);
    this.scroller.render(messageItems(view.messages, view), { fresh: news });
    if (moved) this.scroller.toEnd();
  }

  #drawHead({ kind, name, topic, is_private: isPrivate, bot_is_member: member }, bot) {
    const mark = icon(isPrivate ? "lock" : "hash");
    this.title.replaceChildren(...(kind === "channel" ? [mark, name] : [name, appBadge()]));
    this.topic.textContent = topic ?? "";
    this.membership.textContent = kind === "channel" ? `${bot.name} is ${member ? "" : "not "}in this channel` : "";
    this.membership.classList.toggle("membership-in", kind === "channel" && member);
  }

  #drawTabs({ kind }, tab, { me, bot, people, app_home: appHome }) {
    this.tabs.node.hidden = kind !== "im" || !appHome.has_home_tab;
    this.home.node.hidden = tab !== "home";
    this.talk.hidden = tab === "home";
    this.tabs.render(tab);
    this.home.render(me.id, appHome.view, people.find(({ id }) => id === bot.id));
  }

  #drawBanner(bot, linked) {
    const words = !linked ? "The local workspace does not answer. Trying again…"
      : !bot.connected ? `${bot.name} is not connected. Commands and buttons fail until it is.` : "";
    if (this.banner.textContent !== words) this.banner.replaceChildren(...(words ? [icon("warning"), words] : []));
    this.banner.hidden = !words;
  }

  #drawIntro({ kind, name }, { bot, people, commands }) {
    const app = people.find(({ id }) => id === bot.id);
    const channel = kind === "channel";
    const [command] = commands;
    const words = channel
      ? [`This is the very beginning of #${name}.`, command && [" Type ", h("code", {}, command.command), " to start."]]
      : [bot.description ?? `This is where ${bot.name} answers you in private.`];
    this.scroller.intro.replaceChildren(
      channel ? h("span", { class: "intro-mark" }, icon("hash")) : avatar(app, "avatar-large"),
      h("h2", {}, channel ? `Welcome to #${name}` : bot.name),
      h("p", {}, words));
  }
}
