from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from training.evaluation import evaluate
from training.model_selection import Candidate, try_recipes
from training.ordinal import STUMPS, train_ordinal
from training.recipes import ORDINAL
from training.splits import folds
from training.synthetic import draw_leads

FAST = {
    name: replace(ORDINAL, name=name, train=partial(train_ordinal, shape={**STUMPS, "rounds": rounds}, high_recall=0.8))
    for name, rounds in {"short": 10, "shorter": 5, "shortest": 2}.items()
}
"""Recipes that train in a fraction of the time. tests/training/test_main.py tries the real ones."""


@pytest.fixture(scope="module")
def candidates() -> tuple[Candidate, ...]:
    return try_recipes(draw_leads(800, seed=9), FAST)


def test_every_recipe_is_tried_and_the_best_comes_first(candidates: tuple[Candidate, ...]) -> None:
    assert {candidate.recipe.name for candidate in candidates} == set(FAST)
    losses = [candidate.evaluation.log_loss for candidate in candidates]
    assert losses == sorted(losses)


def test_each_is_measured_on_the_same_folds_by_models_that_had_not_seen_them(candidates: tuple[Candidate, ...]) -> None:
    leads = draw_leads(800, seed=9)
    parts = list(folds(leads))
    models = [FAST["short"].train(leads.select(learnt)) for learnt, _ in parts]
    rows = [tried for _, tried in parts]
    probabilities = [model.probabilities(leads.features[tried]) for model, tried in zip(models, rows, strict=True)]
    expected = evaluate(leads.labels[np.concatenate(rows)], np.concatenate(probabilities))
    found = next(candidate for candidate in candidates if candidate.recipe is FAST["short"]).evaluation
    assert found.log_loss == pytest.approx(expected.log_loss)
    assert found.accuracy == expected.accuracy


def test_how_far_behind_a_recipe_is_comes_with_its_uncertainty(candidates: tuple[Candidate, ...]) -> None:
    winner, *others = candidates
    assert (winner.behind, winner.uncertainty) == (0, 0)
    for candidate in others:
        assert candidate.behind == pytest.approx(candidate.evaluation.log_loss - winner.evaluation.log_loss)
        assert 0 < candidate.uncertainty < 0.1
