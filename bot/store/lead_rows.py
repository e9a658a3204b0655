"""Leads and scores as rows: everything a score said is kept, so that its card can be shown again as it was."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from bot.leads.lead import PastScore
from scoring.errors import InvalidLead
from scoring.explain.score import RECOMMENDATIONS, TIERS, Beyond, Range, Reason, Score, Side, Tier
from scoring.fields.field import IDENTITY_NAMES
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead


def lead_columns(lead: Lead) -> dict[str, Any]:
    """Return the columns of table `leads` that hold what is known of a lead."""
    identity = {name: lead.identity.get(name) for name in IDENTITY_NAMES}
    words = " ".join(fact for fact in identity.values() if fact).casefold()
    return identity | {"words": words, "features": dict(lead.values)}


def write_score(score: Score) -> dict[str, Any]:
    """Return the columns of table `scores` that hold what `score` says; features are those that the model looked at."""
    return {
        "tier": score.tier.value,
        "probabilities": {tier.value: share for tier, share in score.probabilities.items()},
        "features": {reason.feature.name: reason.value for reason in score.reasons},
        "contributions": {reason.feature.name: reason.contribution for reason in score.reasons},
        "base": score.base,
        "beyond": [[beyond.feature.name, beyond.value, beyond.limit, beyond.side.value] for beyond in score.beyond],
        "range": [score.range.lowest.value, score.range.highest.value, score.range.low, score.range.high],
        "model_version": score.model_version,
    }


class RowReader:
    """Reads leads and scores from their rows; what is stored of fields that `fields` does not have is ignored."""

    def __init__(self, fields: FieldSet) -> None:
        self._fields = fields
        self._features = {feature.name: feature for feature in fields.features}

    def lead(self, row: Row[Any]) -> Lead:
        """Return the lead in a row of table `leads`."""
        return self.facts(row.features | {name: getattr(row, name) for name in IDENTITY_NAMES})

    def facts(self, stored: Mapping[str, Any]) -> Lead:
        """Return the lead with these stored facts; values that a field no longer allows are left out."""
        try:
            return self._fields.read({name: value for name, value in stored.items() if name in self._fields})
        except InvalidLead as error:
            return error.understood

    def past_score(self, row: Row[Any]) -> PastScore:
        """Return the score in a row of table `scores`, with its origin."""
        return PastScore(row.id, self._score(row), row.at, row.source, row.scored_by)

    def _score(self, row: Row[Any]) -> Score:
        tier, known = Tier(row.tier), self._features
        return Score(
            tier=tier,
            probabilities={each: float(row.probabilities[each.value]) for each in TIERS},
            recommendation=RECOMMENDATIONS[tier],
            reasons=self._reasons(row.features, row.contributions),
            base=row.base,
            margin=row.base + sum(row.contributions.values()),
            beyond=tuple(
                Beyond(known[name], value, limit, Side(side))
                for name, value, limit, side in row.beyond
                if name in known
            ),
            model_version=row.model_version,
            unknown=tuple(
                one for one in known.values() if row.features.get(one.name, 0) is None and not one.when_missing
            ),
            range=_range(*row.range),
        )

    def _reasons(self, values: Mapping[str, Any], contributions: Mapping[str, float]) -> tuple[Reason, ...]:
        heaviest_first = sorted(contributions, key=lambda name: -abs(contributions[name]))
        known = [(self._features[name], name) for name in heaviest_first if name in self._features]
        return tuple(Reason(feature, values[name], contributions[name]) for feature, name in known)


def _range(lowest: str, highest: str, low: float, high: float) -> Range:
    return Range(Tier(lowest), Tier(highest), float(low), float(high))
