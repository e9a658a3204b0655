// The controls of a view, by block and action id: what they hold, and how it survives a redraw.

const keyOf = (block, action) => JSON.stringify([block, action]);

/** The controls of one view. */
export class Fields {
  #controls = new Map();

  /** Takes in a control, as drawn last. */
  hold(block, action, control) { this.#controls.set(keyOf(block, action), control); }

  /** Forgets all controls before a redraw. */
  clear() { this.#controls.clear(); }

  /** Writes plain values into the controls that are there. */
  fill(values) {
    for (const [block, actions] of Object.entries(values)) {
      for (const [action, value] of Object.entries(actions)) this.#controls.get(keyOf(block, action))?.write(value);
    }
  }

  /** What the controls hold now: plain values by block and action id. */
  values() {
    const values = {};
    for (const [key, control] of this.#controls) {
      const [block, action] = JSON.parse(key);
      values[block] ??= {};
      values[block][action] = control.read();
    }
    return values;
  }
}
