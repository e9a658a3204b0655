"""Scores as rows: everything a score said, so that its card can be shown again as it was."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from scoring.explain.score import RECOMMENDATIONS, TIERS, Beyond, Range, Reason, Score, Side, Tier
from scoring.fields.lead import FEATURES

_FEATURES = {feature.name: feature for feature in FEATURES}


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


def _range(lowest: str, highest: str, low: float, high: float) -> Range:
    return Range(Tier(lowest), Tier(highest), float(low), float(high))


def _reasons(features: Mapping[str, int | bool | None], contributions: Mapping[str, float]) -> tuple[Reason, ...]:
    heaviest_first = sorted(contributions, key=lambda name: -abs(contributions[name]))
    return tuple(
        Reason(_FEATURES[name], features[name], contributions[name]) for name in heaviest_first if name in _FEATURES
    )
