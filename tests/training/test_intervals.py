from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from training.evaluation import calibration_error
from training.intervals import Interval, Share, calibration_error_by_chance, f1_intervals, f1_scores

CONFUSION = np.array([[148, 31, 0], [57, 1015, 88], [0, 111, 550]])


@pytest.mark.parametrize(
    ("hits", "of", "lowest", "highest"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_the_one_published(hits: int, of: int, lowest: float, highest: float) -> None:
    """The examples of Newcombe (1998), Two-sided confidence intervals for the single proportion, method 3."""
    found = Share(hits, of).interval
    assert (found.lowest, found.highest) == pytest.approx((lowest, highest), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_the_share_itself_and_no_impossible_one(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    assert share.value in share.interval
    assert 0 <= share.interval.lowest < share.interval.highest <= 1


def test_of_no_leads_every_share_is_possible() -> None:
    assert isnan(Share(0, 0).value)
    assert Share(0, 0).interval == Interval(0, 1)


def test_shares_differ_where_chance_would_seldom_part_them_so_far() -> None:
    assert Share(60, 200).differs_from(Share(20, 200))
    assert not Share(6, 20).differs_from(Share(2, 20))
    assert not Share(0, 20).differs_from(Share(0, 30))


def test_f1_is_that_of_scikit_learn_and_lies_in_its_interval() -> None:
    labels, shown = (np.repeat(axis.ravel(), CONFUSION.ravel()) for axis in np.indices(CONFUSION.shape))
    scores = f1_scores(CONFUSION)
    assert scores == pytest.approx(f1_score(labels, shown, average=None))
    for score, interval in zip(scores, f1_intervals(CONFUSION), strict=True):
        assert score in interval
        assert interval.highest - interval.lowest < 0.1


def test_a_tier_that_is_never_shown_nor_true_has_no_f1() -> None:
    empty = np.array([[0, 0, 0], [0, 5, 1], [0, 2, 7]])
    assert f1_scores(empty)[0] == 0
    assert f1_intervals(empty)[0] == Interval(0, 0)


def test_the_same_leads_have_the_same_intervals_each_time() -> None:
    assert f1_intervals(CONFUSION) == f1_intervals(CONFUSION)


def test_chance_explains_the_calibration_error_of_honest_confidences_and_not_of_others() -> None:
    drawn = np.random.default_rng(7)
    confidences = drawn.uniform(0.5, 1, 2_000)
    right = drawn.random(2_000) < confidences
    chance = calibration_error_by_chance(confidences)
    assert calibration_error(confidences, right) in chance
    boastful = np.minimum(confidences + 0.1, 1)
    assert calibration_error(boastful, right) > calibration_error_by_chance(boastful).highest
