import numpy as np
import pytest
import xgboost

from scoring.explain.tree_bounds import TreeBounds
from training.baseline import train_specified
from training.data import LeadsFile
from training.ordinal import TREES, fit_latent_score


@pytest.fixture(scope="module", params=["one output", "three outputs"])
def booster(request: pytest.FixtureRequest, leads_file: LeadsFile) -> xgboost.Booster:
    few = leads_file.leads.select(np.arange(1_000))
    if request.param == "one output":
        return fit_latent_score(few, {**TREES, "rounds": 30}).booster
    return train_specified(few).booster


def rows_of(booster: xgboost.Booster, rows: int) -> np.ndarray:
    """Return rows that fall on all sides of the trees' cuts."""
    leaves, random = TreeBounds(booster), np.random.default_rng(5)
    columns = [
        random.choice(cuts, rows) if len(cuts := leaves.cuts(at)) else np.zeros(rows)
        for at in range(booster.num_features())
    ]
    return np.column_stack(columns).astype(np.float32)


def margins(booster: xgboost.Booster, rows: np.ndarray) -> np.ndarray:
    said: np.ndarray = booster.inplace_predict(rows, predict_type="margin").reshape(len(rows), -1)
    return said


def test_where_all_is_known_both_bounds_are_what_the_trees_say(booster: xgboost.Booster) -> None:
    leaves, rows = TreeBounds(booster), rows_of(booster, 100)
    for row, said in zip(rows, margins(booster, rows), strict=True):
        for bound in leaves.bounds(row):
            np.testing.assert_allclose(bound, said, atol=1e-4)


def test_nothing_that_may_stand_for_the_unknown_leads_out_of_the_bounds(booster: xgboost.Booster) -> None:
    leaves, random = TreeBounds(booster), np.random.default_rng(6)
    for row in rows_of(booster, 40):
        hidden = random.random(len(row)) < random.random()
        low, high = leaves.bounds(np.where(hidden, np.float32(np.nan), row))
        said = margins(booster, np.where(hidden, rows_of(booster, 200), row))
        assert (said >= low - 1e-4).all()
        assert (said <= high + 1e-4).all()


def test_bounds_of_one_unknown_feature_are_reached_where_trees_are_alone(leads_file: LeadsFile) -> None:
    few = leads_file.leads.select(np.arange(1_000))
    booster = fit_latent_score(few, {**TREES, "rounds": 1}).booster
    leaves = TreeBounds(booster)
    row = few.features[0].astype(np.float32)
    at = int(np.argmax([len(leaves.cuts(at)) for at in range(len(row))]))
    tried = np.tile(row, (1_000, 1))
    tried[:, at] = few.features[:, at]
    said = margins(booster, tried)
    row[at] = np.nan
    np.testing.assert_allclose(np.concatenate(leaves.bounds(row)), [said.min(), said.max()], atol=1e-5)
