"""Scorer: from leads to scores, with exact reasons."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, Self, TypeGuard, cast

from scoring.errors import BadArtifact, BadExplanation, InvalidLead
from scoring.explain.counterfactual import Path as PathToHigh
from scoring.explain.counterfactual import Paths
from scoring.explain.explainer import Completed, Explained, Explainer, Values
from scoring.explain.imputation import Imputer, Known, percentile
from scoring.explain.next_question import Question, best_question
from scoring.explain.reachable_tiers import reachable_tiers
from scoring.explain.score import RECOMMENDATIONS, TIERS, Beyond, Range, Reason, Score, Side, Tier
from scoring.explain.what_if import WhatIf, changed, changes_between
from scoring.fields.field import Choice, Feature, Fraction, Value
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from scoring.model.additive import AdditiveModel
from scoring.model.artifact import Artifact, Card, load_artifact
from scoring.model.tier_rule import shown_tier
from scoring.model.tree_ensemble import TreeEnsemble

_LOW, _HIGH = 0.05, 0.95


class Scorer:
    """Scores leads with one model. Safe to share between threads.

    `fields` is what may be known of a lead; `features` are those of them that the model looks at.

    Raises:
        BadExplanation: the model is a sum of curves, and its reasons do not add up to its scores.
    """

    def __init__(self, artifact: Artifact, *, recommendations: Mapping[Tier, str] = RECOMMENDATIONS) -> None:
        self.card: Card = artifact.card
        self.fields: FieldSet = artifact.card.fields
        self.features: tuple[Feature, ...] = artifact.features
        self._names = [feature.name for feature in self.features]
        self._coded = [(at, feature) for at, feature in enumerate(self.features) if _has_codes(feature)]
        self._recommendations = recommendations
        self._explainer: Explainer = AdditiveModel.from_artifact(artifact, self.features) or TreeEnsemble(artifact)
        worth = self._explainer.worth(artifact.references)
        self._completer = Imputer(artifact.references, worth, artifact.card.references.bandwidth)
        self._possible = reachable_tiers(artifact.card.link, artifact.card.high_from)
        self._paths = Paths.from_model(
            self.fields, self.features, artifact.references, self._explainer, artifact.card.high_from, self.score_many
        )
        self._seen = [(feature.lowest, feature.highest) for feature in artifact.card.features]

    @property
    def can_grow(self) -> frozenset[str]:
        """The names of the features that a salesperson or the lead may still increase."""
        return frozenset(feature.name for feature in self.features if feature.can_grow)

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
        """Return what `lead` is worth; of what is unknown, what it is worth on average.

        Raises:
            BadExplanation: the reasons do not add up to the score.
        """
        values = self._values(lead)
        if _is_complete(values):
            return self._score(next(self._explainer.explain([values])))
        return self._score_half_known(values)

    def score_many(self, leads: Iterable[Lead]) -> Iterator[Score]:
        """Yield what each of `leads` is worth, in their order, holding some thousand of them at a time.

        Raises:
            BadExplanation: the reasons do not add up to the score.
        """
        for complete, rows in groupby(map(self._values, leads), key=_is_complete):
            if complete:
                yield from map(self._score, self._explainer.explain(rows))
            else:
                yield from map(self._score_half_known, rows)

    def require_complete(self, lead: Lead) -> Lead:
        """Return `lead` if everything that this model looks at is known.

        Raises:
            InvalidLead: naming every feature that is unknown.
        """
        if any(one.name not in lead.values and not one.when_missing for one in self.features):
            raise InvalidLead((), understood=lead, needed=self.features)
        return lead

    def next_question(self, lead: Lead, *, skipped: Collection[str] = frozenset()) -> Question | None:
        """Return the question whose answer would tell most of the tier, but for features named in `skipped`.

        None if there is none left, or no answer could change the tier.
        """
        values = self._values(lead)
        unknown = [at for at, value in enumerate(values) if value is None and self._names[at] not in skipped]
        lowest, highest = self._possible(*self._explainer.bounds(values))
        if not unknown or lowest is highest:
            return None
        completions = self._completer.complete(values)
        return best_question(self.features, completions, unknown, self._explainer.probabilities, self.card.high_from)

    def what_if(self, lead: Lead, changes: Mapping[str, Value]) -> WhatIf:
        """Return what `lead` is worth, and what it would be with `changes`, values by the names of their features.

        Raises:
            InvalidLead: naming every value that is not allowed, and every name that is no feature.
            BadExplanation: the reasons do not add up to a score.
        """
        after = changed(self.fields, lead, changes)
        return WhatIf(self.score(lead), self.score(after), changes_between(self.fields, lead, after))

    def path_to_high(self, lead: Lead, *, free: Collection[str] | None = None) -> PathToHigh | None:
        """Return the smallest change of facts named in `free` after which `lead` is High; None if there is none.

        Without `free`, those facts may change that can grow: a salesperson or the lead may still change them.

        Raises:
            InvalidLead: `free` names what is no feature.
            BadExplanation: the reasons do not add up to a score.
        """
        return self._paths.to_high(lead, self.can_grow if free is None else free)

    def _values(self, lead: Lead) -> list[Any]:
        """Return the codes of the features of `lead`, None where unknown."""
        values: list[Any] = [lead.values.get(name) for name in self._names]
        for at, feature in self._coded:
            values[at] = feature.code(values[at])
        return values

    def _decoded(self, codes: Known) -> list[Value | None]:
        values: list[Value | None] = list(codes)
        for at, feature in self._coded:
            code = codes[at]
            values[at] = None if code is None else feature.decode(code)
        return values

    def _complete(self, values: Known) -> Completed:
        return self._explainer.complete(self._completer.complete(values), values)

    def _score_half_known(self, values: Known) -> Score:
        completed = self._complete(values)
        weights = completed.completions.weights
        shares = (weights @ completed.probabilities).tolist()
        score = self._score(Explained(values, completed.contributions, completed.base, shares))
        lowest, highest = self._possible(*self._explainer.bounds(values))
        low, high = (percentile(completed.probabilities[:, 0], weights, share) for share in (_LOW, _HIGH))
        return replace(
            score,
            unknown=tuple(feature for feature, value in zip(self.features, values, strict=True) if value is None),
            range=Range(lowest, highest, min(low, shares[0]), max(high, shares[0])),
        )

    def _score(self, explained: Explained) -> Score:
        values, contributions, base, shares = explained
        tier = shown_tier(shares, self.card.high_from)
        reasons = list(map(Reason, self.features, self._decoded(values) if self._coded else values, contributions))
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
            unknown=(),
            range=Range(tier, tier, shares[0], shares[0]),
        )

    def _beyond(self, values: Known) -> Iterator[Beyond]:
        """Yield the values outside what the model was trained on; nearly every lead has none."""
        for feature, value, (lowest, highest) in zip(self.features, values, self._seen, strict=True):
            if value is not None and not lowest <= value <= highest and _has_order(feature, value):
                end, side = (highest, Side.ABOVE) if value > highest else (lowest, Side.BELOW)
                yield Beyond(feature, _number(feature, value), _number(feature, end), side)


def _has_codes(feature: Feature) -> bool:
    """Return whether models see other numbers than the values themselves."""
    return isinstance(feature, Choice | Fraction) or bool(feature.when_missing)


def _has_order(feature: Feature, code: float) -> bool:
    """Return whether a code is more or less than others, and not one of a choice or of a missing value."""
    return not isinstance(feature, Choice) and code != feature.missing_code


def _number(feature: Feature, code: float) -> float:
    return cast("float", feature.decode(code))


def _is_complete(values: Known) -> TypeGuard[Values]:
    return None not in values


def _weight(reason: Reason) -> float:
    return abs(reason.contribution)
