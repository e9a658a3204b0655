"""`kill -9` at every step of a conversation: each turn is answered once, and nothing that was said is lost."""

from itertools import count
from string import ascii_uppercase

import pytest

from bot.store import Store
from localslack.faults import Stage
from localslack.testing.driver import Driver
from tests.faults.bot_process import BotProcess, Host, wait_for
from tests.faults.test_killed_at_every_step import Killing

FEWEST_CALLS = 4
AGAIN_SECONDS = 61
"""After which Slack delivers an event again that was not acknowledged."""


@pytest.mark.parametrize(
    ("database_url", "stage"),
    [("sqlite", "arrived"), ("postgresql", "carried out")],
    indirect=["database_url"],
)
def test_killed_at_any_call_to_slack_the_turn_is_answered_once(host: Host, seen: Store, stage: Stage) -> None:
    bot = host.bot()
    slack = Driver(host.workspace.url)
    for number in count():
        name = f"Dana {ascii_uppercase[number]}eyes"
        bot.live_on().wait_until_ready()
        talk = slack.write(f"{name} is 45, makes 90k")
        wait_for(lambda: answered(talk, 1, bot, host, seen), "a card", bot.said)  # noqa: B023, called before the next turn
        killing = Killing(bot, stage, calls_left=number)
        host.workspace.faults.break_where(killing)
        talk.write("credit 600")
        wait_for(lambda: answered(talk, 2, bot, host, seen), "an answer", bot.said)  # noqa: B023, called before the next turn
        said = [post.words.splitlines()[0] for post in talk.posts()]
        assert len(said) == 2, f"killed when call {number} was {stage}: {talk.view()}"
        assert name in said[0]
        assert said[1] == "Noted: credit score 600."
        (known,) = seen.leads.called(name)
        assert (known.lead.get("age"), known.lead.get("income"), known.lead.get("credit_score")) == (45, 90_000, 600)
        if killing.calls_left >= 0:
            break
    assert number >= FEWEST_CALLS


def answered(talk: Driver, turns: int, bot: BotProcess, host: Host, seen: Store) -> bool | None:
    """Look whether so many turns are answered, and nothing is left to be sent.

    Raise the bot if it is dead, and let Slack deliver again.
    """
    if not bot.is_alive:
        bot.start().wait_until_ready()
        host.clock.skip(AGAIN_SECONDS)
    return (len(talk.posts()) >= turns and not seen.outbox.unsent()) or None
