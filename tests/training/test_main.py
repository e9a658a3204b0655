import re
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.model.artifact import CARD_FILE, MODEL_FILE, load_artifact, model_bytes
from tests.fields import REAL_ESTATE
from tests.seed import LEADS_FILE
from training.__main__ import main
from training.pipeline import Training
from training.recipes import RECIPES

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_data_writes_the_specifications_leads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "leads.csv"
    assert main(["data", "--rows", "10000", "--seed", "42", "--out", str(out)]) == 0
    assert out.read_bytes() == LEADS_FILE.read_bytes()
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        f"Wrote 10,000 synthetic leads to {out}: 893 High, 5,802 Medium, 3,305 Low.",
        f"Next: python -m training train --data {out} --out model",
    ]
    assert "10001/10001" in shown.err


def test_train_writes_the_model_and_its_report_and_says_how_good_it_is(training: Training, tmp_path: Path) -> None:
    done = run("train", "--data", LEADS_FILE, "--out", tmp_path / "model", "--recipe", "ordinal")
    assert done.returncode == 0
    assert (tmp_path / "model" / MODEL_FILE).read_bytes() == model_bytes(training.artifact.booster)
    assert "2/2" in done.stderr
    lines = done.stdout.splitlines()
    said = "On 2,000 of 10,000 leads, by a model that had not seen them:"
    assert lines[0] == f"Trained with the recipe “ordinal”. {said}"
    assert "  accuracy          0.861   ceiling 0.871" in lines
    assert "  High              precision 0.722, recall 0.827" in lines
    folder = tmp_path / "model"
    files = f"{folder / MODEL_FILE}, {folder / 'references.csv'} and {folder / CARD_FILE}"
    assert lines[-3] == f"Wrote {files}, version {training.artifact.card.version}."
    assert lines[-2] == f"How good it is, and why: {tmp_path / 'model' / 'report.html'}"
    assert lines[-1] == f"Next: start the bot with MODEL_DIR={tmp_path / 'model'}"


def test_train_without_a_recipe_tries_them_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "leads.csv", tmp_path / "model"
    assert main(["data", "--rows", "500", "--seed", "1", "--out", str(data)]) == 0
    assert main(["train", "--data", str(data), "--out", str(out), "--exclude", "age", "contact_attempts"]) == 0
    shown = capsys.readouterr()
    assert "Trying recipes: 100%" in shown.err
    assert re.search(
        r"^Log loss of each recipe on the same folds: \S+ 0\.\d{3}, \S+ 0\.\d{3}, \S+ 0\.\d{3}$", shown.out, re.M
    )
    card = load_artifact(out).card
    assert card.excluded == ("age", "contact_attempts")
    assert set(card.candidates) == set(RECIPES)


def test_compare_prints_the_table_and_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Trained on 8,000 leads")
    assert shown.out.splitlines()[-1].startswith("Nothing was written. Next: python -m training data")
    assert "6/6" in shown.err


def test_compare_takes_leads_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "leads.csv"
    assert main(["data", "--rows", "400", "--seed", "1", "--out", str(out)]) == 0
    assert main(["compare", "--data", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "Trained on 320 leads, measured on 80 others." in shown
    assert shown.splitlines()[-1] == f"Nothing was written. Next: python -m training train --data {out} --out model"


def test_an_error_is_one_line_on_stderr_and_exit_code_2(tmp_path: Path) -> None:
    bad = tmp_path / "leads.csv"
    bad.write_text(LEADS_FILE.read_text().replace("60,172728", "sixty,172728", 1))
    done = run("train", "--data", bad, "--out", tmp_path / "model")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {bad}, line 2, column age: {REAL_ESTATE['age'].allowed}, not “sixty”\n"
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("package", ["sklearn", "imblearn", "tqdm", "numpy"])
def test_without_a_package_one_line_says_what_to_install(package: str) -> None:
    without = f"import runpy, sys; sys.modules[{package!r}] = None; runpy.run_module('training', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", without], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    said, advice = done.stderr.split(" here; ")
    assert said.startswith(f"error: there is no package {package}")
    assert advice == 'use .venv/bin/python, or install: python -m pip install -c constraints.txt -e ".[training]"\n'


def test_a_python_without_any_package_says_so_too() -> None:
    command = [sys.executable, "-S", "-m", "training", "compare"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"error: there is no package \w+ here; use .*\n", done.stderr)


def test_a_file_that_cannot_be_read_or_written_is_an_error_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "--data", str(tmp_path / "none.csv")]) == 2
    assert (
        capsys.readouterr().err
        == f"error: {tmp_path / 'none.csv'}: the file cannot be read (No such file or directory)\n"
    )
    out = tmp_path / "none" / "leads.csv"
    assert main(["data", "--rows", "10", "--seed", "1", "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"error: {out}.unfinished: No such file or directory\n"


@pytest.mark.parametrize("arguments", [("--rows", "0"), ("--rows", "many"), ("--seed", "-1"), ("--seed", "4294967296")])
def test_a_number_out_of_range_is_refused(arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    option, value = arguments
    with pytest.raises(SystemExit) as stopped:
        main(["data", "--out", "leads.csv", "--rows", "1", "--seed", "1", f"{option}={value}"])
    assert stopped.value.code == 2
    assert f"argument {option}: a whole number from" in capsys.readouterr().err


def test_help_explains_itself_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["data"], ["train"], ["compare"]):
        with pytest.raises(SystemExit) as stopped:
            main([*command, "--help"])
        assert stopped.value.code == 0
    shown = capsys.readouterr().out
    for example in ("data --rows 10000 --seed 42 --out leads.csv", "train --data leads.csv --out model", "compare"):
        assert f"python -m training {example}" in shown
