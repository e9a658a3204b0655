"""Scorer: from leads to scores, with exact reasons."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import xgboost

from scoring.arithmetic import Floats, scaled, softmax
from scoring.artifact import Artifact, Card, load_artifact
from scoring.lead import FEATURES, Lead, require_complete
from scoring.score import RECOMMENDATIONS, Beyond, Reason, Score, Side, Tier


class Scorer:
    """Scores leads with one model. Safe to share between threads."""

    def __init__(self, artifact: Artifact, *, recommendations: Mapping[Tier, str] = RECOMMENDATIONS) -> None:
        self._booster = artifact.booster
        self.card: Card = artifact.card
        self._recommendations = recommendations
        self._means = np.array([feature.mean for feature in artifact.card.features])
        self._scales = np.array([feature.scale for feature in artifact.card.features])

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return a scorer for the model in the folder `path`.

        Raises:
            BadArtifact: the model is missing, damaged, or its features are not those of `Lead`.
        """
        return cls(load_artifact(path))

    def score(self, lead: Lead) -> Score:
        """Return what `lead` is worth.

        Raises:
            InvalidLead: naming every feature that is unknown.
        """
        return self.score_many([lead])[0]

    def score_many(self, leads: Sequence[Lead]) -> list[Score]:
        """Return what each of `leads` is worth, in their order, from one call of the model.

        Raises:
            InvalidLead: of the first lead that has unknown features.
        """
        if not leads:
            return []
        known = [_known(lead) for lead in leads]
        contributions = self._contributions(np.array(known, dtype=np.float64))
        probabilities = softmax(contributions.sum(axis=2))
        upward = self._upward(contributions)
        return [
            self._score(values, shares, parts)
            for values, shares, parts in zip(known, probabilities, upward, strict=True)
        ]

    def _contributions(self, values: Floats) -> Floats:
        """Return exact SHAP values of shape (leads, tiers, features + 1); the last is the base of each tier."""
        rows = xgboost.DMatrix(scaled(values, self._means, self._scales), nthread=1)
        contributions: Floats = self._booster.predict(rows, pred_contribs=True).astype(np.float64)
        return contributions

    def _upward(self, contributions: Floats) -> Floats:
        """Return the SHAP values of the log-odds of High against Low, of shape (leads, features + 1).

        A difference of two outputs has the difference of their SHAP values (linearity, Lundberg & Lee 2017).
        """
        high, low = (self.card.tiers.index(tier) for tier in (Tier.HIGH, Tier.LOW))
        return contributions[:, high, :] - contributions[:, low, :]

    def _score(self, values: list[int | bool], shares: Floats, parts: Floats) -> Score:
        share_of = dict(zip(self.card.tiers, shares.tolist(), strict=True))
        probabilities = {tier: share_of[tier] for tier in Tier}
        tier = max(probabilities, key=probabilities.__getitem__)
        *of_features, base = parts.tolist()
        reasons = (
            Reason(feature, value, contribution)
            for feature, value, contribution in zip(FEATURES, values, of_features, strict=True)
        )
        return Score(
            tier=tier,
            probabilities=probabilities,
            recommendation=self._recommendations[tier],
            reasons=tuple(sorted(reasons, key=lambda reason: -abs(reason.contribution))),
            base=base,
            margin=base + sum(of_features),
            beyond=tuple(self._beyond(values)),
            model_version=self.card.version,
        )

    def _beyond(self, values: list[int | bool]) -> list[Beyond]:
        found = []
        for feature, value, trained in zip(FEATURES, values, self.card.features, strict=True):
            if value > trained.highest:
                found.append(Beyond(feature, value, trained.highest, Side.ABOVE))
            elif value < trained.lowest:
                found.append(Beyond(feature, value, trained.lowest, Side.BELOW))
        return found


def _known(lead: Lead) -> list[int | bool]:
    return [value for value in require_complete(lead).features.values() if value is not None]
