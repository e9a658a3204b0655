"""The trade between finding High leads and calling others High."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scoring.scaling import Floats


@dataclass(frozen=True, eq=False)
class RecallCurve:
    """How many leads are `found`, and how many `called` High for it, from each score on, the highest first."""

    found: NDArray[np.int64]
    called: NDArray[np.int64]

    @classmethod
    def from_scores(cls, scores: Floats, high: NDArray[np.bool_]) -> Self:
        """Return the curve of `scores`. At least one lead must be `high`."""
        order = np.argsort(-scores, kind="stable")
        ends = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)  # leads of one score go together
        return cls(np.cumsum(high[order])[ends], ends + 1)

    def precision(self, recall: float) -> float:
        """Return the share of those called that are High, where `recall`, above 0, of the High leads are found.

        Of leads with one score, as many as that takes are called, and no better picked than by lot.
        """
        needed = recall * self.found[-1]
        at = int(np.searchsorted(self.found, needed))
        found, called = (float(counts[at - 1]) if at else 0.0 for counts in (self.found, self.called))
        part = (needed - found) / (self.found[at] - found)
        return float(needed / (called + part * (self.called[at] - called)))
