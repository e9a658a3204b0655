"""The database goes away while Slack is told of an alert: it is told once, and goes on once the database is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.doctor.manifest import MANIFEST
from bot.store.database import Database
from localslack import Workspace
from localslack.faults import Stage
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.conftest import Office, connected_bot
from tests.faults.alert_life import is_shown
from tests.leads import high

HOUR = 3600.0


@pytest.fixture
def office(scorer: Scorer, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Office]:
    """An office on either database."""
    monkeypatch.chdir(tmp_path)
    clock = Clock()
    with Workspace(MANIFEST, clock=clock) as workspace:
        bot = connected_bot(workspace, scorer, database_url, clock)
        yield Office(workspace, clock, bot, Driver(workspace.url))
        bot.close()


class Outage:
    """Takes the alerts away from the database at the first call of a method that Slack has carried out."""

    def __init__(self, database: Database, method: str) -> None:
        self._database = database
        self._method = method
        self.began = False

    def __call__(self, method: str, stage: Stage) -> bool:
        if method == self._method and stage == "carried out" and not self.began:
            self._rename("alerts", "alerts_away")
            self.began = True
        return False

    def end(self) -> None:
        """Bring them back."""
        self._rename("alerts_away", "alerts")

    def _rename(self, table: str, name: str) -> None:
        with self._database.write() as connection:
            connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
def test_an_alert_goes_on_when_the_database_is_back(office: Office, method: str) -> None:
    outage = Outage(office.bot.store.database, method)
    office.workspace.faults.break_where(outage)
    office.slack.send(high("Dana Reyes"))
    hot_leads = office.slack.in_("#hot-leads")
    card = hot_leads.expect_message("Dana Reyes")
    if method == "chat.update":
        card.press("Claim")
    office.slack.wait_for(lambda: outage.began or None, "the outage")
    outage.end()
    office.slack.skip(HOUR / 60)
    office.settle()
    assert office.cards() == 1
    (alert,) = office.bot.store.alerts.listed()
    assert is_shown(alert, office.bot.store)
