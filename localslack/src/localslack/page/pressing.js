// While the pointer is pressed nothing is redrawn: a click on an element that was replaced meanwhile would be lost.

const ENDS = ["pointerup", "pointercancel", "dragend", "keydown", "blur"];

/** Returns what calls `draw` at once, or once the pointer that is pressed was released and its click has been heard. */
export function unlessPressed(draw) {
  let pressed = false;
  let waiting = false;
  const drawUnlessPressed = () => {
    waiting = pressed;
    if (!pressed) draw();
  };
  const release = () => {
    pressed = false;
    if (waiting) setTimeout(() => waiting && drawUnlessPressed());
  };
  addEventListener("pointerdown", ({ button }) => { pressed = button === 0; });
  for (const end of ENDS) addEventListener(end, release);
  // A list of the browser's own swallows the release; the next move tells of it.
  addEventListener("pointermove", ({ buttons }) => { if (!buttons) release(); });
  return drawUnlessPressed;
}
