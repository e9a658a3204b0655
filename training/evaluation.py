"""How good probabilities are: the figures of a model, and of the best that any model could do."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score, log_loss, precision_recall_fscore_support

from scoring.score import Tier
from training.data import CLASSES, LabelledLeads
from training.synthetic import tier_probabilities

_BINS = 15


@dataclass(frozen=True)
class Evaluation:
    """Figures measured on labelled leads, all from 0 to 1 but `log_loss` (nats).

    `ece` is the expected calibration error of the top probability, over 15 bins of equal width.
    """

    accuracy: float
    macro_recall: float
    weighted_f1: float
    log_loss: float
    ece: float
    precision: Mapping[Tier, float]
    recall: Mapping[Tier, float]

    @property
    def metrics(self) -> dict[str, float]:
        """Every figure by the name that a model card gives it: "accuracy", "high_precision"."""
        overall = {name: getattr(self, name) for name in ("accuracy", "macro_recall", "weighted_f1", "log_loss", "ece")}
        each_tier = {
            f"{tier.lower()}_{name}": figures[tier]
            for tier in Tier
            for name, figures in (("precision", self.precision), ("recall", self.recall))
        }
        return overall | each_tier


def evaluate(labels: NDArray[np.int64], probabilities: NDArray[np.float64]) -> Evaluation:
    """Return the figures of `probabilities`, of shape (rows, tiers), against the true `labels`, of shape (rows,)."""
    predicted = probabilities.argmax(axis=1)
    positions = list(range(len(CLASSES)))
    precision, recall, _, _ = precision_recall_fscore_support(labels, predicted, labels=positions, zero_division=0.0)
    return Evaluation(
        accuracy=float(accuracy_score(labels, predicted)),
        macro_recall=float(recall.mean()),
        weighted_f1=float(f1_score(labels, predicted, average="weighted", zero_division=0.0)),
        log_loss=float(log_loss(labels, probabilities, labels=positions)),
        ece=calibration_error(probabilities.max(axis=1), predicted == labels),
        precision=dict(zip(CLASSES, precision.tolist(), strict=True)),
        recall=dict(zip(CLASSES, recall.tolist(), strict=True)),
    )


def calibration_error(confidences: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return by how much `confidences` miss the share of predictions that are `right`, on average over 15 bins."""
    bins = np.minimum((confidences * _BINS).astype(np.int64), _BINS - 1)
    gaps = np.bincount(bins, weights=right - confidences, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(confidences))


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
    rule = tier_probabilities(leads)
    if (rule[np.arange(len(leads)), leads.labels] == 0).any():
        return None
    return Ceiling(evaluate(test.labels, tier_probabilities(test)), float(rule.max(axis=1).mean()))
