from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xgboost
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import BadArtifact, BadExplanation
from scoring.explain.scorer import Scorer
from scoring.fields.field import Quantity
from scoring.model.additive import AdditiveModel
from scoring.model.artifact import Artifact, load_artifact
from tests.fields import REAL_ESTATE
from tests.seed import LEADS
from training.data import LeadsFile
from training.ordinal import STUMPS, TREES, fit_latent_score
from training.pipeline import Training, train
from training.recipes import SPECIFIED

ANY_VALUES = st.tuples(
    *(
        st.integers(one.at_least, one.at_most) if isinstance(one, Quantity) else st.booleans()
        for one in REAL_ESTATE.features
    )
)


@pytest.fixture(scope="module")
def artifact(model_folder: Path) -> Artifact:
    return load_artifact(model_folder)


@pytest.fixture(scope="module")
def curves(artifact: Artifact) -> AdditiveModel:
    return read(artifact)


def read(artifact: Artifact) -> AdditiveModel:
    curves = AdditiveModel.from_artifact(artifact, REAL_ESTATE.features)
    assert curves is not None
    return curves


def explained(booster: xgboost.Booster, rows: np.ndarray) -> np.ndarray:
    """Return XGBoost's own SHAP values, without the curves' help."""
    return booster.predict(xgboost.DMatrix(rows.astype(np.float32), nthread=1), pred_contribs=True)


def test_a_lead_has_the_very_contributions_that_xgboost_gives_it(artifact: Artifact, curves: AdditiveModel) -> None:
    values = [[float(value) for value in lead.values.values()] for lead in LEADS]
    found = [[*curves.contributions(row), curves.base] for row in values]
    assert found == explained(artifact.booster, np.array(values)).tolist()


def test_so_has_any_lead_that_may_be(artifact: Artifact, curves: AdditiveModel) -> None:
    @given(ANY_VALUES)
    def check(values: tuple[int, ...]) -> None:
        assert curves.contributions(values) == explained(artifact.booster, np.array([values]))[0, :-1].tolist()

    check()


def test_a_step_begins_at_the_very_value_at_which_the_trees_branch(artifact: Artifact, curves: AdditiveModel) -> None:
    steps = [(at, start) for at, step in enumerate(curves.steps) for start in step.starts]
    assert len(steps) > 50
    for at, start in steps:
        rows = np.array([list(LEADS[0].values.values())] * 2)
        rows[:, at] = start - 1, start
        before, after = explained(artifact.booster, rows)[:, at]
        assert before != after
        assert [curves.contributions(row)[at] for row in rows.tolist()] == [before, after]


def test_large_values_are_compared_in_single_precision_as_xgboost_does(artifact: Artifact) -> None:
    cut = 2**24 + 4  # the next smaller single is cut - 2; cut - 1 lies between and is rounded to cut
    rows = np.zeros((200, len(REAL_ESTATE.features)), dtype=np.float32)
    rows[:100, 1], rows[100:, 1] = cut, cut - 2
    trained = xgboost.DMatrix(rows, np.repeat([1.0, 0.0], 100))
    booster = xgboost.train({"max_depth": 1, "tree_method": "exact", "nthread": 1}, trained, 3)
    curves = read(replace(artifact, booster=booster))
    near = np.zeros((9, len(REAL_ESTATE.features)), dtype=np.int64)
    near[:, 1] = np.arange(cut - 5, cut + 4)
    assert [curves.contributions(row) for row in near.tolist()] == explained(booster, near)[:, :-1].tolist()
    assert curves.steps[1].starts == (cut - 1,)


def test_features_that_the_model_scales_are_scaled(artifact: Artifact, leads_file: LeadsFile) -> None:
    features = leads_file.leads.features
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scaled = replace(leads_file.leads, features=(features - mean) / scale)
    booster = fit_latent_score(scaled, {**STUMPS, "rounds": 50}).booster
    columns = [
        column.model_copy(update={"mean": mean[at], "scale": scale[at]})
        for at, column in enumerate(artifact.card.features)
    ]
    curves = read(
        replace(artifact, booster=booster, card=artifact.card.model_copy(update={"features": tuple(columns)}))
    )
    found = [curves.contributions(row) for row in features.astype(int).tolist()]
    assert found == explained(booster, scaled.features)[:, :-1].tolist()


def test_trees_of_several_splits_are_no_curves(artifact: Artifact, leads_file: LeadsFile) -> None:
    deep = fit_latent_score(leads_file.leads, {**TREES, "rounds": 2})
    assert AdditiveModel.from_artifact(replace(artifact, booster=deep.booster), REAL_ESTATE.features) is None


def test_several_outputs_are_no_curve(leads_file: LeadsFile) -> None:
    few = replace(leads_file, leads=leads_file.leads.select(np.arange(1_000)))
    assert AdditiveModel.from_artifact(train(few, SPECIFIED).artifact, REAL_ESTATE.features) is None


@pytest.mark.parametrize("shape", [{"booster": "gblinear"}, {"booster": "dart", "max_depth": 1, "rate_drop": 0.5}])
def test_what_is_no_plain_sum_of_trees_is_no_curve(shape: dict[str, object], artifact: Artifact) -> None:
    rows = xgboost.DMatrix(np.array([list(lead.values.values()) for lead in LEADS[:100]]), np.arange(100))
    booster = xgboost.train({**shape, "nthread": 1}, rows, 3)
    assert AdditiveModel.from_artifact(replace(artifact, booster=booster), REAL_ESTATE.features) is None


def test_a_model_that_contradicts_itself_is_named_when_loaded(
    training: Training, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = xgboost.Booster.predict

    def moody(booster: xgboost.Booster, *arguments: object, **named: object) -> np.ndarray:
        said: np.ndarray = plain(booster, *arguments, **named)
        if named.get("pred_contribs"):
            said[-1, 1] += 0.01  # what income adds in the last row, where it adds something else in the first
            said[-1, 2] -= 0.01
        return said

    monkeypatch.setattr(xgboost.Booster, "predict", moody)
    with pytest.raises(BadExplanation):
        Scorer(training.artifact)
    with pytest.raises(BadArtifact, match=r"Reasons do not add up to the score: they miss it by 0\.01"):
        Scorer.load(model_folder)
