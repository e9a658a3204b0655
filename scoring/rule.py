"""The tier rule: which tier is shown for calibrated probabilities."""

import numpy as np
from numpy.typing import NDArray

from scoring.arithmetic import Floats


def shown_tiers(probabilities: Floats, high_from: float | None) -> NDArray[np.int64]:
    """Return the position in `Tier` of the tier shown for each row of `probabilities`, of shape (leads, tiers).

    High from the probability `high_from` on, else the more probable of the others; without it, the most probable.
    """
    shown: NDArray[np.int64]
    if high_from is None:
        shown = probabilities.argmax(axis=1)
        return shown
    shown = probabilities[:, 1:].argmax(axis=1) + 1
    shown[probabilities[:, 0] >= high_from] = 0
    return shown
