// Input blocks: a label, a control, a hint and an error, told to screen readers as one.

import { append, freshId, h } from "./dom.js";
import { focusKey } from "./actions.js";
import { holdsValue, initialValue, makeControl } from "./controls.js";
import { icon } from "./icons.js";
import { showText } from "./inline.js";

/** Shows an input block and hands its control to `surface.hold`, its error line to `surface.errorLine`. */
export function showInput(block, surface) {
  const { element } = block;
  if (!holdsValue(element.type)) return h("p", { class: "block unshown" }, `${element.type} is not shown here`);
  const dispatch = () => block.dispatch_action && surface.act(block.block_id, element.action_id, control.read());
  const control = makeControl(element, surface.directory, dispatch);
  const id = freshId("input");
  const error = h("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const hint = block.hint && h("p", { class: "hint", id: `${id}-hint` }, showText(block.hint, surface.directory));
  control.target.dataset.focus = focusKey(block, element);
  if (element.focus_on_load) control.target.setAttribute("autofocus", "");
  control.write(initialValue(element));
  surface.hold(block.block_id, element.action_id, control);
  const field = labelled(block, control, id, surface.directory);
  const described = control.grouped ? field : control.target;
  const showError = (message) => {
    error.replaceChildren(...(message ? [icon("warning"), message] : []));
    error.hidden = !message;
    if (!control.grouped) control.target.setAttribute("aria-invalid", String(Boolean(message)));
    described.setAttribute("aria-describedby", [message && error.id, hint?.id].filter(Boolean).join(" "));
  };
  showError("");
  surface.errorLine(block.block_id, showError, control);
  append(field, [error, hint]);
  return field;
}

function labelled(block, control, id, directory) {
  const words = [showText(block.label, directory), block.optional && h("span", { class: "optional" }, " (optional)")];
  if (control.grouped) {
    return h("fieldset", { class: "block input" }, h("legend", { class: "label" }, words), control.node);
  }
  control.target.id = id;
  if (!block.optional) control.target.setAttribute("aria-required", "true");
  return h("div", { class: "block input" }, h("label", { class: "label", for: id }, words), control.node);
}
