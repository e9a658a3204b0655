import numpy as np
import pytest

from scoring.explain.imputation import Completions, Imputer, percentile

RANDOM = np.random.default_rng(20261122)


def paired(rows: int) -> np.ndarray:
    """Return leads whose second value follows the first, and whose third has nothing to do with either."""
    first = RANDOM.integers(0, 1000, rows)
    return np.column_stack([first, first + RANDOM.integers(0, 100, rows), RANDOM.integers(0, 1000, rows)]).astype(float)


@pytest.fixture(scope="module")
def references() -> np.ndarray:
    return paired(2_000)


@pytest.fixture(scope="module")
def completer(references: np.ndarray) -> Imputer:
    return Imputer(references, references / 100, bandwidth=0.1)


def test_what_is_known_is_alike_in_all_completions_and_the_rest_is_from_one_reference_each(
    completer: Imputer, references: np.ndarray
) -> None:
    completions = completer.complete([None, 700, None])
    assert set(completions.rows[:, 1]) == {700}
    others = {tuple(row) for row in references[:, [0, 2]].tolist()}
    assert {tuple(row) for row in completions.rows[:, [0, 2]].tolist()} == others


@pytest.mark.parametrize("known", [[None, None, None], [None, 700, None], [10**9, 0, None], [None, None, 3]])
def test_weights_add_up_to_one(completer: Imputer, known: list[int | None]) -> None:
    weights = completer.complete(known).weights
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()


def test_completions_stand_from_what_is_worth_least_to_what_is_worth_most(completer: Imputer) -> None:
    rows = completer.complete([None, 700, None]).rows
    assert (np.diff(rows[:, 0] + rows[:, 2]) >= 0).all()


def test_where_nothing_is_known_all_references_weigh_alike(completer: Imputer) -> None:
    assert set(completer.complete([None, None, None]).weights) == {1 / 2_000}


def test_references_that_resemble_the_lead_weigh_most(completer: Imputer) -> None:
    for first in (100, 500, 900):
        completions = completer.complete([first, None, None])
        assert completions.weights @ completions.rows[:, 1] == pytest.approx(first + 50, abs=30)


def test_what_tells_nothing_leaves_the_weights_alike(completer: Imputer) -> None:
    completions = completer.complete([None, None, 900])
    assert completions.weights @ completions.rows[:, 0] == pytest.approx(500, abs=30)
    assert completions.weights.max() < 3 / 2_000


def test_a_value_far_from_all_references_takes_those_that_come_nearest(completer: Imputer) -> None:
    completions = completer.complete([10**9, None, None])
    assert completions.weights @ completions.rows[:, 1] > 900
    assert 1 / (completions.weights**2).sum() > 50, "several of them"


def test_some_leads_are_enough_and_what_never_varies_does_no_harm() -> None:
    for rows in (paired(1), paired(3), np.full((10, 3), 7.0)):
        completions = Imputer(rows, rows * 0, bandwidth=0.1).complete([5, None, 9])
        assert completions.weights.sum() == pytest.approx(1)
        assert len(completions.rows) == len(rows)


def test_thinned_completions_keep_the_mean(completer: Imputer) -> None:
    completions = completer.complete([400, None, None])
    few = completions.thinned(64)
    assert len(few.rows) == len(few.weights) == 64
    assert few.weights.sum() == pytest.approx(1)
    assert few.weights @ few.rows.sum(axis=1) == pytest.approx(
        completions.weights @ completions.rows.sum(axis=1), abs=8
    )


def test_few_completions_are_not_thinned() -> None:
    few = Completions(np.zeros((3, 2)), np.array([0.5, 0.3, 0.2]))
    assert few.thinned(3) is few


def test_a_percentile_counts_weight() -> None:
    figures, weights = np.array([3.0, 1.0, 2.0]), np.array([0.1, 0.85, 0.05])
    assert [percentile(figures, weights, share) for share in (0.05, 0.85, 0.9, 0.95, 1)] == [1, 1, 2, 3, 3]
