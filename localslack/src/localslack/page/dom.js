// Elements made from values. Strings become text nodes: no content is ever parsed as HTML.

const PROPERTIES = new Set(["value", "checked", "hidden"]);

/**
 * Makes an element. `attributes` may hold `on` (listeners by event), `data` (dataset entries), and attributes or
 * properties by name; null, undefined and false leave one out. Children: nodes, strings, nested lists, null.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) if (listener) element.addEventListener(event, listener);
    } else if (name === "data") {
      for (const [key, entry] of Object.entries(value)) if (entry != null) element.dataset[key] = entry;
    } else if (PROPERTIES.has(name)) {
      element[name] = value ?? "";
    } else if (value != null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

/** Adds children to an element as `h` does. */
export function append(element, children) {
  for (const child of children.flat(Infinity)) if (child != null && child !== false) element.append(child);
}

let lastId = 0;

/** An id no other element has. */
export const freshId = (prefix) => `${prefix}-${++lastId}`;

const sources = new WeakMap();

/**
 * Makes `parent` hold exactly `items`, each `{key, source, build}`: an element whose key and source are unchanged
 * stays the same element, so that its focus, scroll position and typed text stay too.
 */
export function reconcile(parent, items) {
  const held = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const before = held.get(item.key);
    if (before && sources.get(before) === item.source) return before;
    const element = item.build();
    element.dataset.key = item.key;
    sources.set(element, item.source);
    if (before) replaceKeepingFocus(before, element);
    return element;
  });
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((element, place) => {
    const there = parent.children[place];
    if (there !== element) parent.insertBefore(element, there ?? null);
  });
}

/** Swaps `before` for `after`; when the focus was within, it goes to the element with the same `data-focus`. */
function replaceKeepingFocus(before, after) {
  const key = before.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  before.replaceWith(after);
  if (key !== undefined) findByFocusKey(after, key)?.focus({ preventScroll: true });
}

/** The element under `root` whose `data-focus` is `key`. */
export function findByFocusKey(root, key) {
  return [...root.querySelectorAll("[data-focus]")].find((element) => element.dataset.focus === key) ?? null;
}
