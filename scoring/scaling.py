"""The arithmetic on both sides of the trees, the same in training and in serving."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def scaled(values: Floats, mean: Floats, scale: Floats) -> npt.NDArray[np.float32]:
    """Return the features as the trees take them: shape (rows, features), each column less its mean, by its scale.

    Computed in double precision, and single only then: splits lie exactly on values, where a last digit decides.
    """
    return ((values - mean) / scale).astype(np.float32)


def softmax(margins: Floats) -> Floats:
    """Return the probabilities of shape (rows, tiers) that belong to a model's margins."""
    odds: Floats = np.exp(margins - margins.max(axis=1, keepdims=True))
    probabilities: Floats = odds / odds.sum(axis=1, keepdims=True)
    return probabilities
