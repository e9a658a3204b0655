"""Which tiers are possible where all that is known of a model's margins is between what and what they lie."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.explain.score import TIERS, Tier
from scoring.model.link import Link, Ordinal, Softmax
from scoring.model.tier_rule import shown_tiers
from scoring.scaling import Floats


class ReachableTiers(Protocol):
    """What tells the worst and the best tier for margins anywhere in some boxes.

    `lowest` and `highest` have shape (boxes, outputs), or (boxes,) of a model with one output.
    """

    def __call__(self, lowest: Floats, highest: Floats) -> tuple[Tier, Tier]:
        """Return the worst and the best tier; no margins in a box give a tier beyond them."""


def reachable_tiers(link: Link, high_from: float | None) -> ReachableTiers:
    """Return what tells the possible tiers of a model with this link and rule."""
    return OrdinalTiers(link, high_from) if isinstance(link, Ordinal) else SoftmaxTiers(link, high_from)


class OrdinalTiers:
    """The tier along the score: it changes only where the calibrated curve bends or two probabilities cross."""

    def __init__(self, link: Ordinal, high_from: float | None) -> None:
        self._link, self._high_from = link, high_from
        margins = np.array(link.curve.margins)
        bends = np.unique(np.concatenate([margins - link.gap, margins + link.gap]))
        points = np.unique(np.concatenate([bends, _crossings(bends, self._differences(bends))]))
        self._points = np.unique(np.concatenate([points, (points[1:] + points[:-1]) / 2]))
        self._tiers = self._shown(self._points)

    def __call__(self, lowest: Floats, highest: Floats) -> tuple[Tier, Tier]:
        """Return the worst and the best tier for scores between `lowest` and `highest`."""
        ends = self._shown(np.concatenate([lowest, highest])).tolist()
        first, last = np.searchsorted(self._points, lowest, "left"), np.searchsorted(self._points, highest, "right")
        between = [self._tiers[start:stop] for start, stop in zip(first, last, strict=True)]
        return _worst_and_best([*ends, *np.concatenate(between).tolist()])

    def _shown(self, margins: Floats) -> NDArray[np.int64]:
        return shown_tiers(self._link.probabilities(margins), self._high_from)

    def _differences(self, margins: Floats) -> Floats:
        """Return what is more than 0 on one side of a change of tier: shape (margins, differences)."""
        high, medium, low = self._link.probabilities(margins).T
        return np.stack([high - (self._high_from or 0), medium - low, high - medium, high - low], axis=1)


class SoftmaxTiers:
    """The tiers of a model with an output for each: possible is what its highest margin allows."""

    def __init__(self, link: Softmax, high_from: float | None) -> None:
        self._best_first = [link.tiers.index(tier) for tier in TIERS]
        self._high_from = high_from

    def __call__(self, lowest: Floats, highest: Floats) -> tuple[Tier, Tier]:
        """Return the worst and the best tier for margins between `lowest` and `highest`."""
        low, high = lowest[:, self._best_first], highest[:, self._best_first]
        possible = np.stack([_can_lead(low, high, at) for at in range(len(TIERS))], axis=1)
        if self._high_from is not None:
            most = 1 / (1 + np.exp(low[:, 1:] - high[:, :1]).sum(axis=1))
            least = 1 / (1 + np.exp(high[:, 1:] - low[:, :1]).sum(axis=1))
            others = np.stack([_can_lead(low[:, 1:], high[:, 1:], at) for at in range(len(TIERS) - 1)], axis=1)
            possible = np.column_stack([most >= self._high_from, others & (least < self._high_from)[:, None]])
        return _worst_and_best(np.flatnonzero(possible.any(axis=0)).tolist())


def _can_lead(low: Floats, high: Floats, at: int) -> NDArray[np.bool_]:
    others = np.delete(low, at, axis=1).max(axis=1)
    leads: NDArray[np.bool_] = high[:, at] >= others
    return leads


def _crossings(points: Floats, differences: Floats) -> Floats:
    """Return where lines between the `differences` at neighbouring `points` cross 0."""
    before, after = differences[:-1], differences[1:]
    segment, column = np.nonzero(before * after < 0)
    share = before[segment, column] / (before[segment, column] - after[segment, column])
    crossings: Floats = points[segment] + share * (points[segment + 1] - points[segment])
    return crossings


def _worst_and_best(positions: Sequence[int]) -> tuple[Tier, Tier]:
    return TIERS[max(positions)], TIERS[min(positions)]
