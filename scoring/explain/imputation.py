"""Completions: what a half-known lead may be as a whole, judged by the reference leads that resemble it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.scaling import Floats

Known = Sequence[float | None]
"""The codes of one lead's features, in the order of the model's columns; None where unknown."""

_FEWEST = 50


@dataclass(frozen=True, eq=False)
class Completions:
    """Whole leads that one half-known lead may be, and how probable each is.

    `rows` has shape (completions, features), the known features alike in all of them; `weights` add up to 1.
    """

    rows: Floats
    weights: Floats

    def thinned(self, most: int) -> Self:
        """Return at most so many of them, spread evenly over the order in which they stand, each as probable.

        This is systematic sampling: each of `most` equal shares of the weight is stood for by the row in its middle.
        """
        if len(self.rows) <= most:
            return self
        middles = (np.arange(most) + 0.5) / most
        taken = np.minimum(np.searchsorted(self.weights.cumsum(), middles), len(self.rows) - 1)
        return type(self)(self.rows[taken], np.full(most, 1 / most))


class Imputer:
    """Completes leads from `references`, of shape (leads, features), with the worth of each value in a score.

    A lead's known features tell, by linear regression on ranks over the references, what its unknown ones are worth.
    References with the same prediction resemble it: their weight falls with the distance, as a normal curve whose width
    is `bandwidth` standard deviations of the references' scores, or as many as it takes to hold a few of them. This is
    predictive mean matching (Rubin 1986, Little 1988) with a kernel. Where the known features tell nothing of the
    others, all references weigh alike. Safe to share between threads.
    """

    def __init__(self, references: Floats, worth: Floats, bandwidth: float) -> None:
        self._references = references
        self._worth = worth - worth.mean(axis=0)
        self._bandwidth = bandwidth * float(worth.sum(axis=1).std())
        self._sorted = np.sort(references, axis=0)
        places = np.stack([self._places(at, column) for at, column in enumerate(references.T)], axis=1)
        self._middle, spread = places.mean(axis=0), places.std(axis=0)
        self._spread = np.where(spread > 0, spread, 1)
        self._ranks = (places - self._middle) / self._spread
        size, features = references.shape
        self._related = self._ranks.T @ self._ranks / size + features / size * np.eye(features)
        self._telling = self._ranks.T @ self._worth / size

    def complete(self, values: Known) -> Completions:
        """Return what the lead with these `values` may be, from what is worth least to what is worth most."""
        known = [at for at, value in enumerate(values) if value is not None]
        unknown = [at for at, value in enumerate(values) if value is None]
        worth = self._worth[:, unknown].sum(axis=1)
        order = np.argsort(worth, kind="stable")
        rows = self._references[order]
        for at in known:
            rows[:, at] = values[at]
        return Completions(rows, self._weights(values, known, unknown)[order])

    def _weights(self, values: Known, known: list[int], unknown: list[int]) -> Floats:
        """Return how much each reference resembles the lead; the weights add up to 1."""
        if not known:
            return np.full(len(self._references), 1 / len(self._references))
        slopes = np.linalg.solve(self._related[np.ix_(known, known)], self._telling[np.ix_(known, unknown)].sum(axis=1))
        places = np.array([self._places(at, np.array(values[at], dtype=float)) for at in known])
        told = ((places - self._middle[known]) / self._spread[known]) @ slopes
        distances = np.abs(self._ranks[:, known] @ slopes - told)
        few = min(_FEWEST, len(distances)) - 1
        width = max(self._bandwidth, float(np.partition(distances, few)[few]), np.finfo(np.float64).tiny)
        weights: Floats = np.exp(-0.5 * (distances / width) ** 2)
        weights /= weights.sum()
        return weights

    def _places(self, at: int, values: Floats) -> Floats:
        """Return which share of the references has less than each of `values` in column `at`, ties by half."""
        column = self._sorted[:, at]
        below, upto = np.searchsorted(column, values, "left"), np.searchsorted(column, values, "right")
        places: Floats = (below + upto) / (2 * len(column))
        return places


def percentile(figures: Floats, weights: Floats, share: float) -> float:
    """Return the smallest of `figures` up to which they have this share of the `weights`."""
    order = np.argsort(figures)
    at = int(np.searchsorted(weights[order].cumsum(), share))
    return float(figures[order[min(at, len(order) - 1)]])
