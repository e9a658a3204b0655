"""A deploy while alerts are on their way: the next release goes on where the last one stopped."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import Store
from localslack.testing.driver import Driver
from tests.databases import Postgres
from tests.faults.alert_life import MINUTE, is_shown, look, wait_for_alert
from tests.faults.bot_process import BotProcess, Host, wait_for
from tests.leads import high
from tests.paths import ROOT

NAMES = ["Dana Reyes", "Omar Haddad", "Lena Vogel"]
WORKFLOW = "        def advance_alert(alert_id: str) -> None:\n"
VERSION = 'WORKFLOW_VERSION = "1"'
STOPS: dict[str, Callable[[BotProcess], object]] = {"SIGTERM": BotProcess.stop, "SIGKILL": BotProcess.kill_and_wait}


@pytest.fixture
def database_url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.mark.parametrize("stop", STOPS)
def test_the_next_release_does_what_the_last_one_had_queued(host: Host, seen: Store, stop: str) -> None:
    queued = deployed(host, seen, new_release(host.folder, WORKFLOW, f"{WORKFLOW}            # changed\n"), STOPS[stop])
    assert_all_arrive_once(host, seen)
    wait_for(lambda: None if queued & unfinished(seen) else True, "an empty queue")
    assert versions(seen) == {"1"}


def test_a_release_that_understands_nothing_that_is_queued_loses_nothing_either(host: Host, seen: Store) -> None:
    queued = deployed(host, seen, new_release(host.folder, VERSION, 'WORKFLOW_VERSION = "2"'), BotProcess.stop)
    host.clock.skip(MINUTE)  # so that the watch looks
    assert_all_arrive_once(host, seen)
    assert queued <= unfinished(seen)
    assert versions(seen) == {"1", "2"}


def deployed(host: Host, seen: Store, release: Path, stop: Callable[[BotProcess], object]) -> set[str]:
    """Stop a bot while Slack is down, start another release when it is up, and return what the first had queued."""
    first = host.bot().start().wait_until_ready()
    host.workspace.faults.go_down()
    for name in NAMES:
        Driver(host.workspace.url).send(high(name))
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: alert.attempts > 1, "put off")
    stop(first)
    queued = unfinished(seen)
    assert len(queued) >= len(NAMES)
    host.workspace.faults.come_up()
    host.bot(release=release).start().wait_until_ready()
    return queued


def assert_all_arrive_once(host: Host, seen: Store) -> None:
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: alert.ts is not None and is_shown(alert, seen), "shown")
        assert look(name, host.workspace).tells_once([])


def new_release(folder: Path, line: str, becomes: str) -> Path:
    """Return the folder of a copy of the bot in which one line of its workflows is another one."""
    release = folder / "release"
    shutil.copytree(ROOT / "bot", release / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    durable = release / "bot" / "alerts" / "durable.py"
    code = durable.read_text()
    assert code.count(line) == 1
    durable.write_text(code.replace(line, becomes))
    return release


def unfinished(store: Store) -> set[str]:
    """Return the workflows that wait or run."""
    with store.database.read() as connection:
        return set(
            connection.scalars(
                text(
                    "SELECT workflow_uuid FROM dbos.workflow_status WHERE status IN ('DELAYED', 'ENQUEUED', 'PENDING')"
                )
            )
        )


def versions(store: Store) -> set[str]:
    """Return under which versions workflows were entered."""
    with store.database.read() as connection:
        return set(connection.scalars(text("SELECT DISTINCT application_version FROM dbos.workflow_status")))
