"""Additive models: trees of one split add up to one step curve for each feature, read from XGBoost and proved."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import xgboost

from scoring.errors import BadExplanation
from scoring.explain.explainer import Completed, Explained, Values
from scoring.explain.imputation import Completions, Known
from scoring.fields.field import Feature
from scoring.model.artifact import Artifact
from scoring.model.link import Ordinal
from scoring.scaling import Floats, scaled

_TOLERANCE = 1e-5
_ROUNDING = 1e-4


@dataclass(frozen=True)
class Step:
    """What one feature adds to the score: `levels[k]` from the value `starts[k - 1]` on, up to `starts[k]`."""

    starts: tuple[int, ...]
    levels: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return what this value adds."""
        return self.levels[bisect_right(self.starts, value)]


@dataclass(frozen=True)
class AdditiveModel:
    """A score that is a sum of one step curve for each feature; `base` is the mean score. Safe to share.

    Its SHAP values are the curves themselves: in a sum, no feature's share hangs on the others.
    """

    steps: tuple[Step, ...]
    base: float
    link: Ordinal

    @classmethod
    def from_artifact(cls, artifact: Artifact, features: Sequence[Feature]) -> Self | None:
        """Return the curves of a model, or None if it has several outputs or trees of more than one split.

        Every level is one of XGBoost's own SHAP values. All are read in one company of features and proved in another.

        Raises:
            BadExplanation: XGBoost's SHAP values are no sum of curves, or do not add up to its scores.
        """
        link = artifact.card.link
        if not isinstance(link, Ordinal):
            return None
        trees = _trees(artifact.booster)
        if not trees or any(_splits(tree) > 1 for tree in trees):
            return None
        scalings = zip(*artifact.card.scaling, strict=True)
        starts = [
            _starts(feature, _cuts(trees, at), *scaling)
            for at, (feature, scaling) in enumerate(zip(features, scalings, strict=True))
        ]
        rows = _ends(features, starts)
        parts, margins = _said(artifact, rows)
        levels = [tuple(parts[: 2 * len(values) + 1 : 2, at].tolist()) for at, values in enumerate(starts)]
        curves = cls(tuple(map(Step, starts, levels)), float(parts[0, -1]), link)
        curves._prove(rows, parts, margins)
        return curves

    def explain(self, rows: Iterable[Values]) -> Iterator[Explained]:
        """Yield what there is to say about each of `rows`, in their order."""
        for values in rows:
            parts = self.contributions(values)
            yield Explained(values, parts, self.base, self.link.shares(self.base + sum(parts)))

    def contributions(self, values: Sequence[float]) -> list[float]:
        """Return what each feature adds to the score of a lead with these `values`."""
        return [step.levels[bisect_right(step.starts, value)] for step, value in zip(self.steps, values, strict=True)]

    def probabilities(self, rows: Floats) -> Floats:
        """Return the probabilities of `rows`, of shape (leads, features): shape (leads, tiers), best tier first."""
        return self.link.probabilities(self.base + self.worth(rows).sum(axis=1))

    def worth(self, rows: Floats) -> Floats:
        """Return what each value in `rows` adds to its lead's score, exactly."""
        columns = [
            np.array(step.levels)[np.searchsorted(step.starts, column, "right")]
            for step, column in zip(self.steps, rows.T, strict=True)
        ]
        return np.stack(columns, axis=1)

    def complete(self, completions: Completions, known: Known) -> Completed:  # noqa: ARG002, deeper trees need it
        """Return what there is to say about the lead that has these completions."""
        worth = self.worth(completions.rows)
        probabilities = self.link.probabilities(self.base + worth.sum(axis=1))
        return Completed(completions, probabilities, (completions.weights @ worth).tolist(), self.base)

    def bounds(self, known: Known) -> tuple[Floats, Floats]:
        """Return the lowest and the highest score of a lead with these known features, each of shape (1,).

        They are reached: in a sum of curves the best lead is the one with the best value of each feature.
        """
        levels = [
            step.levels if value is None else (step.at(value),) for step, value in zip(self.steps, known, strict=True)
        ]
        return np.array([self.base + sum(map(min, levels))]), np.array([self.base + sum(map(max, levels))])

    def _prove(self, rows: Floats, parts: Floats, margins: Floats) -> None:
        found = np.array([[*self.contributions(row), self.base] for row in rows.tolist()])
        apart = float(np.abs(found - parts).max())
        missed = float(np.abs(parts.sum(axis=1) - margins).max())
        if not (apart <= _TOLERANCE and missed <= _ROUNDING):
            raise BadExplanation(max(apart, missed))


def _trees(booster: xgboost.Booster) -> list[dict[str, Any]]:
    """Return the trees that are added up as they are: none of a linear model, or of one that weighs its trees."""
    model = json.loads(booster.save_raw("json"))["learner"]["gradient_booster"]
    trees: list[dict[str, Any]] = model["model"]["trees"] if model["name"] == "gbtree" else []
    return trees


def _splits(tree: dict[str, Any]) -> int:
    return sum(child != -1 for child in tree["left_children"])


def _cuts(trees: Iterable[dict[str, Any]], at: int) -> set[float]:
    """Return the numbers, in single precision, at which trees split the column `at`."""
    splits = (tree for tree in trees if _splits(tree) and tree["split_indices"][0] == at)
    return {float(np.float32(tree["split_conditions"][0])) for tree in splits}


def _starts(feature: Feature, cuts: Iterable[float], mean: float, scale: float) -> tuple[int, ...]:
    """Return the codes of `feature` from which on a tree takes its other branch, rising."""
    values = feature.codes

    def compared(value: int) -> float:
        """Return what XGBoost holds against a cut: the value scaled, in single precision."""
        return float(scaled(np.array(value, dtype=float), np.array(mean), np.array(scale)))

    starts = {values.start + bisect_left(values, cut, key=compared) for cut in cuts}
    return tuple(sorted(starts - {values.start, values.stop}))


def _ends(features: Sequence[Feature], starts: Sequence[tuple[int, ...]]) -> Floats:
    """Return rows in which each feature takes the first and the last value of each step, once rising, once falling.

    What is right at both ends of a step is right between them, for XGBoost only asks which of two numbers is larger.
    """
    columns = []
    for feature, values in zip(features, starts, strict=True):
        every = feature.codes
        firsts, lasts = (every.start, *values), (*(value - 1 for value in values), every.stop - 1)
        columns.append([end for step in zip(firsts, lasts, strict=True) for end in step])
    most = max(map(len, columns))
    rising = np.array([[*column, *[column[-1]] * (most - len(column))] for column in columns], dtype=float).T
    return np.concatenate([rising, rising[::-1]])


def _said(artifact: Artifact, rows: Floats) -> tuple[Floats, Floats]:
    """Return XGBoost's SHAP values of `rows`, the base last, and its scores."""
    matrix = xgboost.DMatrix(scaled(rows, *artifact.card.scaling), nthread=1)
    parts = artifact.booster.predict(matrix, pred_contribs=True, validate_features=False)
    return parts.astype(float), artifact.booster.predict(matrix, output_margin=True, validate_features=False)
