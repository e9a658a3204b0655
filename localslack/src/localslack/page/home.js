// The app's Home tab: the view that the app published for this person, redrawn when it changes.

import { avatar } from "./avatar.js";
import { showBlocks } from "./blocks.js";
import { findByFocusKey, h } from "./dom.js";
import { Fields } from "./fields.js";
import { showInput } from "./inputs.js";

/** The tab; `acts` has `click(view_id, block_id, action_id, value, values)`, resolving when the app has been told. */
export class HomeTab {
  #acts;
  #directory;
  #fields = new Fields();
  #shown = null;

  constructor(directory, acts) {
    this.#directory = directory;
    this.#acts = acts;
    this.body = h("div", { class: "home-body" });
    this.node = h("div", { class: "home", role: "tabpanel", "aria-label": "Home", tabindex: "0" }, this.body);
  }

  focus() { this.node.focus({ preventScroll: true }); }

  /** Shows a view of the screen, or that there is none yet. */
  render(person, view, app) {
    const source = JSON.stringify([person, view?.id, view?.blocks]);
    if (source === this.#shown) return;
    const samePerson = this.#shown !== null && JSON.parse(this.#shown)[0] === person;
    this.#shown = source;
    if (view) this.#draw(view, samePerson ? this.#fields.values() : {});
    else this.#drawNothing(app);
    if (!samePerson) this.node.scrollTop = 0;
  }

  #draw(view, typed) {
    const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
    this.#fields.clear();
    this.body.replaceChildren(h("div", { class: "blocks" }, showBlocks(view.blocks, this.#surface(view.id))));
    this.#fields.fill(view.values);
    this.#fields.fill(typed);
    if (focused !== undefined) findByFocusKey(this.body, focused)?.focus({ preventScroll: true });
  }

  #surface(viewId) {
    return {
      directory: this.#directory,
      headingLevel: 2,
      input: showInput,
      act: (block, action, value) => this.#acts.click(viewId, block, action, value, this.#fields.values()),
      hold: (block, action, control) => this.#fields.hold(block, action, control),
      errorLine: () => {},
    };
  }

  #drawNothing(app) {
    this.#fields.clear();
    this.body.replaceChildren(h("div", { class: "home-empty" },
      avatar(app, "avatar-large"), h("p", {}, `${app.name} has published nothing here yet.`)));
  }
}
