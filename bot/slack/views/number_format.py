"""Figures as a person says them."""

from scoring.explain.score import Score

_WORTH_SAYING = 0.01


def percent(share: float) -> str:
    """Return a probability as a person says it, never claiming certainty: "84 %", "over 99 %"."""
    if share > 0.99:
        return "over 99 %"
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")


def shares(score: Score) -> str:
    """Return the probabilities of the tiers, that of the tier shown first: "39 % High, 61 % Medium"."""
    others = {tier: share for tier, share in score.probabilities.items() if tier is not score.tier}
    told = {score.tier: score.confidence} | others
    return ", ".join(f"{percent(share)} {tier}" for tier, share in told.items() if share >= _WORTH_SAYING)
