import numpy as np
import pytest

from scoring.explain.score import TIERS, Tier
from scoring.model.tier_rule import shown_tier, shown_tiers

PROBABILITIES = np.array([[0.9, 0.1, 0.0], [0.38, 0.62, 0.0], [0.35, 0.6, 0.05], [0.0, 0.4, 0.6], [0.55, 0.4, 0.05]])


def shown(high_from: float | None) -> list[Tier]:
    return [TIERS[position] for position in shown_tiers(PROBABILITIES, high_from)]


def test_without_a_threshold_the_most_probable_tier_is_shown() -> None:
    assert shown(None) == [Tier.HIGH, Tier.MEDIUM, Tier.MEDIUM, Tier.LOW, Tier.HIGH]


def test_from_the_threshold_on_a_lead_is_high() -> None:
    assert shown(0.38) == [Tier.HIGH, Tier.HIGH, Tier.MEDIUM, Tier.LOW, Tier.HIGH]


def test_a_strict_threshold_shows_the_more_probable_of_the_others() -> None:
    assert shown(0.6) == [Tier.HIGH, Tier.MEDIUM, Tier.MEDIUM, Tier.LOW, Tier.MEDIUM]


@pytest.mark.parametrize("high_from", [None, 0.0, 0.38, 0.6, 1.0])
def test_one_lead_is_shown_as_it_is_among_many(high_from: float | None) -> None:
    assert [shown_tier(shares, high_from) for shares in PROBABILITIES.tolist()] == shown(high_from)


def test_of_equally_probable_tiers_the_better_one_is_shown() -> None:
    assert shown_tier([0.4, 0.4, 0.2], None) is Tier.HIGH
    assert shown_tier([0.4, 0.3, 0.3], 0.5) is Tier.MEDIUM
    assert [shown_tiers(np.array([[0.4, 0.3, 0.3]]), 0.5).item()] == [TIERS.index(Tier.MEDIUM)]
