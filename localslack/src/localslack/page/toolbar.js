// What can be done with a message: reply to it, start a shortcut on it, and with one's own, edit and delete it.

import { h } from "./dom.js";
import { iconButton } from "./icons.js";
import { menuButton } from "./menu.js";

/** The tools of `message`; `view` is what `messageItems` takes. */
export function toolbar(message, view) {
  const items = () => [...shortcutItems(message, view), ...ownItems(message, view)];
  const reply = view.openThread &&
    iconButton("reply", "Reply in thread", () => view.openThread(message.thread_ts ?? message.ts));
  const more = items().length > 0 &&
    menuButton(iconButton("more", "More message actions", null), { name: "Message actions", placement: "menu-end", items });
  return (reply || more) && h("div", { class: "message-toolbar" }, reply, more);
}

const shortcutItems = (message, view) => view.shortcuts.map((shortcut) => ({
  label: shortcut.name,
  choose: () => view.run(message, shortcut),
  build: () => [shortcut.name, h("span", { class: "menu-more" }, view.app.name)],
}));

function ownItems(message, view) {
  if (message.user !== view.directory.me || view.closed) return [];
  const item = (label, choose) => ({ label, choose, build: () => label });
  return [
    item("Edit message", () => view.startEditing(message, view.pane)),
    item("Delete message", () => view.remove(message)),
  ];
}
