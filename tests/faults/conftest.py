"""A place for bots that die: a workspace, a clock that outlives them, a database, and the leads that come in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.doctor.manifest import MANIFEST
from bot.store import Store
from localslack import Workspace
from localslack.people import JONAS, MAYA, PRIYA
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.conftest import Office, connected_bot
from tests.faults.bot_process import Host
from tests.faults.shared_clock import SharedClock
from tests.log_scan import Scan

TEAM = {
    "SALES_TEAM": f"{MAYA.id},{JONAS.id}",
    "MANAGERS": PRIYA.id,
    "WORKING_HOURS": "Mon-Sun 00:00-24:00",
    "QUIET_HOURS": "off",
    "DAILY_DIGEST_AT": "off",
}


@pytest.fixture
def host(tmp_path: Path, model_folder: Path, database_url: str, scan_of_run: Scan) -> Iterator[Host]:
    """A host on an empty database; whatever still runs on it is killed in the end."""
    clock = SharedClock(tmp_path / "clock")
    with Workspace(MANIFEST, clock=clock) as workspace:
        host = Host(workspace, clock, database_url, model_folder, tmp_path, TEAM)
        yield host
        for bot in host.bots:
            bot.kill_and_wait()
        for log in tmp_path.glob("*.log"):
            scan_of_run.read(f"a bot in {tmp_path.name}", log.read_text())


@pytest.fixture
def seen(host: Host) -> Iterator[Store]:
    """The store as the test looks into it."""
    store = Store.open(host.database_url)
    yield store
    store.close()


@pytest.fixture
def office(scorer: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Office]:
    """An office within this process, whose clock can be put forward; Jonas looks after the bot."""
    monkeypatch.chdir(tmp_path)
    clock = Clock()
    with Workspace(MANIFEST, clock=clock) as workspace:
        database_url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
        bot = connected_bot(
            workspace,
            scorer,
            database_url,
            clock,
            admins=(JONAS.id,),
            contact_within_hours=1_000,
            alerts_per_hour=1_000,
        )
        yield Office(workspace, clock, bot, Driver(workspace.url))
        assert bot.close()
