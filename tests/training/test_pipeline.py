import platform
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import xgboost

from scoring.artifact import CARD_FILE, MODEL_FILE, load_artifact, save_artifact, sha256
from scoring.lead import FEATURES
from scoring.score import Tier
from tests.seed import LEADS_FILE
from training.data import LeadsFile
from training.demo import train_demo
from training.pipeline import train
from training.recipes import Split


def test_the_card_names_the_data_and_the_model(trained: Path) -> None:
    card = load_artifact(trained).card
    assert card.data.name == "leads.csv"
    assert card.data.sha256 == sha256(LEADS_FILE.read_bytes())
    assert card.data.rows == 10_000
    assert card.data.classes == {Tier.HIGH: 893, Tier.MEDIUM: 5_802, Tier.LOW: 3_305}
    assert card.recipe == "specified"
    assert card.tiers == (Tier.HIGH, Tier.LOW, Tier.MEDIUM)
    assert card.model_sha256 == sha256((trained / MODEL_FILE).read_bytes())
    assert card.version == f"specified-{card.model_sha256[:8]}"
    assert card.trained_at.tzinfo == UTC
    assert card.trained_at <= datetime.now(UTC)


def test_the_card_says_what_each_feature_was_in_training(trained: Path, specified_leads: LeadsFile) -> None:
    card, seen = load_artifact(trained).card, Split.of(specified_leads.leads).training
    assert [feature.name for feature in card.features] == [feature.name for feature in FEATURES]
    for feature in card.features:
        values = seen.columns[feature.name]
        assert feature.lowest == values.min()
        assert feature.highest == values.max()


def test_the_card_says_with_what_it_was_trained(trained: Path) -> None:
    versions = load_artifact(trained).card.versions
    assert set(versions) == {"python", "numpy", "scikit-learn", "imbalanced-learn", "xgboost"}
    assert versions["python"] == platform.python_version()
    assert versions["numpy"] == np.__version__
    assert versions["xgboost"] == xgboost.__version__


def test_the_same_leads_give_the_same_model_byte_for_byte(
    trained: Path, specified_leads: LeadsFile, tmp_path: Path
) -> None:
    save_artifact(train(specified_leads, "specified"), tmp_path)
    assert (tmp_path / MODEL_FILE).read_bytes() == (trained / MODEL_FILE).read_bytes()
    again, first = ((folder / CARD_FILE).read_text().splitlines() for folder in (tmp_path, trained))
    assert [line for line in again if "trained_at" not in line] == [line for line in first if "trained_at" not in line]


def test_the_demo_model_says_that_its_leads_are_synthetic(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train_demo(tmp_path / "new" / "folder")
    card = load_artifact(tmp_path / "new" / "folder").card
    assert card.data.name == "synthetic, 10,000 rows, seed 42"
    assert card.model_sha256 == load_artifact(trained).card.model_sha256
    shown = capsys.readouterr()
    assert "300/300" in shown.err
    assert shown.out == ""
