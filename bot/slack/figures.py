"""Figures as a person says them."""


def percent(share: float) -> str:
    """Return a probability as a person says it, never claiming certainty: "84 %", "over 99 %"."""
    if share > 0.99:
        return "over 99 %"
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
