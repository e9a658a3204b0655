"""The measured model at work on the leads kept for the test."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import xgboost
from numpy.typing import NDArray

from scoring.explain.score import TIERS, Tier
from scoring.fields.field import Feature
from scoring.scaling import Floats, scaled
from training.data import LabelledLeads
from training.evaluation import Labels
from training.intervals import Counts, Interval, Share, calibration_error_by_chance
from training.model import Model
from training.pipeline import Training
from training.recipes import RECIPES, Recipe
from training.splits import Split
from training.synthetic import tier_probabilities

HIGH = TIERS.index(Tier.HIGH)
_EXPLAINED = 5_000


@dataclass(frozen=True, eq=False)
class Explanations:
    """What each feature adds to the score of some leads: `contributions` and `values` of shape (leads, features).

    `labels` holds the true tiers; a lead's `base` and contributions add up to its score.
    """

    features: tuple[Feature, ...]
    values: Floats
    labels: Labels
    contributions: Floats
    base: float

    @cached_property
    def weights(self) -> Floats:
        """How far each feature moves a score on average, up or down: shape (features,)."""
        weights: Floats = np.abs(self.contributions).mean(axis=0)
        return weights

    @property
    def order(self) -> list[int]:
        """The positions of the features, the weightiest first."""
        positions: list[int] = np.argsort(-self.weights, kind="stable").tolist()
        return positions


@dataclass(frozen=True, eq=False)
class Holdout:
    """What a training's measured model says of each lead of the test, beside its true tier.

    `probabilities` and, before calibration, `uncalibrated` have shape (leads, tiers), best tier first; `rule` has what
    the rule for synthetic leads says, where the leads are such. `whole` holds the same leads with the features that
    the model was trained without, and the columns to part them by.
    """

    training: Training
    leads: LabelledLeads
    whole: LabelledLeads
    probabilities: Floats
    uncalibrated: Floats | None
    rule: Floats | None
    shown: Labels

    @classmethod
    def from_training(cls, training: Training) -> Self:
        """Return the trial of a training."""
        model, leads = training.measured, training.split.test
        whole = Split.from_leads(training.file.leads).test
        before = model.uncalibrated
        return cls(
            training=training,
            leads=leads,
            whole=whole,
            probabilities=model.probabilities(leads.features),
            uncalibrated=before(model.margins(leads.features)) if before else None,
            rule=tier_probabilities(whole) if training.ceiling else None,
            shown=model.tiers(leads.features),
        )

    @property
    def recipe(self) -> Recipe:
        """How the model was made."""
        return RECIPES[self.training.artifact.card.recipe]

    @property
    def labels(self) -> Labels:
        """The true tier of each lead, by its position in TIERS."""
        return self.leads.labels

    @cached_property
    def high(self) -> NDArray[np.bool_]:
        """Which leads are High in truth."""
        high: NDArray[np.bool_] = self.labels == HIGH
        return high

    @cached_property
    def called(self) -> NDArray[np.bool_]:
        """Which leads are shown as High."""
        called: NDArray[np.bool_] = self.shown == HIGH
        return called

    @cached_property
    def confusion(self) -> Counts:
        """How many leads of each true tier (rows) are shown as each tier (columns)."""
        counts = np.zeros((len(TIERS), len(TIERS)), dtype=np.int64)
        np.add.at(counts, (self.labels, self.shown), 1)
        return counts

    @property
    def right(self) -> Share:
        """The share of leads shown as what they are."""
        return Share(int(np.trace(self.confusion)), len(self.leads))

    @cached_property
    def honest_error(self) -> Interval:
        """The calibration errors that a perfectly honest model would show on so many leads, by chance alone."""
        return calibration_error_by_chance(self.probabilities.max(axis=1))

    def recall(self, position: int) -> Share:
        """Return the share of the leads of a tier that are shown as it."""
        return Share(int(self.confusion[position, position]), int(self.confusion[position].sum()))

    def precision(self, position: int) -> Share:
        """Return the share of the leads shown as a tier that are of it."""
        return Share(int(self.confusion[position, position]), int(self.confusion[:, position].sum()))

    @cached_property
    def explanations(self) -> Explanations:
        """Exact SHAP values (TreeSHAP), on the scale of `Score.margin`, of all leads or of some thousand of them."""
        rows = np.linspace(0, len(self.leads) - 1, min(len(self.leads), _EXPLAINED)).round().astype(np.int64)
        values = self.leads.features[rows]
        upward = explain(self.training.measured, values)
        return Explanations(self.leads.known, values, self.labels[rows], upward[:, :-1], float(upward[0, -1]))


def explain(model: Model, values: Floats) -> Floats:
    """Return what each feature adds to the score, and the base last: shape (leads, features + 1)."""
    matrix = xgboost.DMatrix(scaled(values, model.mean, model.scale))
    return model.link.upward(model.booster.predict(matrix, pred_contribs=True).astype(np.float64))
