import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.explain.reachable_tiers import reachable_tiers
from scoring.explain.score import TIERS, Tier
from scoring.model.link import Curve, Ordinal, Softmax
from scoring.model.tier_rule import shown_tiers

THRESHOLDS = st.none() | st.sampled_from([0.0, 0.2, 0.375, 0.5, 0.9, 1.0])


@st.composite
def ordinals(draw: st.DrawFn) -> Ordinal:
    """Return links with any rising curve, level parts and steep ones among them."""
    margins = sorted(draw(st.lists(st.integers(-40, 40), min_size=1, max_size=12, unique=True)))
    shares = sorted(draw(st.lists(st.integers(0, 20), min_size=len(margins), max_size=len(margins))))
    curve = Curve(margins=tuple(margin / 10 for margin in margins), shares=tuple(share / 20 for share in shares))
    return Ordinal(curve=curve, gap=draw(st.integers(1, 30)) / 10)


@given(ordinals(), THRESHOLDS, st.floats(-8, 8), st.floats(0, 10))
def test_along_the_score_the_tiers_between_two_ends_are_known_exactly(
    link: Ordinal, high_from: float | None, lowest: float, width: float
) -> None:
    possible = reachable_tiers(link, high_from)
    worst, best = possible(np.array([lowest]), np.array([lowest + width]))
    between = np.linspace(lowest, lowest + width, 2_001)
    shown = shown_tiers(link.probabilities(between), high_from)
    assert TIERS.index(best) <= shown.min()
    assert TIERS.index(worst) >= shown.max()


def test_bounds_are_no_wider_than_they_must_be() -> None:
    possible = reachable_tiers(Ordinal(curve=Curve(margins=(-1, 1), shares=(0, 1)), gap=2), 0.5)
    spans = [(-9, -2.1), (-1.9, -1.1), (-9, 1.9), (-1.9, 9), (2.1, 9), (-9, 9)]
    found = [possible(np.array([low]), np.array([high])) for low, high in spans]
    assert found == [
        (Tier.LOW, Tier.LOW),
        (Tier.MEDIUM, Tier.MEDIUM),
        (Tier.LOW, Tier.MEDIUM),
        (Tier.MEDIUM, Tier.HIGH),
        (Tier.HIGH, Tier.HIGH),
        (Tier.LOW, Tier.HIGH),
    ]


def test_of_several_boxes_the_worst_and_the_best_count() -> None:
    possible = reachable_tiers(Ordinal(curve=Curve(margins=(-1, 1), shares=(0, 1)), gap=2), 0.5)
    apart = np.array([-1.5, 2.5])
    assert possible(apart, apart) == (Tier.MEDIUM, Tier.HIGH)


@pytest.mark.parametrize("high_from", [None, 0.2, 0.375, 0.7])
def test_of_an_output_for_each_tier_no_margins_in_the_box_give_a_tier_beyond(high_from: float | None) -> None:
    link = Softmax(tiers=(Tier.HIGH, Tier.LOW, Tier.MEDIUM))
    possible = reachable_tiers(link, high_from)
    random = np.random.default_rng(7)
    settled = 0
    for _ in range(200):
        low = random.normal(0, 2, 3)
        high = low + random.exponential(0.7, 3)
        worst, best = possible(low[np.newaxis], high[np.newaxis])
        shown = shown_tiers(link.probabilities(random.uniform(low, high, (300, 3))), high_from)
        assert TIERS.index(best) <= shown.min()
        assert TIERS.index(worst) >= shown.max()
        settled += worst is best
    assert settled > 40
