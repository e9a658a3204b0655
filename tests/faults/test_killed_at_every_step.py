"""`kill -9` at every step of an alert's life: one card, each sentence once, and the right owner in the end."""

from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

import pytest

from bot.store import Store
from bot.workspace.faults import Stage
from bot.workspace.people import PRIYA
from tests.faults.alert_life import SENTENCES, alert_of, live
from tests.faults.bot_process import BotProcess, Host

AT_START = {"auth.test", "apps.connections.open"}
FEWEST_CALLS = 10


@dataclass
class Killing:
    """Kills a bot once, the moment that a call has come as far as `stage`: the first after `calls_left` others."""

    bot: BotProcess
    stage: Stage
    calls_left: int

    def __call__(self, method: str, stage: Stage) -> bool:
        if stage != self.stage or method in AT_START:
            return False
        self.calls_left -= 1
        if self.calls_left == -1:
            self.bot.kill()
        return self.calls_left == -1


@pytest.mark.parametrize("stage", ["arrived", "carried out"])
def test_killed_at_any_call_to_slack_the_alert_lives_on_and_everything_is_said_once(
    host: Host, seen: Store, stage: Stage
) -> None:
    bot = host.bot(CONTACT_WITHIN_HOURS="1000")
    without_direct_message = []
    for number in count():
        name = f"Dana {ascii_uppercase[number]}eyes"
        killing = Killing(bot, stage, calls_left=number)
        host.workspace.faults.break_where(killing)
        slack = live(name, host=host, bot=bot, store=seen)
        assert slack.tells_once(SENTENCES), f"killed when call {number} was {stage}: {slack}"
        assert (alert := alert_of(name, seen)) is not None
        assert alert.owner == PRIYA.id
        without_direct_message += [number] * (len(slack.to_manager) != 1)
        if killing.calls_left >= 0:
            break
    assert number >= FEWEST_CALLS
    assert len(without_direct_message) <= (stage == "arrived")
    print(number, without_direct_message)
