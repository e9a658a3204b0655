"""Intervals: between what a figure measured on some leads may truly lie, with 95 % certainty."""

from dataclasses import dataclass
from math import nan, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.scaling import Floats
from training.evaluation import calibration_error

Counts = NDArray[np.int64]

_Z: Final = 1.959964
_DRAWS: Final = 2_000
_CALIBRATION_DRAWS: Final = 400
_ENDS: Final = (2.5, 97.5)
_SEED: Final = 42


@dataclass(frozen=True)
class Interval:
    """From `lowest` to `highest`."""

    lowest: float
    highest: float

    def __contains__(self, value: float) -> bool:
        return self.lowest <= value <= self.highest


@dataclass(frozen=True)
class Share:
    """So many `hits` of so many leads."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1; nan of no leads."""
        return self.hits / self.of if self.of else nan

    @property
    def interval(self) -> Interval:
        """Wilson's interval (1927), which is right for few leads too, and at 0 and 1."""
        if not self.of:
            return Interval(0, 1)
        weight = 1 + _Z**2 / self.of
        middle = (self.value + _Z**2 / (2 * self.of)) / weight
        reach = _Z / weight * sqrt(self.value * (1 - self.value) / self.of + (_Z / (2 * self.of)) ** 2)
        # At a share of 0 and of 1 rounding would leave the share itself outside.
        return Interval(min(self.value, max(0.0, middle - reach)), max(self.value, min(1.0, middle + reach)))

    def differs_from(self, other: "Share") -> bool:
        """Return whether chance alone would seldom (1 in 20) part the two so far: the z-test of two proportions."""
        pooled = (self.hits + other.hits) / (self.of + other.of)
        error = sqrt(pooled * (1 - pooled) * (1 / self.of + 1 / other.of))
        return abs(self.value - other.value) > _Z * error


def f1_scores(confusion: Counts) -> Floats:
    """Return each tier's F1 of confusion matrices of shape (..., true tiers, shown tiers); 0 where nothing is right."""
    right = np.diagonal(confusion, axis1=-2, axis2=-1)
    either = confusion.sum(axis=-1) + confusion.sum(axis=-2)
    scores: Floats = 2 * right / np.maximum(either, 1)
    return scores


def f1_intervals(confusion: Counts) -> tuple[Interval, ...]:
    """Return the interval of each tier's F1, by bootstrap: leads drawn again are a confusion matrix drawn again."""
    leads = int(confusion.sum())
    drawn = np.random.default_rng(_SEED).multinomial(leads, confusion.ravel() / leads, size=_DRAWS)
    lowest, highest = np.percentile(f1_scores(drawn.reshape(_DRAWS, *confusion.shape)), _ENDS, axis=0)
    return tuple(Interval(*ends) for ends in zip(lowest.tolist(), highest.tolist(), strict=True))


def calibration_error_by_chance(confidences: Floats) -> Interval:
    """Return which calibration errors perfectly honest `confidences` would show on so many leads, by chance alone."""
    chance = np.random.default_rng(_SEED)
    errors = [
        calibration_error(confidences, chance.random(len(confidences)) < confidences) for _ in range(_CALIBRATION_DRAWS)
    ]
    return Interval(*np.percentile(errors, _ENDS).tolist())
