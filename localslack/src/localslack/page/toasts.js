// Short notices of what went wrong, in words.

import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";

const SHOWN_MS = 8000;

const WORDS = {
  unreachable: "The local workspace does not answer. Is it still running?",
  operation_timeout: "The app did not answer within 3 seconds.",
  dispatch_failed: "No app is connected, so nobody could take this.",
  invalid_command: "There is no such command.",
  not_supported_in_threads: "Commands do not work in threads.",
  is_archived: "This channel is archived.",
  channel_not_found: "There is no such conversation.",
  view_not_found: "This form is no longer open.",
  clock_is_fixed: "The time of this workspace cannot be moved.",
  tab_not_found: "This app has no such tab.",
  messages_tab_disabled: "This app takes no direct messages.",
};

/** An error code in words, with the code for those who look it up. */
export const inWords = (code) => (WORDS[code] ? `${WORDS[code]} (${code})` : `That did not work: ${code}`);

/** Shows an error for some seconds, or until it is dismissed. */
export function toastError(code) {
  const toasts = document.getElementById("toasts");
  const close = iconButton("close", "Dismiss");
  const toast = h("div", { class: "toast", role: "alert" }, icon("warning"), h("span", {}, inWords(code)), close);
  const dismiss = () => {
    toast.remove();
    if (!toasts.childElementCount && toasts.matches(":popover-open")) toasts.hidePopover();
  };
  close.addEventListener("click", dismiss);
  setTimeout(dismiss, SHOWN_MS);
  // An open form is in the top layer; shown again, a popover is above it.
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover();
  toasts.append(toast);
}
