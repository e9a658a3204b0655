"""Scorer: from leads to scores, with exact reasons."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from scoring.artifact import Artifact, Card, load_artifact
from scoring.curves import Curves
from scoring.errors import BadArtifact, BadExplanation
from scoring.explained import Explained, Explainer, Values
from scoring.feature import Feature
from scoring.lead import FEATURES, Lead, require_complete
from scoring.rule import shown_tier
from scoring.score import RECOMMENDATIONS, TIERS, Beyond, Reason, Score, Side, Tier
from scoring.trees import Trees


class Scorer:
    """Scores leads with one model. Safe to share between threads.

    Raises:
        BadExplanation: the model is a sum of curves, and its reasons do not add up to its scores.
    """

    def __init__(self, artifact: Artifact, *, recommendations: Mapping[Tier, str] = RECOMMENDATIONS) -> None:
        self.card: Card = artifact.card
        self.features: tuple[Feature, ...] = tuple(
            feature for feature in FEATURES if feature.name not in artifact.card.excluded
        )
        self._names = [feature.name for feature in self.features]
        self._recommendations = recommendations
        self._explainer: Explainer = Curves.of(artifact, self.features) or Trees(artifact)
        self._seen = [(feature.lowest, feature.highest) for feature in artifact.card.features]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return a scorer for the model in the folder `path`.

        Raises:
            BadArtifact: the model is missing, damaged, its features are not those of `Lead`, or its reasons are wrong.
        """
        artifact = load_artifact(path)
        try:
            return cls(artifact)
        except BadExplanation as error:
            raise BadArtifact(path, str(error)) from None

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
        return map(self._score, self._explainer.explain(map(self._values, leads)))

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

    def _score(self, explained: Explained) -> Score:
        values, contributions, base, shares = explained
        tier = shown_tier(shares, self.card.high_from)
        reasons = list(map(Reason, self.features, values, contributions))
        reasons.sort(key=_weight, reverse=True)
        return Score(
            tier=tier,
            probabilities=dict(zip(TIERS, shares, strict=True)),
            recommendation=self._recommendations[tier],
            reasons=tuple(reasons),
            base=base,
            margin=base + sum(contributions),
            beyond=tuple(self._beyond(values)),
            model_version=self.card.version,
        )

    def _beyond(self, values: Values) -> Iterator[Beyond]:
        """Yield the values outside what the model was trained on; nearly every lead has none."""
        for feature, value, (lowest, highest) in zip(self.features, values, self._seen, strict=True):
            if value > highest:
                yield Beyond(feature, value, highest, Side.ABOVE)
            elif value < lowest:
                yield Beyond(feature, value, lowest, Side.BELOW)


def _weight(reason: Reason) -> float:
    return abs(reason.contribution)
