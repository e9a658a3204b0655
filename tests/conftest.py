"""The office of the dialogues: a local workspace, the real bot connected to it, and people who talk to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import Bot, build
from bot.settings import Settings
from bot.workspace import Workspace
from scoring.scorer import Scorer
from tests.browser import *  # noqa: F403, fixtures
from tests.clock import Clock
from tests.driver import Driver
from tests.model import *  # noqa: F403, fixtures


@dataclass(frozen=True)
class Office:
    """The workspace, its clock, the bot in it, and Maya in #sales."""

    workspace: Workspace
    clock: Clock
    bot: Bot
    slack: Driver


def connected_bot(workspace: Workspace, scorer: Scorer) -> Bot:
    """Return the real bot, at work in the workspace."""
    settings = Settings().with_slack(
        bot_token=workspace.bot_token, app_token=workspace.app_token, api_url=workspace.api_url
    )
    bot = build(settings, scorer)
    bot.connect()
    return bot


@pytest.fixture(scope="session")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


@pytest.fixture
def office(scorer: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Office]:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    clock = Clock()
    with Workspace(clock=clock) as workspace:
        bot = connected_bot(workspace, scorer)
        yield Office(workspace, clock, bot, Driver(workspace.url))
        assert bot.close()


@pytest.fixture
def slack(office: Office) -> Driver:
    return office.slack


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the closing lines when the page was not tested, and how to have it tested."""
    skipped = [report for report in terminalreporter.getreports("skipped") if "chromium" in str(report.longrepr)]
    if skipped:
        terminalreporter.section("the page was not tested")
        terminalreporter.write_line(
            f"{len(skipped)} tests in a real browser were skipped: chromium is not installed. On Debian or Ubuntu: "
            "apt install chromium"
        )
