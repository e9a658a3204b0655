"""Training on the command line with a field set that shares nothing with real estate."""

from pathlib import Path

import pytest

from scoring.explain.scorer import Scorer
from scoring.fields.field_set import FieldSet
from tests.music_school import MUSIC_SCHOOL_FILE, student_file, student_lines
from training.__main__ import main
from training.data import csv_chunks, parse_leads
from training.grouping import by_feature
from training.pipeline import Training


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "students.csv"
    path.write_text("\n".join(student_lines(600)))
    return path


def test_model_and_report_are_made(csv: Path, tmp_path: Path, other_fields: FieldSet) -> None:
    out = tmp_path / "model"
    fields = ["--fields", str(MUSIC_SCHOOL_FILE)]
    more = ["--recipe", "ordinal", "--exclude", "siblings", "--group", "Instrument", "weeks_since_trial"]
    assert main(["train", "--data", str(csv), "--out", str(out), *fields, *more]) == 0
    scorer = Scorer.load(out)
    assert scorer.fields == other_fields
    assert "siblings" not in {feature.name for feature in scorer.features}
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Groups of leads: Instrument" in page
    assert "Groups of leads: Weeks since trial" in page
    assert "Groups of leads: Age" not in page
    assert "The specification's scenarios" not in page
    assert "no trial lesson" in page


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--fields", "nowhere.toml"], "nowhere.toml: the file cannot be read (No such file or directory)"),
        (["--exclude", "age"], "--exclude names age, but the features are instrument, lessons_missed"),
    ],
)
def test_wrong_arguments_are_explained(
    csv: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    known = ["train", "--data", str(csv), "--out", str(tmp_path), "--fields", str(MUSIC_SCHOOL_FILE)]
    assert main([*known, *arguments]) == 2
    assert reason in capsys.readouterr().err


def test_file_that_is_written_is_read_again(other_fields: FieldSet) -> None:
    leads = student_file().leads
    again = parse_leads(b"".join(csv_chunks(leads)), Path("again.csv"), other_fields).leads
    assert (again.features == leads.features).all()
    assert (again.labels == leads.labels).all()


def test_groups_are_named_by_what_they_mean(other_training: Training, other_fields: FieldSet) -> None:
    leads = other_training.file.leads
    names = {feature.name: by_feature(feature, leads.columns[feature.name]).names for feature in other_fields.features}
    assert names["instrument"] == ("piano", "guitar", "violin", "drums")
    assert names["weeks_since_trial"][0] == "no trial lesson"
    assert names["lessons_missed"][0].startswith("up to ")
    assert names["lessons_missed"][0].endswith("%")


def test_trained_range_leaves_out_missing_values(other_training: Training) -> None:
    trained = {feature.name: feature for feature in other_training.artifact.card.features}
    assert (trained["weeks_since_trial"].lowest, trained["weeks_since_trial"].highest) == (0, 39)
    assert trained["grade_change"].lowest == -5
