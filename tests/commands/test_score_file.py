"""`python -m bot score-file` as a process: what it shows, what it needs, and what is left when it is stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.lead_files import HEADER, HIGH, LOW, NAMES, write
from tests.paths import PYTHONPATH


def start(arguments: Sequence[str | Path], folder: Path, **settings: str) -> "subprocess.Popen[str]":
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "MODEL_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "score-file", *arguments], cwd=folder, stdout=subprocess.PIPE,
        env=bare | {"PYTHONPATH": PYTHONPATH} | settings, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_the_command_shows_progress_and_closes_with_what_it_did(tmp_path: Path, model_folder: Path) -> None:
    write(tmp_path, HEADER, *[HIGH] * 7_000, "x", LOW)
    with start(["leads.csv", "scored.csv"], tmp_path, MODEL_DIR=str(model_folder)) as process:
        said, shown = process.communicate(timeout=60)
    assert process.returncode == 0, shown
    assert said.startswith("Scored 7,001 leads: 7,000 High, 0 Medium, 1 Low; ")
    assert said.endswith("1 row is wrong and not scored; scored.errors.csv says where and why.\n")
    assert "7002/7002" in shown
    assert "leads/s" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("settings", [{"SLACK_BOT_TOKEN": "half a configuration"}, {}])
def test_it_needs_no_settings_for_slack(tmp_path: Path, model_folder: Path, settings: dict[str, str]) -> None:
    write(tmp_path, HEADER, HIGH)
    with start(["leads.csv", "scored.csv"], tmp_path, MODEL_DIR=str(model_folder), **settings) as process:
        _, shown = process.communicate(timeout=60)
    assert process.returncode == 0, shown


@pytest.mark.parametrize(
    ("settings", "words"),
    [({"MODEL_DIR": "nowhere"}, "error: nowhere/card.json: there is no model card here"), ({}, "error: none.csv: ")],
)
def test_what_stops_it_is_said_in_one_line(
    tmp_path: Path, model_folder: Path, settings: dict[str, str], words: str
) -> None:
    with start(["none.csv", "scored.csv"], tmp_path, **({"MODEL_DIR": str(model_folder)} | settings)) as process:
        said, shown = process.communicate(timeout=60)
    assert process.returncode == 2
    assert shown.startswith(words)
    assert shown.count("\n") == 1
    assert said == ""


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_interrupted_it_leaves_no_file(tmp_path: Path, model_folder: Path, name: signal.Signals, ending: str) -> None:
    write(tmp_path, HEADER, "x", *[HIGH] * 300_000)
    target = f"scored.{ending}"
    with start(["leads.csv", target], tmp_path, MODEL_DIR=str(model_folder)) as process:
        while not (tmp_path / "scored.errors.csv.unfinished").exists():
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(name)
        said, shown = process.communicate(timeout=60)
    assert process.returncode == 130
    assert f"stopped; {target} was not written" in shown
    assert "Traceback" not in shown
    assert said == ""
    assert [path.name for path in tmp_path.iterdir()] == ["leads.csv"]


def test_without_pyarrow_parquet_is_refused_with_what_to_install_and_csv_works(
    tmp_path: Path, model_folder: Path
) -> None:
    write(tmp_path, HEADER, HIGH)
    (tmp_path / "pyarrow.py").write_text("raise ImportError")
    environment = {"MODEL_DIR": str(model_folder), "PYTHONPATH": f"{tmp_path}{os.pathsep}{PYTHONPATH}"}
    for arguments, code in ((["leads.csv", "scored.csv"], 0), (["leads.csv", "scored.parquet"], 2)):
        with start(arguments, tmp_path, **environment) as process:
            _, shown = process.communicate(timeout=60)
        assert process.returncode == code, shown
    assert shown == (
        "error: scored.parquet: Parquet needs the package pyarrow: "
        'python -m pip install -c constraints.txt -e ".[parquet]"\n'
    )
    assert not list(tmp_path.glob("scored.parquet*"))


def test_it_imports_no_package_of_slack_and_none_of_training(tmp_path: Path, model_folder: Path) -> None:
    write(tmp_path, HEADER, HIGH)
    script = (
        "import sys; from bot.__main__ import main; main(['score-file', 'leads.csv', 'scored.csv'])\n"
        "print({name.split('.')[0] for name in sys.modules})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={"PYTHONPATH": PYTHONPATH, "MODEL_DIR": str(model_folder)},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    loaded = ran.stdout.splitlines()[-1]
    assert "'scoring'" in loaded
    for package in ("slack_bolt", "slack_sdk", "uvicorn", "websockets", "training", "shap"):
        assert f"'{package}'" not in loaded


def test_the_help_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["score-file", "--help"])
    shown = capsys.readouterr().out
    for words in (*NAMES, "leads.csv", "scored.csv", ".errors.csv", "MODEL_DIR", "Parquet"):
        assert words in shown
    assert "SLACK" not in shown
