"""Rounds: contenders timed in turns, so that whatever else the machine does meets all of them alike."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np

T = TypeVar("T")


@dataclass(frozen=True)
class Times:
    """How long one call took, in seconds, over many of them."""

    median: float
    p95: float
    p99: float

    @classmethod
    def from_seconds(cls, seconds: Sequence[float]) -> Self:
        """Return the median, the 95th and the 99th percentile of `seconds`."""
        median, p95, p99 = np.percentile(seconds, (50, 95, 99)).tolist()
        return cls(median, p95, p99)


def take_turns(
    contenders: Mapping[str, Callable[[T], object]], rounds: Iterable[T], *, warm_up: int
) -> dict[str, Times]:
    """Return the times of each contender; in every round all are given the same, one after the other.

    The first `warm_up` rounds do not count.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for given in rounds:
        for name, contender in contenders.items():
            started = time.perf_counter()
            contender(given)
            seconds[name].append(time.perf_counter() - started)
    return {name: Times.from_seconds(each[warm_up:]) for name, each in seconds.items()}
