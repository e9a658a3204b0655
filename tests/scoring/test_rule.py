import numpy as np

from scoring.rule import shown_tiers
from scoring.score import TIERS, Tier

PROBABILITIES = np.array([[0.9, 0.1, 0.0], [0.38, 0.62, 0.0], [0.35, 0.6, 0.05], [0.0, 0.4, 0.6], [0.55, 0.4, 0.05]])


def shown(high_from: float | None) -> list[Tier]:
    return [TIERS[position] for position in shown_tiers(PROBABILITIES, high_from)]


def test_without_a_threshold_the_most_probable_tier_is_shown() -> None:
    assert shown(None) == [Tier.HIGH, Tier.MEDIUM, Tier.MEDIUM, Tier.LOW, Tier.HIGH]


def test_from_the_threshold_on_a_lead_is_high() -> None:
    assert shown(0.38) == [Tier.HIGH, Tier.HIGH, Tier.MEDIUM, Tier.LOW, Tier.HIGH]


def test_a_strict_threshold_shows_the_more_probable_of_the_others() -> None:
    assert shown(0.6) == [Tier.HIGH, Tier.MEDIUM, Tier.MEDIUM, Tier.LOW, Tier.MEDIUM]
