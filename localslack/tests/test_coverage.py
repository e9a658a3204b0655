"""COVERAGE.md says what the code knows."""

from pathlib import Path

import pytest

from localslack.__main__ import main
from localslack.coverage import MethodCoverage, coverage_text, method_coverage
from localslack.workspace import Workspace
from manifests import MANIFEST

COVERAGE = Path(__file__).parents[1] / "COVERAGE.md"


def test_file_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    main(["coverage"])

    assert capsys.readouterr().out == COVERAGE.read_text(encoding="utf-8"), (
        "python -m localslack coverage > COVERAGE.md"
    )


def test_every_method_is_covered() -> None:
    assert {one.name for one in method_coverage()} == set(Workspace(MANIFEST).methods)


@pytest.mark.parametrize("method", method_coverage(), ids=lambda one: one.name)
def test_no_argument_is_made_up(method: MethodCoverage) -> None:
    assert method.arguments <= method.slack_arguments


def test_what_is_not_known_is_listed() -> None:
    listed = coverage_text(one for one in method_coverage() if one.name == "chat.postMessage")

    assert "- Arguments of Slack's that are not known: `as_user`, `attachments`" in listed
    assert "`message_limit_exceeded`" in listed
