import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from scoring.explain.score import Tier
from scoring.model.link import LEAST, Curve, Ordinal, Softmax

CURVE = Curve(margins=(-1.0, 0.0, 1.0), shares=(0.1, 0.5, 0.9))
ORDINAL = Ordinal(curve=CURVE, gap=2.0)
SOFTMAX = Softmax(tiers=(Tier.HIGH, Tier.LOW, Tier.MEDIUM))


def test_a_curve_is_straight_between_its_points_and_level_beyond() -> None:
    assert CURVE(np.array([-9.0, -1, -0.5, 0, 0.25, 1, 9])).tolist() == pytest.approx(
        [0.1, 0.1, 0.3, 0.5, 0.6, 0.9, 0.9]
    )


def test_both_thresholds_read_the_same_curve() -> None:
    high, medium, low = ORDINAL.probabilities(np.array([1.5]))[0]
    assert (high, medium, low) == pytest.approx((0.3, 0.6, 0.1), abs=2 * LEAST)


@given(st.lists(st.floats(-50, 50), min_size=1))
def test_probabilities_add_up_and_no_tier_is_ruled_out(margins: list[float]) -> None:
    for link, scores in ((ORDINAL, np.array(margins)), (SOFTMAX, np.column_stack([margins, margins[::-1], margins]))):
        shares = link.probabilities(scores)
        assert shares.sum(axis=1) == pytest.approx(1)
        assert shares.min() >= 0
    assert ORDINAL.probabilities(np.array(margins)).min() >= LEAST - 1e-15


@given(st.floats(-20, 20), st.floats(0, 20))
def test_a_higher_score_is_never_less_probably_high_nor_more_probably_low(score: float, more: float) -> None:
    below, above = ORDINAL.probabilities(np.array([score, score + more]))
    assert above[0] >= below[0] - 1e-12
    assert above[2] <= below[2] + 1e-12


@given(st.floats(-20, 20))
def test_one_lead_has_the_probabilities_it_has_among_many(score: float) -> None:
    assert ORDINAL.shares(score) == pytest.approx(ORDINAL.probabilities(np.array([score]))[0].tolist(), abs=1e-12)


@pytest.mark.parametrize("margin", [-9.0, -1.0, 0.0, 0.25, 1.0, 9.0])
def test_a_curve_is_the_same_at_one_margin(margin: float) -> None:
    assert CURVE.at(margin) == pytest.approx(CURVE(np.array([margin])).item())


def test_softmax_takes_each_output_for_its_tier() -> None:
    shares = SOFTMAX.probabilities(np.log([[0.7, 0.1, 0.2]]))
    assert shares[0].tolist() == pytest.approx([0.7, 0.2, 0.1])


def test_softmax_explains_high_against_low() -> None:
    parts = np.arange(6.0).reshape(1, 3, 2)
    assert SOFTMAX.upward(parts).tolist() == [[-2.0, -2.0]]


@pytest.mark.parametrize(
    ("margins", "shares", "said"),
    [
        ((0.0, 0.0), (0.1, 0.2), "rise"),
        ((0.0, 1.0), (0.2, 0.1), "rise"),
        ((0.0, 1.0), (0.2,), "as many"),
        ((0.0, 1.0), (0.2, 1.1), "less than or equal to 1"),
        ((0.0, float("nan")), (0.1, 0.2), "finite number"),
        ((), (), "at least 1"),
    ],
)
def test_a_curve_that_does_not_rise_is_refused(margins: tuple[float], shares: tuple[float], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Curve(margins=margins, shares=shares)
