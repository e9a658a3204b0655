"""Leads and scores made by hand, for tests in which no model matters."""

from typing import Any

from scoring.explain.score import RECOMMENDATIONS, Beyond, Range, Reason, Score, Side, Tier
from scoring.fields.field import Signal
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE

_SHARES = {Tier.HIGH: (0.84, 0.12, 0.04), Tier.MEDIUM: (0.3, 0.61, 0.09), Tier.LOW: (0.01, 0.2, 0.79)}


def lead(**facts: Any) -> Lead:
    """Return a lead with every feature, and the stated identity."""
    known = {feature.name: True if isinstance(feature, Signal) else 50 for feature in REAL_ESTATE.features} | {
        "credit_score": 700
    }
    return REAL_ESTATE.read(known | facts)


def score(lead: Lead, tier: Tier = Tier.HIGH, *, model: str = "model-1", **contributions: float) -> Score:
    """Return a score of the lead; a feature contributes 0.1 unless it is stated otherwise."""
    each = [Reason(one, lead.get(one.name) or 0, contributions.get(one.name, 0.1)) for one in REAL_ESTATE.features]
    reasons = tuple(sorted(each, key=lambda reason: -abs(reason.contribution)))
    return Score(
        tier=tier,
        probabilities=dict(zip(Tier, _SHARES[tier], strict=True)),
        recommendation=RECOMMENDATIONS[tier],
        reasons=reasons,
        base=0.25,
        margin=0.25 + sum(reason.contribution for reason in reasons),
        beyond=(Beyond(REAL_ESTATE.features[0], 50, 40, Side.ABOVE),),
        model_version=model,
        unknown=(),
        range=Range(tier, tier, _SHARES[tier][0], _SHARES[tier][0]),
    )
