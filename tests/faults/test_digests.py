"""More alerts than a channel wants in an hour become one message, and it stays one when the bot dies over it."""

import pytest

from bot.store import Store
from localslack.faults import Stage
from localslack.testing.driver import Driver
from tests.faults.alert_life import MINUTE, is_shown, wait_for_alert
from tests.faults.bot_process import Host
from tests.leads import high

NAMES = [f"Dana {letter}eyes" for letter in "ABCDEFGHIJ"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("dies", [None, "arrived", "carried out"])
def test_a_digest_of_many_alerts_that_are_due_at_once_is_posted_once(
    host: Host, seen: Store, dies: Stage | None
) -> None:
    bot = host.bot(ALERTS_PER_HOUR="1").start().wait_until_ready()
    slack = Driver(host.workspace.url)
    host.clock.skip(301 - host.clock() % 300)  # just after a time for digests, so that all leads come before the next
    slack.send(high("Omar Haddad"))
    wait_for_alert("Omar Haddad", seen, lambda alert: is_shown(alert, seen), "shown")
    for name in NAMES:
        slack.send(high(name))
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: alert.digest_at is not None, "in a digest")
    killed: list[str] = []

    def breaks(method: str, stage: Stage) -> bool:
        if killed or (method, stage) != ("chat.postMessage", dies):
            return False
        killed.append(method)
        bot.kill()
        return True

    host.workspace.faults.break_where(breaks)
    host.clock.skip(6 * MINUTE)
    if dies:
        bot.wait_for_its_end()
        bot.start()
    for name in NAMES:
        wait_for_alert(name, seen, lambda alert: alert.ts is not None and is_shown(alert, seen), "shown")
    card, digest = host.workspace.posts("hot-leads")
    assert "Omar Haddad" in card.text
    assert len({alert.ts for alert in seen.alerts.listed()} - {card.ts, digest.ts}) == 0
