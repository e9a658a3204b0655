"""The office of the dialogues: a local workspace, the real bot connected to it, and people who talk to it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastapi.dependencies.models
import pytest

from bot.doctor.manifest import MANIFEST
from bot.server import Bot, build
from bot.settings import Settings
from localslack import Workspace
from localslack.people import JONAS, MAYA, PRIYA
from localslack.testing.browser import *  # noqa: F403, fixtures
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.databases import *  # noqa: F403, fixtures
from tests.log_scan import *  # noqa: F403, fixtures
from tests.model import *  # noqa: F403, fixtures

pytest_plugins = ["tests.needs", "tests.transcripts"]


@pytest.fixture(autouse=True)
def _fastapi_forgets_routes() -> Iterator[None]:
    """Clear FastAPI's caches of routes after each test.

    They are global and hold everything that a route refers to: each test would leave its app, its store and its bot
    behind, 4 MB a test.
    """
    yield
    for cached in vars(fastapi.dependencies.models).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


@dataclass(frozen=True)
class Office:
    """The workspace, its clock, the bot in it, and Maya in #sales."""

    workspace: Workspace
    clock: Clock
    bot: Bot
    slack: Driver

    @property
    def now(self) -> datetime:
        """What the bot's clock says."""
        return datetime.fromtimestamp(self.clock(), UTC)

    def settle(self) -> None:
        """Wait until Slack was told everything that is due."""
        self.slack.wait_for(lambda: self._is_settled() or None, "nothing due")

    def has_failed_attempts(self) -> bool:
        """Whether Slack failed to take a message that is still to be sent."""
        return any(row.attempts for row in self.bot.store.outbox.unsent())

    def _is_settled(self) -> bool:
        store = self.bot.store
        return not store.alerts.due(self.now) and not store.outbox.is_due(self.now)

    def cards(self, channel: str = "#hot-leads") -> int:
        """Wait until Slack was told everything that is due, and return how many cards a channel has."""
        self.settle()
        return sum(not message.is_reply for message in self.workspace.posts(channel))


TEAM: dict[str, Any] = {
    "sales_team": (MAYA.id, JONAS.id),
    "managers": (PRIYA.id,),
    "working_hours": "Mon-Sun 00:00-24:00",
    "quiet_hours": "off",
    "daily_digest_at": "off",
}
"""A team that never sleeps: tests run at any time of day."""


def connected_bot(
    workspace: Workspace, scorer: Scorer, database_url: str, clock: Callable[[], float] = time.time, **settings: Any
) -> Bot:
    """Return the real bot, at work in the workspace."""
    chosen = Settings(database_url=database_url, http_port=0, **(TEAM | settings)).with_slack(
        bot_token=workspace.bot_token, app_token=workspace.app_token, api_url=workspace.api_url
    )
    bot = build(chosen, scorer, clock)
    workspace.on_skip = bot.look_at_the_clock
    bot.start()
    return bot


@pytest.fixture(scope="session")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


@pytest.fixture
def office(scorer: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Office]:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    clock = Clock()
    with Workspace(MANIFEST, clock=clock) as workspace:
        bot = connected_bot(workspace, scorer, f"sqlite:///{tmp_path / 'leads.sqlite'}", clock)
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
