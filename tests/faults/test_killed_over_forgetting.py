"""`kill -9` while a lead is forgotten: its messages in Slack go all the same."""

from itertools import count

import pytest

from bot.store import Store
from localslack.faults import Stage
from localslack.testing.driver import Driver
from tests.faults.alert_life import is_shown, wait_for_alert
from tests.faults.bot_process import Host, wait_for
from tests.faults.test_killed_at_every_step import Killing
from tests.leads import high

NAME = "Dana Reyes"
FEWEST_CALLS = 2


@pytest.mark.parametrize(
    ("database_url", "stage"),
    [("sqlite", "arrived"), ("postgresql", "carried out")],
    indirect=["database_url"],
)
def test_killed_at_any_call_to_slack_nothing_of_a_forgotten_lead_is_left(host: Host, seen: Store, stage: Stage) -> None:
    bot = host.bot()
    slack = Driver(host.workspace.url)
    for number in count():
        bot.live_on().wait_until_ready()
        slack.send(high(NAME))
        slack.in_("#hot-leads").expect_message(NAME).press("Claim")
        wait_for_alert(NAME, seen, lambda alert: alert.owner is not None and is_shown(alert, seen), "claimed")
        priya = slack.as_("Priya")
        priya.send(f"/scorelead forget {NAME}")
        question = priya.expect_private(f"Forget {NAME} for good?", "and 2 messages in Slack")
        killing = Killing(bot, stage, calls_left=number)
        host.workspace.faults.break_where(killing)
        before = answers(priya)
        question.press("Forget for good")
        wait_for(lambda: killing.method or answers(priya) > before or None, "an answer", bot.said)  # noqa: B023, called before the next turn
        if killing.method:
            bot.wait_for_its_end()
            bot.start().wait_until_ready()
        assert not seen.leads.called(NAME), f"killed when {killing.method} was {stage}"
        wait_for(lambda: not host.workspace.posts("hot-leads") or None, "an empty channel", bot.said)
        if not killing.method:
            break
    assert number >= FEWEST_CALLS


def answers(priya: Driver) -> int:
    """Count how often the manager was told that the lead is forgotten."""
    return sum("Forgotten: the lead" in post.words for post in priya.posts())
