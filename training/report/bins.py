"""Bins: stated probabilities by tenths, and how often each came true."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.scaling import Floats
from training.intervals import Share

_NUMBER = 10


@dataclass(frozen=True)
class Bin:
    """The leads with a probability from `lowest` to `highest`: the mean of what was `stated`, and what was true."""

    lowest: float
    highest: float
    stated: float
    true: Share


def bins(stated: Floats, true: NDArray[np.bool_]) -> list[Bin]:
    """Return the tenths of the probabilities `stated` that hold any lead."""
    bin_of = np.minimum((stated * _NUMBER).astype(np.int64), _NUMBER - 1)
    return [
        Bin(
            lowest=position / _NUMBER,
            highest=(position + 1) / _NUMBER,
            stated=float(stated[inside].mean()),
            true=Share(int(true[inside].sum()), int(inside.sum())),
        )
        for position in range(_NUMBER)
        if (inside := bin_of == position).any()
    ]
