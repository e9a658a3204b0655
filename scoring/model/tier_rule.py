"""The tier rule: which tier is shown for calibrated probabilities."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.explain.score import TIERS, Tier
from scoring.scaling import Floats


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


def shown_tier(shares: Sequence[float], high_from: float | None) -> Tier:
    """Return the tier shown for the probabilities of one lead, best tier first, by the same rule."""
    if high_from is None:
        return TIERS[shares.index(max(shares))]
    if shares[0] >= high_from:
        return Tier.HIGH
    return TIERS[shares.index(max(shares[1:]), 1)]
