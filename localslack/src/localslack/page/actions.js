// Elements that do something at once: buttons, overflow menus, and controls outside an input block.

import { h } from "./dom.js";
import { confirmed } from "./confirm.js";
import { holdsValue, initialValue, makeControl } from "./controls.js";
import { icon } from "./icons.js";
import { showPlain, showText } from "./inline.js";
import { menuButton } from "./menu.js";

const SAFE_LINK = /^https?:\/\//i;

/**
 * Shows an interactive element of a block. `context` has `directory`, `act(block_id, action_id, value)`, which
 * resolves when the app has been told, and, in a form, `hold(block_id, action_id, control)`.
 */
export function showAction(element, block, context) {
  if (element.type === "button") return button(element, block, context);
  if (element.type === "overflow") return overflow(element, block, context);
  if (element.type === "image") return null;
  if (holdsValue(element.type)) return liveControl(element, block, context);
  return h("span", { class: "unshown" }, `${element.type} is not shown here`);
}

/** The key by which an element is found again after its block was drawn again. */
export const focusKey = (block, element) => `${block.block_id}/${element.action_id}`;

function button(element, block, context) {
  const tag = SAFE_LINK.test(element.url ?? "") ? "a" : "button";
  const node = h(tag, {
    class: `button${element.style ? ` button-${element.style === "danger" ? "danger" : "primary"}` : ""}`,
    "aria-label": element.accessibility_label ?? null,
    data: { focus: focusKey(block, element) },
    ...(tag === "a" ? { href: element.url, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
  }, h("span", { class: "button-label" }, showText(element.text, context.directory)));
  node.addEventListener("click", () => actOnce(node, element, block, context, element.value));
  return node;
}

/** Tells the app, unless it is still being told: a second click meanwhile is not a second act. */
async function actOnce(node, element, block, context, value) {
  if (node.getAttribute("aria-busy") === "true") return false;
  if (element.confirm && !(await confirmed(element.confirm, context.directory))) return false;
  node.setAttribute("aria-busy", "true");
  await context.act(block.block_id, element.action_id, value);
  node.removeAttribute("aria-busy");
  return true;
}

function overflow(element, block, context) {
  const opener = h("button", { type: "button", class: "button button-icon", "aria-label": "More actions",
    data: { focus: focusKey(block, element) } }, icon("more"));
  const items = () => element.options.map((option) => ({
    label: showPlain(option.text),
    build: () => showText(option.text, context.directory),
    choose: () => actOnce(opener, element, block, context, option.value),
  }));
  return menuButton(opener, { name: "More actions", items });
}

function liveControl(element, block, context) {
  let settled = null;
  const changed = async () => {
    const told = await actOnce(control.node, element, block, context, control.read());
    if (told) settled = control.read();
    else control.write(settled);
  };
  const control = makeControl(element, context.directory, changed);
  control.target.dataset.focus = focusKey(block, element);
  const label = element.placeholder?.text ?? block.text?.text ?? "Choose";
  if (control.grouped) {
    control.node.setAttribute("role", "group");
    control.node.setAttribute("aria-label", label);
  } else {
    control.target.setAttribute("aria-label", label);
  }
  control.write(initialValue(element));
  context.hold?.(block.block_id, element.action_id, control);
  settled = control.read();
  return control.node;
}
