// A button that opens a menu: arrow keys move, Enter chooses, Esc and a click elsewhere close.

import { freshId, h } from "./dom.js";

/**
 * Joins a button to a menu. `items()` gives, at each opening, `{label, build, choose, checked?}` or `{heading}`;
 * `checked` makes an item one of a choice. Returns the wrapper to place.
 */
export function menuButton(button, { name, items, placement = "" }) {
  const id = freshId("menu");
  const list = h("div", { id, role: "menu", "aria-label": name, class: `menu ${placement}`, hidden: true });
  const wrapper = h("div", { class: "menu-anchor" }, button, list);
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-controls", id);
  button.setAttribute("aria-expanded", "false");
  const entries = () => [...list.querySelectorAll("[role^=menuitem]")];

  const close = ({ refocus = true } = {}) => {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", closeFromOutside, true);
    if (refocus) button.focus();
  };
  const closeFromOutside = (event) => { if (!wrapper.contains(event.target)) close({ refocus: false }); };
  const open = (place) => {
    list.replaceChildren(...items().map((item) => entryOf(item, close)));
    list.hidden = false;
    keepInSight(list, wrapper);
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", closeFromOutside, true);
    entries().at(place)?.focus();
  };

  button.addEventListener("click", () => (list.hidden ? open(0) : close()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? 0 : -1);
  });
  list.addEventListener("keydown", (event) => moveOrClose(event, entries(), close));
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !wrapper.contains(event.relatedTarget)) close({ refocus: false });
  });
  return wrapper;
}

/** Turns a menu to the side where there is room for it. */
function keepInSight(list, wrapper) {
  list.classList.remove("menu-turned-left", "menu-turned-up");
  const frame = wrapper.closest(".scroller, .home, .dialog-body")?.getBoundingClientRect();
  const { right, bottom, height } = list.getBoundingClientRect();
  const above = wrapper.getBoundingClientRect().top - (frame?.top ?? 0);
  list.classList.toggle("menu-turned-left", right > (frame?.right ?? innerWidth));
  list.classList.toggle("menu-turned-up", bottom > (frame?.bottom ?? innerHeight) && above > height);
}

function entryOf(item, close) {
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const choice = item.checked !== undefined;
  return h("button", {
    type: "button",
    class: "menu-item",
    role: choice ? "menuitemradio" : "menuitem",
    "aria-checked": choice ? String(item.checked) : null,
    "aria-label": item.label,
    tabindex: "-1",
    on: { click: () => { close(); item.choose(); } },
  }, item.build());
}

function moveOrClose(event, entries, close) {
  const at = entries.indexOf(document.activeElement);
  const places = { ArrowDown: (at + 1) % entries.length, ArrowUp: at - 1, Home: 0, End: -1 };
  if (event.key in places) {
    event.preventDefault();
    entries.at(places[event.key])?.focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === "Tab") {
    close({ refocus: false });
  }
}
