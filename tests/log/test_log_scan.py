"""The scan of what a run of the tests writes finds what is planted, and only what is written."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.log_scan import Scan
from tests.paths import PYTHONPATH


@pytest.fixture
def scan() -> Scan:
    return Scan()


def log(scan: Scan, name: str, words: str, error: Exception | None = None) -> None:
    info = (type(error), error, None) if error else None
    scan.handle(logging.LogRecord(name, logging.ERROR, "x.py", 1, words, (), info))


def test_a_line_that_names_a_lead_is_found(scan: Scan) -> None:
    log(scan, "bot.slack", "could not score Dana Reyes")
    assert len(scan.found) == 1


@pytest.mark.parametrize(
    "leak",
    [
        "sent by dana.reyes@example.com",
        "income 250k, credit 780",
        "'annual_income': 250000",
        "$250,000",
        "'credit_score': 780",
        "credit score 780",
        "Bearer xoxb-local-0f3d",
        "xapp-1-A0LEADSCORER-local-0f3d",
        "ls_0f3d7a9c_secret",
    ],
)
def test_values_bodies_and_tokens_are_found(scan: Scan, leak: str) -> None:
    scan.read("a bot", f"ready\n{leak}\nstopping")
    assert scan.found == [f"a bot: {leak}"]


def test_a_test_that_writes_a_value_to_the_terminal_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.log_scan import *")
    (tmp_path / "test_leak.py").write_text("def test_it():\n    print('income 250k')")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": PYTHONPATH}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "test_it, call: income 250k" in run.stdout
    assert "1 passed, 1 error" in run.stdout


def test_what_is_never_written_is_not_found(scan: Scan) -> None:
    log(scan, "bot.slack", "request failed", ValueError("Dana Reyes is no number"))
    log(scan, "slack_bolt.App", "Unhandled request: {'text': 'Dana Reyes'}")
    assert not scan.found
