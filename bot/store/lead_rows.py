"""Leads and scores as rows: everything a score said is kept, so that its card can be shown again as it was."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from bot.leads.lead import PastScore
from scoring.explain.score import RECOMMENDATIONS, TIERS, Beyond, Range, Reason, Score, Side, Tier
from scoring.fields.lead import FEATURES, FIELDS, IDENTITY, Lead, read_lead

_FEATURES = {feature.name: feature for feature in FEATURES}


def lead_columns(lead: Lead) -> dict[str, Any]:
    """Return the columns of table `leads` that hold what is known of a lead."""
    identity: dict[str, str | None] = {field.name: getattr(lead, field.name) for field in IDENTITY}
    words = " ".join(fact for fact in identity.values() if fact).casefold()
    features = {name: value for name, value in lead.features.items() if value is not None}
    return identity | {"words": words, "features": features}


def read_lead_row(row: Row[Any]) -> Lead:
    """Return the lead in a row of table `leads`; a feature that no longer exists is ignored."""
    known: Mapping[str, Any] = row.features | {field.name: getattr(row, field.name) for field in IDENTITY}
    return read_lead({name: value for name, value in known.items() if name in FIELDS})


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


def read_score(row: Row[Any]) -> Score:
    """Return the score that a row of table `scores` holds; a feature that no longer exists is passed over."""
    tier = Tier(row.tier)
    reasons = _reasons(row.features, row.contributions)
    return Score(
        tier=tier,
        probabilities={each: float(row.probabilities[each.value]) for each in TIERS},
        recommendation=RECOMMENDATIONS[tier],
        reasons=reasons,
        base=row.base,
        margin=row.base + sum(row.contributions.values()),
        beyond=tuple(
            Beyond(_FEATURES[name], value, limit, Side(side))
            for name, value, limit, side in row.beyond
            if name in _FEATURES
        ),
        model_version=row.model_version,
        unknown=tuple(feature for feature in FEATURES if row.features.get(feature.name, 0) is None),
        range=_range(*row.range),
    )


def read_past_score(row: Row[Any]) -> PastScore:
    """Return the score in a row of table `scores`, with its origin."""
    return PastScore(row.id, read_score(row), row.at, row.source, row.scored_by)


def _range(lowest: str, highest: str, low: float, high: float) -> Range:
    return Range(Tier(lowest), Tier(highest), float(low), float(high))


def _reasons(features: Mapping[str, int | bool | None], contributions: Mapping[str, float]) -> tuple[Reason, ...]:
    heaviest_first = sorted(contributions, key=lambda name: -abs(contributions[name]))
    return tuple(
        Reason(_FEATURES[name], features[name], contributions[name]) for name in heaviest_first if name in _FEATURES
    )
