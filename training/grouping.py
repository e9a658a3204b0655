"""Grouping: ways to part leads, by a feature or by any column of their file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scoring.fields.field import Feature, Quantity
from scoring.scaling import Floats

AGE = "age"
AGE_BANDS = (30, 45, 60)
"""The ages at which the second and every further age band starts."""

MOST_GROUPS = 20


@dataclass(frozen=True, eq=False)
class Grouping:
    """A way to part leads: `members`, of shape (leads,), holds each lead's group by its position in `names`.

    `feature` is the one that is parted, None where it is another column of the file.
    """

    title: str
    names: tuple[str, ...]
    members: NDArray[np.int64]
    feature: Feature | None = None


def by_feature(feature: Feature, values: Floats) -> Grouping:
    """Part leads by yes and no, by AGE_BANDS, or by quartiles of another quantity."""
    if not isinstance(feature, Quantity):
        names = tuple(feature.write(value) for value in (0, 1))
        return Grouping(feature.title, names, values.astype(np.int64), feature)
    starts = AGE_BANDS if feature.name == AGE else _quartiles(values)
    members = np.searchsorted(np.array(starts), values, side="right")
    return Grouping(feature.title, tuple(_band_names(feature, starts)), members, feature)


def by_column(title: str, cells: Sequence[str]) -> Grouping:
    """Part leads by what stands in a column; of many values the rarest are one group."""
    counts = Counter(cells)
    by_size = sorted(counts, key=lambda cell: (-counts[cell], cell))
    kept = by_size if len(by_size) <= MOST_GROUPS else by_size[: MOST_GROUPS - 1]
    names = tuple(cell or "(empty)" for cell in kept)
    if rest := len(by_size) - len(kept):
        names += (f"({rest:,} rarer values)",)
    position = {cell: min(at, len(names) - 1) for at, cell in enumerate(by_size)}
    return Grouping(title, names, np.array([position[cell] for cell in cells], dtype=np.int64))


def _quartiles(values: Floats) -> tuple[int, ...]:
    """Return where the second and every further quarter starts; fewer where many leads share a value."""
    starts = np.unique(np.ceil(np.quantile(values, (0.25, 0.5, 0.75))).astype(np.int64))
    return tuple(starts[starts > values.min()].tolist())


def _band_names(quantity: Quantity, starts: Sequence[int]) -> Iterator[str]:
    if not starts:
        yield "all"
        return
    yield f"up to {quantity.write(starts[0] - 1)}"
    for start, end in pairwise(starts):
        yield f"{quantity.write(start)} to {quantity.write(end - 1)}"
    yield f"{quantity.write(starts[-1])} and more"
