"""Explained: what a model says of one lead, in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from scoring.explain.imputation import Completions, Known
from scoring.scaling import Floats

Values = Sequence[float]
"""The codes of one lead's features, all of them known, in the order of the model's columns."""


class Explained(NamedTuple):
    """What each feature adds to the score, on top of `base`, and the probabilities, best tier first."""

    values: Known
    contributions: list[float]
    base: float
    shares: list[float]


@dataclass(frozen=True, eq=False)
class Completed:
    """What a model says of all that a half-known lead may be.

    `probabilities` has shape (completions, tiers), best tier first. `contributions` are the mean of what each feature
    adds to the scores of the `completions`, on top of `base`.
    """

    completions: Completions
    probabilities: Floats
    contributions: list[float]
    base: float


class Explainer(Protocol):
    """What turns values into numbers."""

    def explain(self, rows: Iterable[Values]) -> Iterator[Explained]:
        """Yield what there is to say about each of `rows`, in their order.

        Raises:
            BadExplanation: the contributions do not add up to the score.
        """

    def probabilities(self, rows: Floats) -> Floats:
        """Return the probabilities of `rows`, of shape (leads, features): shape (leads, tiers), best tier first."""

    def worth(self, rows: Floats) -> Floats:
        """Return what each value in `rows` adds to its lead's score, exactly or nearly: of the shape of `rows`."""

    def complete(self, completions: Completions, known: Known) -> Completed:
        """Return the explanation of a lead with these known features.

        Raises:
            BadExplanation: the contributions do not add up to the score.
        """

    def bounds(self, known: Known) -> tuple[Floats, Floats]:
        """Return boxes that hold the margins of every lead with these known features: their lower and upper ends.

        Each has shape (boxes, outputs), or (boxes,) of a model with one output.
        """
