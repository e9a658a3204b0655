"""The ordinal recipe: one latent score, trained for the order of the tiers, calibrated on leads it had not seen."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import xgboost
from numpy.typing import NDArray
from scipy.special import expit, logit

from scoring.explain.score import TIERS
from scoring.scaling import Floats
from training.calibration import Ranks, calibrate, high_threshold
from training.data import LabelledLeads
from training.model import Model
from training.splits import Rows, folds

_MEDIUM, _HIGH = 1, 2
_SCORES_TO_CALIBRATE_ON = 30_000
_MAX_REPEATS = 5
_SURE = 1e-6
_NARROWEST = 0.01

STUMPS: Mapping[str, Any] = {"max_depth": 1, "eta": 0.1, "rounds": 500}
"""Trees of one split: the score is a sum of one curve for each feature."""

TREES: Mapping[str, Any] = {"max_depth": 3, "eta": 0.05, "rounds": 300}
"""Trees of up to three splits, which let features work on one another."""


class CumulativeLogit:
    """XGBoost's objective for ordered tiers: P(tier or better) = 1 / (1 + exp(threshold - score)).

    The model of McCullagh (1980) with two thresholds, which stand `gap` on either side of 0 and are fitted along with
    the trees. `ranks` has shape (rows,): 0 Low, 1 Medium, 2 High. `base` is the score that fits all leads alike.
    """

    def __init__(self, ranks: Ranks) -> None:
        self._ranks = ranks
        medium, high = (logit(np.mean(ranks >= rank)) for rank in (_MEDIUM, _HIGH))
        self.base = (medium + high) / 2
        self.gap = (medium - high) / 2

    def __call__(self, scores: NDArray[np.float32], _: xgboost.DMatrix) -> tuple[Floats, Floats]:
        """Return the gradient and the curvature of the log loss at each score."""
        at_least_medium, high = expit(scores + self.gap), expit(scores - self.gap)
        bend_medium, bend_high = at_least_medium * (1 - at_least_medium), high * (1 - high)
        self._fit_gap(at_least_medium, high, bend_medium, bend_high)
        gradient = np.choose(self._ranks, [at_least_medium, at_least_medium + high - 1, high - 1])
        curvature = np.choose(self._ranks, [bend_medium, bend_medium + bend_high, bend_high])
        return gradient, np.maximum(curvature, _SURE)

    def _fit_gap(self, at_least_medium: Floats, high: Floats, bend_medium: Floats, bend_high: Floats) -> None:
        """Move the thresholds half a step of Fisher scoring towards what fits the scores best."""
        medium = np.maximum(at_least_medium - high, _SURE)
        both = bend_medium + bend_high
        slope = np.choose(self._ranks, [at_least_medium, -both / medium, 1 - high])
        information = bend_medium * at_least_medium + both**2 / medium + bend_high * (1 - high)
        self.gap = max(_NARROWEST, self.gap - 0.5 * float(slope.mean() / information.mean()))


@dataclass(frozen=True, eq=False)
class LatentScore:
    """Trees with one output, and the log-odds that it stood for in training: `gap` as in CumulativeLogit."""

    booster: xgboost.Booster
    gap: float

    def margins(self, features: NDArray[np.float64]) -> Floats:
        """Return the score of each row of `features`."""
        scores: Floats = self.booster.predict(xgboost.DMatrix(features, nthread=1), output_margin=True).astype(
            np.float64
        )
        return scores

    def uncalibrated(self, margins: Floats) -> Floats:
        """Return the probabilities of shape (rows, tiers), best tier first, that the objective reads from margins."""
        at_least_medium, high = expit(margins + self.gap), expit(margins - self.gap)
        return np.stack([high, at_least_medium - high, 1 - at_least_medium], axis=-1)


def fit_latent_score(leads: LabelledLeads, shape: Mapping[str, Any]) -> LatentScore:
    """Return the score that orders `leads` best, from trees of `shape`: STUMPS or TREES."""
    objective = CumulativeLogit(_ranks(leads))
    settings = {name: value for name, value in shape.items() if name != "rounds"} | {
        "tree_method": "hist",
        "max_bin": 1024,
        "nthread": 1,  # the folds run side by side, which is faster than threads within a fit of this size
        "base_score": objective.base,
        "disable_default_eval_metric": True,
        "monotone_constraints": tuple(int(feature.never_lowers) for feature in leads.known),
    }
    booster = xgboost.train(settings, xgboost.DMatrix(leads.features, nthread=1), shape["rounds"], obj=objective)
    return LatentScore(booster, objective.gap)


def train_ordinal(leads: LabelledLeads, shape: Mapping[str, Any], high_recall: float) -> Model:
    """Train the score, calibrate it on leads it had not seen, and set the threshold of High for `high_recall`."""
    margins, ranks = _unseen(leads, shape)
    latent = fit_latent_score(leads, shape)
    link = calibrate(margins, ranks, latent.gap)
    high = link.probabilities(np.concatenate(margins))[:, 0]
    threshold = high_threshold(high, np.concatenate(ranks) == _HIGH, recall=high_recall)
    plain = np.zeros(len(leads.known))
    return Model(latent.booster, plain, plain + 1, link, threshold, latent.uncalibrated)


def _unseen(leads: LabelledLeads, shape: Mapping[str, Any]) -> tuple[list[Floats], list[Ranks]]:
    """Return scores of leads from models that had not seen them, and their ranks, an array for each repeat."""

    def score(rows: tuple[Rows, Rows]) -> Floats:
        learnt, tried = rows
        return fit_latent_score(leads.select(learnt), shape).margins(leads.features[tried])

    margins, ranks = [], []
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for repeat in range(_repeats(leads)):
            parts = list(folds(leads, repeat=repeat))
            margins.append(np.concatenate(list(workers.map(score, parts))))
            ranks.append(_ranks(leads)[np.concatenate([tried for _, tried in parts])])
    return margins, ranks


def _repeats(leads: LabelledLeads) -> int:
    """Return how often to split the leads: folds by date are always the same."""
    return 1 if leads.dates is not None else min(_MAX_REPEATS, ceil(_SCORES_TO_CALIBRATE_ON / len(leads)))


def _ranks(leads: LabelledLeads) -> Ranks:
    return len(TIERS) - 1 - leads.labels
