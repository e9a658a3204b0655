"""`python -m training train` writes the report."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.fields import REAL_ESTATE
from training.__main__ import main
from training.data import csv_chunks
from training.synthetic import draw_leads


@pytest.fixture
def leads_file(tmp_path: Path) -> Path:
    """A file of leads with dates and regions."""
    header, *rows = b"".join(csv_chunks(draw_leads(400, seed=3))).decode().splitlines()
    days = np.datetime64("2026-01-01") + np.arange(400)
    lines = [
        f"{row},{day},{'north' if at % 3 else 'south'}" for at, (row, day) in enumerate(zip(rows, days, strict=True))
    ]
    path = tmp_path / "dated leads.csv"
    path.write_text("\n".join([f"{header},date,Region", *lines]))
    return path


def train(file: Path, *options: str) -> int:
    out = str(file.parent / "model")
    return main(["train", "--data", str(file), "--out", out, "--recipe", "specified", *options])


def test_the_report_stands_beside_the_model(leads_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--exclude", "age", "--exclude", "income", "credit_score", "--group", "Region", "Income"]
    assert train(leads_file, *options) == 0
    folder = leads_file.parent / "model"
    assert {path.name for path in folder.iterdir()} == {"model.ubj", "references.csv", "card.json", "report.html"}
    shown = capsys.readouterr()
    assert f"How good it is, and why: {folder / 'report.html'}" in shown.out
    assert "Drawing the report" in shown.err
    html = (folder / "report.html").read_text(encoding="utf-8")
    for expected in (
        "Left out: Age, Income and Credit score.",
        "Region",
        "Groups of leads: Income",
        "2026-01-01",
    ):
        assert expected in html


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--group", "shoe size"], "the column shoe size is missing"),
        (
            ["--exclude", *(feature.name for feature in REAL_ESTATE.features)],
            "--exclude leaves no feature to learn from",
        ),
    ],
)
def test_what_cannot_be_done_is_said_before_any_training(
    leads_file: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(leads_file, *options) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert len(shown.err.splitlines()) == 1
    assert not (leads_file.parent / "model").exists()


def test_unknown_feature_is_refused(leads_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(leads_file, "--exclude", "shoe_size") == 2
    assert "error: --exclude names shoe_size, but the features are age, income" in capsys.readouterr().err


def test_group_by_the_label_is_refused(leads_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        train(leads_file, "--group", "Lead_Score")
    assert stopped.value.code == 2
    assert "argument --group: lead_score is what the model learns" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["training.__main__", "training.demo"])
def test_only_who_trains_pays_for_what_draws(module: str) -> None:
    imported = f"import sys, {module}; print(sorted({{'jinja2', 'matplotlib', 'shap'}} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", imported], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_what_draws_one_line_says_what_to_install_before_any_training(leads_file: Path) -> None:
    command = ["train", "--data", str(leads_file), "--out", str(leads_file.parent / "model")]
    without = f"import sys; sys.modules['jinja2'] = None; from training.__main__ import main; sys.exit(main({command}))"
    done = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: there is no package jinja2 here; use .venv/bin/python, or install: ")
    assert len(done.stderr.splitlines()) == 1
