"""Explained: what a model says of one lead, in numbers."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

Values = list[int | bool]
"""The features of one lead, in the order of the model's columns."""


class Explained(NamedTuple):
    """What each feature adds to the score, on top of `base`, and the probabilities, best tier first."""

    values: Values
    contributions: list[float]
    base: float
    shares: list[float]


class Explainer(Protocol):
    """What turns values into numbers."""

    def explain(self, rows: Iterable[Values]) -> Iterator[Explained]:
        """Yield what there is to say about each of `rows`, in their order.

        Raises:
            BadExplanation: the contributions do not add up to the score.
        """
