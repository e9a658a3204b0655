"""`python -m bot` is told to stop while alerts are being told: it stops cleanly, and its next life tells the rest."""

import os

import pytest

from bot.store import Store
from localslack.testing.driver import Driver
from tests.faults.alert_life import is_shown, look, wait_for_alert
from tests.faults.bot_process import Host, wait_for
from tests.faults.program import Program
from tests.leads import high

NAMES = [f"Dana {letter}eyes" for letter in "ABCDEFGH"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_told_to_stop_in_the_midst_of_alerts_it_stops_and_its_next_life_tells_the_rest(host: Host, seen: Store) -> None:
    log = host.folder / "first.log"
    bot = host.bot()
    first = Program(["bot", "run"], folder=host.folder, environment=os.environ | bot.settings, log=log, release=None)
    wait_for(lambda: "ready: model" in log.read_text() or None, "the bot to be ready", log.read_text)
    slack = Driver(host.workspace.url)
    host.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=1, times=len(NAMES) // 2)
    for name in NAMES:
        slack.send(high(name))
    wait_for(lambda: host.workspace.posts("hot-leads") or None, "a first card", log.read_text)
    first.terminate()
    first.join(10)
    assert first.exitcode == 0, log.read_text()
    assert "Traceback" not in log.read_text()
    bot.start().wait_until_ready()
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: alert.ts is not None and is_shown(alert, seen), "shown")
        assert look(name, host.workspace).tells_once([])
