"""Scorer: from leads to scores, with exact reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
import xgboost
from numpy.typing import NDArray

from scoring.arithmetic import Floats, scaled
from scoring.artifact import Artifact, Card, load_artifact
from scoring.errors import BadExplanation
from scoring.feature import Feature
from scoring.lead import FEATURES, Lead, require_complete
from scoring.rule import shown_tiers
from scoring.score import RECOMMENDATIONS, TIERS, Beyond, Reason, Score, Side, Tier

_CHUNK = 5_000
_WORTH_THREADS = 100
_TOLERANCE = 1e-4

Values = list[int | bool]


class Scorer:
    """Scores leads with one model. Safe to share between threads."""

    def __init__(self, artifact: Artifact, *, recommendations: Mapping[Tier, str] = RECOMMENDATIONS) -> None:
        self.card: Card = artifact.card
        self.features: tuple[Feature, ...] = tuple(
            feature for feature in FEATURES if feature.name not in artifact.card.excluded
        )
        self._names = [feature.name for feature in self.features]
        self._recommendations = recommendations
        # A lead alone gets one thread: on a busy machine, waiting for more takes ten times as long as the work.
        self._booster = artifact.booster
        self._threaded_booster = artifact.booster.copy()
        self._threaded_booster.set_param({"nthread": 0})  # all there are
        self._means, self._scales, self._lowest, self._highest = (
            np.array([getattr(trained, name) for trained in artifact.card.features])
            for name in ("mean", "scale", "lowest", "highest")
        )

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
            BadExplanation: the reasons do not add up to the score.
        """
        return next(self.score_many([lead]))

    def score_many(self, leads: Iterable[Lead]) -> Iterator[Score]:
        """Yield what each of `leads` is worth, in their order, holding some thousand of them at a time.

        Raises:
            InvalidLead: of the first lead that has unknown features.
            BadExplanation: the reasons do not add up to the score.
        """
        remaining = iter(leads)
        while chunk := list(islice(remaining, _CHUNK)):
            yield from self._score_chunk([self._values(lead) for lead in chunk])

    def require_complete(self, lead: Lead) -> Lead:
        """Return `lead`, of which everything that this model looks at is known.

        Raises:
            InvalidLead: naming every feature that is unknown.
        """
        return require_complete(lead, self.features)

    def _values(self, lead: Lead) -> Values:
        values = [getattr(lead, name) for name in self._names]
        if None in values:
            self.require_complete(lead)
        return values

    def _score_chunk(self, values: Sequence[Values]) -> Iterator[Score]:
        matrix = np.array(values, dtype=np.float64)
        upward, probabilities = self._explained(matrix)
        shown = shown_tiers(probabilities, self.card.high_from)
        weightiest = np.argsort(-np.abs(upward[:, :-1]), axis=1, kind="stable")
        beyond = self._beyond(matrix)
        rows = zip(values, shown.tolist(), probabilities.tolist(), upward.tolist(), weightiest.tolist(), strict=True)
        for row, (known, position, shares, (*parts, base), order) in enumerate(rows):
            tier = TIERS[position]
            yield Score(
                tier=tier,
                probabilities=dict(zip(TIERS, shares, strict=True)),
                recommendation=self._recommendations[tier],
                reasons=tuple([Reason(self.features[at], known[at], parts[at]) for at in order]),
                base=base,
                margin=base + sum(parts),
                beyond=beyond.get(row, ()),
                model_version=self.card.version,
            )

    def _explained(self, matrix: Floats) -> tuple[Floats, Floats]:
        """Return what each feature adds to each score, the base last, and the probabilities read from the scores.

        XGBoost's SHAP values are exact (TreeSHAP, Lundberg et al. 2020). They must add up to what the trees say.
        """
        booster = self._booster if len(matrix) < _WORTH_THREADS else self._threaded_booster
        rows = xgboost.DMatrix(scaled(matrix, self._means, self._scales), nthread=1)
        parts: Floats = booster.predict(rows, pred_contribs=True, validate_features=False).astype(np.float64)
        margins = parts.sum(axis=-1)
        said = booster.predict(rows, output_margin=True, validate_features=False)
        gap = float(np.abs(margins - said).max())
        if not gap <= _TOLERANCE:
            raise BadExplanation(gap)
        return self.card.link.upward(parts), self.card.link.probabilities(margins)

    def _beyond(self, matrix: Floats) -> dict[int, tuple[Beyond, ...]]:
        """Return the values outside what the model was trained on, by row; nearly every row has none."""
        below, above = matrix < self._lowest, matrix > self._highest
        found: dict[int, tuple[Beyond, ...]] = {}
        for row in np.flatnonzero((below | above).any(axis=1)).tolist():
            found[row] = tuple(self._passed_ends(matrix[row], below[row], above[row]))
        return found

    def _passed_ends(self, values: Floats, below: NDArray[np.bool_], above: NDArray[np.bool_]) -> Iterator[Beyond]:
        for at in np.flatnonzero(below | above).tolist():
            end, side = (self._highest, Side.ABOVE) if above[at] else (self._lowest, Side.BELOW)
            yield Beyond(self.features[at], int(values[at]), int(end[at]), side)
