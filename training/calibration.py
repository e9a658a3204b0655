"""Calibration: from scores of leads that a model had not seen, to probabilities that keep their word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from scoring.explain.score import TIERS
from scoring.model.link import Curve, Ordinal
from scoring.scaling import Floats
from training.evaluation import losses

Ranks = NDArray[np.int64]

_FACTORS = np.linspace(0.9, 1.1, 21).tolist()


def calibrate(margins: Sequence[Floats], ranks: Sequence[Ranks], gap: float) -> Ordinal:
    """Return the link that turns margins into probabilities, with the gap that fits best of those about `gap`.

    `margins` and `ranks` (0 Low, 1 Medium, 2 High) hold an array of shape (leads,) for each repeat of the folds.
    """
    links = [fit_link(margins, ranks, gap * factor) for factor in _FACTORS]
    truth, scores = len(TIERS) - 1 - np.concatenate(ranks), np.concatenate(margins)
    return min(links, key=lambda link: float(losses(truth, link.probabilities(scores)).mean()))


def fit_link(margins: Sequence[Floats], ranks: Sequence[Ranks], gap: float) -> Ordinal:
    """Return the link whose thresholds stand `gap` on either side of 0, with one curve for both.

    Its curve is the mean of one isotonic fit for each repeat (Zadrozny & Elkan 2002: the rising steps nearest to the
    hits). The mean hangs less on how the leads were parted, and ties fewer of them.
    """
    fits = [_isotonic(*_pooled(*repeat, gap)) for repeat in zip(margins, ranks, strict=True)]
    points = np.unique(np.concatenate([fit.X_thresholds_ for fit in fits]))
    shares = np.mean([fit.predict(points) for fit in fits], axis=0)
    needed = _bends(shares)
    return Ordinal(curve=Curve(margins=tuple(points[needed].tolist()), shares=tuple(shares[needed].tolist())), gap=gap)


def _pooled(margins: Floats, ranks: Ranks, gap: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Return every lead twice: how far it is from each threshold, and whether its tier is beyond that."""
    return np.concatenate([margins + gap, margins - gap]), np.concatenate([ranks >= 1, ranks >= 2])


def _isotonic(margins: Floats, hits: NDArray[np.bool_]) -> IsotonicRegression:
    """Return the fit; its ends stay half a lead away from 0 and 1, for no number of leads shows a certainty."""
    lowest, highest = 0.5 / (1 + np.sum(~hits)), 1 - 0.5 / (1 + np.sum(hits))
    return IsotonicRegression(y_min=lowest, y_max=highest, out_of_bounds="clip").fit(margins, hits)


def _bends(shares: Floats) -> NDArray[np.bool_]:
    """Tell which points a curve needs: the first, the last, and those that are not level with both neighbours."""
    needed = np.ones(len(shares), dtype=np.bool_)
    needed[1:-1] = (shares[1:-1] != shares[:-2]) | (shares[1:-1] != shares[2:])
    return needed


def high_threshold(high: Floats, is_high: NDArray[np.bool_], *, recall: float) -> float:
    """Return the highest probability of High from which at least `recall` of the High leads are called High.

    Each lead more is less probably High than those before, so precision is best with as few as recall allows.
    """
    found = np.sort(high[is_high])[::-1]
    return float(found[int(np.ceil(recall * len(found))) - 1])
