// Elements that hold a value: text fields, choices, dates. Each is
// {node, target, grouped, read(), write(value)}: `target` takes the focus; a grouped one is labelled by a legend.
// Values are plain: a string, an option's value, a list of values, or null for nothing.

import { append, freshId, h } from "./dom.js";
import { showPlain, showText } from "./inline.js";
import { localTime } from "./times.js";

const MODES = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };
const PICKERS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };
const LISTED = new Set(["users_select", "conversations_select", "channels_select"]);

/** Whether an element of this type holds a value. */
export const holdsValue = (type) => type in MAKERS;

/** The value an element starts with. */
export const initialValue = (element) =>
  element.initial_value ?? element.initial_option?.value ?? element.initial_options?.map(({ value }) => value) ??
  element.initial_date ?? element.initial_time ?? element.initial_date_time ?? element.initial_user ??
  element.initial_conversation ?? element.initial_channel ?? null;

/** Makes the control for an element; `changed` is called when the person has changed its value. */
export const makeControl = (element, directory, changed) => MAKERS[element.type](element, directory, changed);

const MAKERS = {
  plain_text_input: textField, email_text_input: textField, url_text_input: textField, number_input: textField,
  radio_buttons: choices("radio"), checkboxes: choices("checkbox"),
  static_select: select, users_select: select, conversations_select: select, channels_select: select,
  multi_static_select: choices("checkbox"),
  datepicker: picker, timepicker: picker, datetimepicker: momentPicker,
};

function textField(element, _directory, changed) {
  const tag = element.multiline ? "textarea" : "input";
  const mode = element.is_decimal_allowed === false ? "numeric" : MODES[element.type];
  const target = h(tag, {
    class: "field",
    type: element.multiline ? null : "text",
    rows: element.multiline ? "4" : null,
    inputmode: mode ?? null,
    placeholder: element.placeholder?.text ?? null,
    autocomplete: "off",
    spellcheck: element.type === "plain_text_input" ? null : "false",
    on: { change: changed },
  });
  return single(target, (value) => value ?? "", (text) => (text === "" ? null : text));
}

function picker(element, _directory, changed) {
  const target = h("input", { class: "field", type: PICKERS[element.type], on: { change: changed } });
  return single(target, (value) => value ?? "", (text) => (text === "" ? null : text));
}

/** A day and time of day in the reader's time zone; its value is a moment, in seconds since 1970. */
function momentPicker(element, _directory, changed) {
  const target = h("input", { class: "field", type: PICKERS[element.type], on: { change: changed } });
  const shown = (seconds) => (seconds ? localTime(Number(seconds)) : "");
  return single(target, shown, (text) => (text === "" ? null : String(Math.floor(new Date(text).getTime() / 1000))));
}

function select(element, directory, changed) {
  const option = ({ value, text }) => h("option", { value }, showPlain(text));
  const group = ({ label, options }) => h("optgroup", { label: label.text }, options.map(option));
  const target = h("select", { class: "field", on: { change: changed } },
    h("option", { value: "" }, element.placeholder?.text ?? "Choose an option"),
    element.option_groups?.map(group) ?? optionsOf(element, directory).map(option));
  const control = single(target, (value) => value ?? "", (value) => (value === "" ? null : value));
  return { ...control, node: h("div", { class: "select" }, target) };
}

const single = (target, shown, plain) => ({
  node: target,
  target,
  grouped: false,
  read: () => plain(target.value),
  write: (value) => { target.value = shown(value); },
});

function choices(kind) {
  return (element, directory, changed) => {
    const name = freshId(kind);
    const options = element.option_groups?.flatMap((group) => group.options) ?? optionsOf(element, directory);
    const inputs = options.map(({ value }) => h("input", { type: kind, name, value, on: { change: changed } }));
    const rows = options.map((option, place) => choiceRow(option, inputs[place], directory));
    const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
    return {
      node: h("div", { class: "choices" }, rows),
      target: inputs[0],
      grouped: true,
      read: () => (kind === "radio" ? chosen()[0] ?? null : chosen()),
      write: (value) => { for (const input of inputs) input.checked = [value ?? []].flat().includes(input.value); },
    };
  };
}

function choiceRow(option, input, directory) {
  const words = h("span", { class: "text" }, showText(option.text, directory));
  if (option.description) append(words, [h("span", { class: "choice-more" }, showText(option.description, directory))]);
  return h("label", { class: "choice" }, input, words);
}

function optionsOf(element, directory) {
  if (!LISTED.has(element.type)) return element.options ?? [];
  const people = () => directory.people().filter((person) => !person.is_bot);
  const listed = element.type === "users_select" ? people() : directory.conversations();
  return listed.map(({ id, name }) => ({ value: id, text: { type: "plain_text", text: name, emoji: false } }));
}
