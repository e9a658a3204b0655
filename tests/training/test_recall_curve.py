import numpy as np
import pytest
from sklearn.metrics import precision_recall_curve

from training.recall_curve import RecallCurve


def test_it_passes_through_the_points_of_scikit_learns_curve() -> None:
    drawn = np.random.default_rng(3)
    scores = drawn.random(300).round(2)  # so that leads share scores
    high = drawn.random(300) < scores**2
    curve = RecallCurve.from_scores(scores, high)
    precisions, recalls, _ = precision_recall_curve(high, scores)
    assert curve.found / high.sum() == pytest.approx(recalls[-2::-1])
    assert curve.found / curve.called == pytest.approx(precisions[-2::-1])


def test_the_precision_at_a_recall_counts_the_leads_called_to_reach_it() -> None:
    curve = RecallCurve.from_scores(np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, False, True, False]))
    assert curve.precision(0.5) == 1
    assert curve.precision(1) == pytest.approx(2 / 3)


def test_leads_of_one_score_are_taken_by_lot_whatever_their_order_in_the_file() -> None:
    high = np.array([True] * 30 + [False] * 70)
    assert RecallCurve.from_scores(np.full(100, 0.5), high).precision(0.82) == pytest.approx(0.3)
    assert RecallCurve.from_scores(np.full(100, 0.5), high[::-1]).precision(0.82) == pytest.approx(0.3)
