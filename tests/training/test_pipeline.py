import dataclasses
import platform
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import xgboost

from scoring.errors import InvalidLead
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.model.artifact import CARD_FILE, MODEL_FILE, load_artifact, model_bytes, save_artifact, sha256
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS_FILE, SCENARIOS
from training.data import LeadsFile
from training.demo import train_demo
from training.pipeline import Training, train
from training.recipes import ORDINAL, RECIPES, SPECIFIED
from training.splits import Split
from training.synthetic import draw_leads


def test_the_card_names_the_data_and_the_model(training: Training) -> None:
    card = training.artifact.card
    assert card.data.name == "leads.csv"
    assert card.data.sha256 == sha256(LEADS_FILE.read_bytes())
    assert card.data.rows == 10_000
    assert card.data.classes == {Tier.HIGH: 893, Tier.MEDIUM: 5_802, Tier.LOW: 3_305}
    assert card.recipe == "ordinal"
    assert card.excluded == ()
    assert card.model_sha256 == sha256(model_bytes(training.artifact.booster))
    assert card.version == f"ordinal-{card.model_sha256[:8]}"
    assert card.trained_at.tzinfo == UTC
    assert card.trained_at <= datetime.now(UTC)


def test_the_card_has_what_was_measured_on_leads_kept_out_of_training(training: Training) -> None:
    card, test = training.artifact.card, training.split.test
    assert card.measured_on == len(test) == sum(band.leads for band in card.bands) == 2_000
    assert card.metrics == training.evaluation.metrics
    right = sum(band.leads * band.right for band in card.bands)
    assert right == pytest.approx(len(test) * card.metrics["shown_accuracy"])
    assert card.ceiling is not None
    assert card.metrics["log_loss"] > card.ceiling["log_loss"]


def test_the_model_deployed_has_learnt_from_all_leads_where_the_recipe_says_so(
    training: Training, specified: Training
) -> None:
    assert ORDINAL.refit
    assert training.artifact.booster is not training.measured.booster
    assert not SPECIFIED.refit
    assert specified.artifact.booster is specified.measured.booster


def test_the_card_says_what_each_feature_was_in_training(
    training: Training, specified: Training, leads_file: LeadsFile
) -> None:
    seen_of = {training: leads_file.leads, specified: Split.from_leads(leads_file.leads).training}
    for run, seen in seen_of.items():
        features = run.artifact.card.features
        assert [feature.name for feature in features] == [feature.name for feature in REAL_ESTATE.features]
        for feature in features:
            assert feature.lowest == seen.columns[feature.name].min()
            assert feature.highest == seen.columns[feature.name].max()


def test_the_card_says_with_what_it_was_trained(training: Training) -> None:
    versions = training.artifact.card.versions
    assert set(versions) == {"python", "numpy", "scikit-learn", "imbalanced-learn", "xgboost"}
    assert versions["python"] == platform.python_version()
    assert versions["numpy"] == np.__version__
    assert versions["xgboost"] == xgboost.__version__


@pytest.mark.parametrize("recipe", ["ordinal", "specified"])
def test_the_same_leads_give_the_same_artifact_byte_for_byte(
    recipe: str, training: Training, specified: Training, leads_file: LeadsFile, tmp_path: Path
) -> None:
    before = {"ordinal": training, "specified": specified}[recipe]
    save_artifact(before.artifact, tmp_path / "before")
    save_artifact(train(leads_file, RECIPES[recipe]).artifact, tmp_path / "again")
    first, again = (tmp_path / folder for folder in ("before", "again"))
    assert (again / MODEL_FILE).read_bytes() == (first / MODEL_FILE).read_bytes()
    cards = [(folder / CARD_FILE).read_text().splitlines() for folder in (first, again)]
    undated = [[line for line in card if "trained_at" not in line] for card in cards]
    assert undated[0] == undated[1]


def test_without_a_recipe_the_one_that_does_best_on_folds_is_taken() -> None:
    leads = draw_leads(600, seed=3)
    trained = train(LeadsFile("few.csv", "0" * 64, leads))
    assert {candidate.recipe.name for candidate in trained.candidates} == set(RECIPES)
    tried = [candidate.evaluation.log_loss for candidate in trained.candidates]
    assert tried == sorted(tried)
    assert trained.artifact.card.recipe == trained.candidates[0].recipe.name
    assert list(trained.artifact.card.candidates.values()) == tried
    assert trained.candidates[0].behind == 0
    assert all(candidate.behind > 0 < candidate.uncertainty for candidate in trained.candidates[1:])


def test_a_model_trained_without_a_feature_neither_asks_for_it_nor_looks_at_it(leads_file: LeadsFile) -> None:
    few = dataclasses.replace(leads_file, leads=leads_file.leads.select(np.arange(2_000)))
    scorer = Scorer(train(few, ORDINAL, excluded=["age", "income"]).artifact)
    assert scorer.card.excluded == ("age", "income")
    known = dict(SCENARIOS[0].lead)
    score = scorer.score(make_lead(**known))
    assert {reason.feature.name for reason in score.reasons} == {feature.name for feature in REAL_ESTATE.features} - {
        "age",
        "income",
    }
    assert score == scorer.score(make_lead(**known | {"age": 99, "income": 1}))
    without = {name: value for name, value in known.items() if name not in {"age", "income"}}
    assert scorer.score(make_lead(**without)) == score
    with pytest.raises(InvalidLead) as caught:
        scorer.require_complete(make_lead(**{name: value for name, value in without.items() if name != "credit_score"}))
    assert str(caught.value) == "Missing: credit score"


def test_a_model_trained_without_a_feature_comes_back_from_disk(leads_file: LeadsFile, tmp_path: Path) -> None:
    few = dataclasses.replace(leads_file, leads=leads_file.leads.select(np.arange(1_000)))
    for recipe in (ORDINAL, SPECIFIED):
        save_artifact(train(few, recipe, excluded=["age"]).artifact, tmp_path / recipe.name)
        assert Scorer.load(tmp_path / recipe.name).features == REAL_ESTATE.features[1:]


def test_the_demo_model_says_that_its_leads_are_synthetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train_demo(tmp_path / "new" / "folder")
    card = load_artifact(tmp_path / "new" / "folder").card
    assert card.data.name == "synthetic, 50,000 rows, seed 42"
    assert card.data.rows == 50_000
    shown = capsys.readouterr()
    assert "2/2" in shown.err
    assert shown.out == ""
