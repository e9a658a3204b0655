"""A deploy while alerts are on their way: the next release goes on where the last one stopped."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from bot.store import Store
from localslack.testing.driver import Driver
from tests.databases import Postgres
from tests.faults.alert_life import attempts, is_shown, look, wait_for_alert
from tests.faults.bot_process import BotProcess, Host
from tests.leads import high

NAMES = ["Dana Reyes", "Omar Haddad", "Lena Vogel"]
STOPS: dict[str, Callable[[BotProcess], object]] = {"SIGTERM": BotProcess.stop, "SIGKILL": BotProcess.kill_and_wait}


@pytest.fixture
def database_url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.mark.parametrize("stop", STOPS)
def test_the_next_release_sends_what_the_last_one_had_in_its_outbox(host: Host, seen: Store, stop: str) -> None:
    first = let_alerts_wait(host, seen)
    STOPS[stop](first)
    host.workspace.faults.come_up()
    host.bot(release=new_release(host.folder)).start().wait_until_ready()
    assert_all_arrive_once(host, seen)


def test_a_rolling_restart_leaves_nothing_and_sends_nothing_twice(host: Host, seen: Store) -> None:
    first = let_alerts_wait(host, seen)
    host.workspace.faults.come_up()  # a bot does not start without Slack
    host.bot(release=new_release(host.folder)).start().wait_until_ready()
    assert first.stop() == 0
    assert_all_arrive_once(host, seen)


def let_alerts_wait(host: Host, seen: Store) -> BotProcess:
    """Start a bot while Slack is down, let alerts wait in its outbox, and return it."""
    first = host.bot().start().wait_until_ready()
    host.workspace.faults.go_down()
    for name in NAMES:
        Driver(host.workspace.url).send(high(name))
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: attempts(alert, seen) > 1, "put off")
    return first


def assert_all_arrive_once(host: Host, seen: Store) -> None:
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: is_shown(alert, seen), "shown")
        assert look(name, host.workspace).tells_once([])


def new_release(folder: Path) -> Path:
    """Return the folder of a copy of the bot, which is as good as another release."""
    release = folder / "release"
    shutil.copytree(Path(bot.__file__).parent, release / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    return release
