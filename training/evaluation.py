"""How good probabilities are: the figures of a model, and of the best that any model could do."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support

from scoring.explain.score import TIERS, Tier
from scoring.model.artifact import Band
from scoring.scaling import Floats
from training.data import LabelledLeads
from training.synthetic import knows_rule, tier_probabilities

Labels = NDArray[np.int64]

_BINS = 15
_BANDS = np.arange(0.0, 1.0, 0.1).round(1)


@dataclass(frozen=True)
class Evaluation:
    """Figures measured on labelled leads, all from 0 to 1 but `log_loss` (nats).

    `accuracy`, `log_loss` and `ece` judge the probabilities: how often the most probable tier is right, how much
    probability the true tier got, and by how much the highest probability misses how often it is right, over 15 bins
    of equal width. All others judge the tier shown, for which a model's rule may prefer another tier.
    """

    accuracy: float
    log_loss: float
    ece: float
    shown_accuracy: float
    macro_recall: float
    weighted_f1: float
    precision: Mapping[Tier, float]
    recall: Mapping[Tier, float]

    @property
    def metrics(self) -> dict[str, float]:
        """Every figure by the name that a model card gives it: "accuracy", "high_precision"."""
        overall = {
            field.name: getattr(self, field.name) for field in fields(self) if field.name not in {"precision", "recall"}
        }
        each_tier = {
            f"{tier.lower()}_{name}": figures[tier]
            for tier in Tier
            for name, figures in (("precision", self.precision), ("recall", self.recall))
        }
        return overall | each_tier


def evaluate(labels: Labels, probabilities: Floats, shown: Labels | None = None) -> Evaluation:
    """Return the figures of `probabilities`, of shape (rows, tiers), against the true `labels`, of shape (rows,).

    `shown` holds the tier shown for each row; without it, that is the most probable one.
    """
    likeliest = probabilities.argmax(axis=1)
    shown = likeliest if shown is None else shown
    positions = list(range(len(TIERS)))
    precision, recall, _, _ = precision_recall_fscore_support(labels, shown, labels=positions, zero_division=0.0)
    return Evaluation(
        accuracy=float(accuracy_score(labels, likeliest)),
        log_loss=float(losses(labels, probabilities).mean()),
        ece=calibration_error(probabilities.max(axis=1), likeliest == labels),
        shown_accuracy=float(accuracy_score(labels, shown)),
        macro_recall=float(recall.mean()),
        weighted_f1=float(f1_score(labels, shown, average="weighted", zero_division=0.0)),
        precision=dict(zip(TIERS, precision.tolist(), strict=True)),
        recall=dict(zip(TIERS, recall.tolist(), strict=True)),
    )


def losses(labels: Labels, probabilities: Floats) -> Floats:
    """Return the log loss of each row, in nats."""
    of_truth = probabilities[np.arange(len(labels)), labels]
    return -np.log(np.maximum(of_truth, np.finfo(np.float64).eps))


def calibration_error(confidences: Floats, right: NDArray[np.bool_]) -> float:
    """Return by how much `confidences` miss the share of predictions that are `right`, on average over 15 bins.

    This is the expected calibration error of Guo et al. (2017), On Calibration of Modern Neural Networks.
    """
    bins = np.minimum((confidences * _BINS).astype(np.int64), _BINS - 1)
    gaps = np.bincount(bins, weights=right - confidences, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(confidences))


def bands(confidences: Floats, right: NDArray[np.bool_]) -> tuple[Band, ...]:
    """Return how often the tier shown was right, by bands of confidence a tenth wide."""
    band_of = np.searchsorted(_BANDS, confidences, side="right") - 1
    return tuple(
        Band(
            lowest=float(_BANDS[band]),
            highest=float((_BANDS[band] + 0.1).round(1)),
            leads=int(inside.sum()),
            mean_confidence=float(confidences[inside].mean()),
            right=float(right[inside].mean()),
        )
        for band in range(len(_BANDS))
        if (inside := band_of == band).any()
    )


@dataclass(frozen=True)
class Ceiling:
    """The best that any model can do: `measured` on the leads kept for the test, and the accuracy `expected` of all."""

    measured: Evaluation
    expected_accuracy: float


def ceiling(leads: LabelledLeads, test: LabelledLeads) -> Ceiling | None:
    """Return the ceiling for `leads`, measured on those of them in `test`, or None if it is not known.

    It is known only of leads that the rule for synthetic leads has labelled: one tier that the rule cannot give, and
    the leads are others.
    """
    if not knows_rule(leads):
        return None
    rule = tier_probabilities(leads)
    if (rule[np.arange(len(leads)), leads.labels] == 0).any():
        return None
    return Ceiling(evaluate(test.labels, tier_probabilities(test)), float(rule.max(axis=1).mean()))
