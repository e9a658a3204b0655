import numpy as np
import pytest

from training.calibration import calibrate, fit_link, high_threshold
from training.evaluation import calibration_error

GENERATOR = np.random.default_rng(7)


def ordered(rows: int, *, slope: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    """Scores, and the ranks that a cumulative logit of them with thresholds at -1 and 1 gives."""
    scores = GENERATOR.normal(scale=2, size=rows)
    latent = slope * scores + GENERATOR.logistic(size=rows)
    return scores, (latent > -slope).astype(np.int64) + (latent > slope)


def test_calibrated_probabilities_keep_their_word_on_fresh_leads() -> None:
    scores, ranks = ordered(20_000)
    link = calibrate([scores], [ranks], gap=1.0)
    fresh, truth = ordered(100_000)
    probabilities = link.probabilities(fresh)
    likeliest = probabilities.argmax(axis=1)
    assert calibration_error(probabilities.max(axis=1), likeliest == 2 - truth) < 0.01
    assert probabilities[:, 0].mean() == pytest.approx((truth == 2).mean(), abs=0.01)


def test_scores_that_are_too_sure_of_themselves_are_put_right() -> None:
    scores, ranks = ordered(20_000, slope=0.5)
    link = calibrate([scores], [ranks], gap=1.0)
    high, _, low = link.probabilities(np.array([1.0]))[0]
    assert high == pytest.approx(0.5, abs=0.05)
    assert low == pytest.approx(1 / (1 + np.exp(1)), abs=0.05)


def test_the_gap_is_moved_to_where_it_fits_best() -> None:
    scores, ranks = ordered(20_000)
    assert calibrate([scores], [ranks], gap=0.95).gap == pytest.approx(1, abs=0.04)


def test_a_curve_rises_and_never_reaches_certainty() -> None:
    scores, ranks = ordered(300)
    curve = fit_link([scores, scores + 0.01], [ranks, ranks], gap=1.0).curve
    assert (np.diff(curve.margins) > 0).all()
    assert (np.diff(curve.shares) >= 0).all()
    assert 0 < curve.shares[0] < 0.01
    assert 0.99 < curve.shares[-1] < 1


def test_a_curve_keeps_no_point_that_it_can_do_without() -> None:
    scores, ranks = ordered(5_000)
    shares = np.array(fit_link([scores], [ranks], gap=1.0).curve.shares)
    assert len(shares) < 300
    assert not ((shares[1:-1] == shares[:-2]) & (shares[1:-1] == shares[2:])).any()


@pytest.mark.parametrize(("recall", "threshold"), [(0.25, 0.9), (0.5, 0.6), (0.6, 0.5), (0.75, 0.5), (1.0, 0.1)])
def test_the_threshold_is_the_highest_that_finds_enough_high_leads(recall: float, threshold: float) -> None:
    high = np.array([0.9, 0.8, 0.6, 0.5, 0.4, 0.1])
    is_high = np.array([True, False, True, True, False, True])
    assert high_threshold(high, is_high, recall=recall) == threshold
