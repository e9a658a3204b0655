"""Grouping: ways to part leads, by a feature or by any column of their file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scoring.fields.field import Choice, Feature, Role, YesNo
from scoring.scaling import Floats

AGE_BANDS = (30, 45, 60)
"""The ages at which the second and every further age band starts."""

MAX_GROUPS = 20


@dataclass(frozen=True, eq=False)
class Grouping:
    """A way to part leads: `members`, of shape (leads,), holds each lead's group by its position in `names`.

    `feature` is the one that is parted, None where it is another column of the file.
    """

    title: str
    names: tuple[str, ...]
    members: NDArray[np.int64]
    feature: Feature | None = None


def by_feature(feature: Feature, codes: Floats) -> Grouping:
    """Part leads by each answer, by AGE_BANDS, or by quartiles of another feature; missing values are one group."""
    if isinstance(feature, YesNo | Choice):
        names = tuple(write_code(feature, code) for code in feature.codes)
        return Grouping(feature.title, names, codes.astype(np.int64) - feature.codes.start, feature)
    is_missing = codes == feature.missing_code
    starts = AGE_BANDS if feature.role is Role.AGE else _quartiles(codes[~is_missing])
    names, members = tuple(_band_names(feature, starts)), np.searchsorted(np.array(starts), codes, side="right")
    if feature.when_missing:
        names, members = (feature.when_missing, *names), np.where(is_missing, 0, members + 1)
    return Grouping(feature.title, names, members, feature)


def write_code(feature: Feature, code: float) -> str:
    """Return the value that a code stands for as a person writes it."""
    value = feature.decode(code)
    return feature.when_missing if value is None else feature.write(value)


def by_column(title: str, cells: Sequence[str]) -> Grouping:
    """Part leads by what stands in a column; of many values the rarest are one group."""
    counts = Counter(cells)
    by_size = sorted(counts, key=lambda cell: (-counts[cell], cell))
    kept = by_size if len(by_size) <= MAX_GROUPS else by_size[: MAX_GROUPS - 1]
    names = tuple(cell or "(empty)" for cell in kept)
    if rest := len(by_size) - len(kept):
        names += (f"({rest:,} rarer values)",)
    position = {cell: min(at, len(names) - 1) for at, cell in enumerate(by_size)}
    return Grouping(title, names, np.array([position[cell] for cell in cells], dtype=np.int64))


def _quartiles(values: Floats) -> tuple[int, ...]:
    """Return where the second and every further quarter starts; fewer where many leads share a value."""
    if not len(values):
        return ()
    starts = np.unique(np.ceil(np.quantile(values, (0.25, 0.5, 0.75))).astype(np.int64))
    return tuple(starts[starts > values.min()].tolist())


def _band_names(feature: Feature, starts: Sequence[int]) -> Iterator[str]:
    if not starts:
        yield "all"
        return
    yield f"up to {write_code(feature, starts[0] - 1)}"
    for start, end in pairwise(starts):
        yield f"{write_code(feature, start)} to {write_code(feature, end - 1)}"
    yield f"{write_code(feature, starts[-1])} and more"
