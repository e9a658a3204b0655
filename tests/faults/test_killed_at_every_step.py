"""`kill -9` at every step of an alert's life: one card, each sentence once, and the right owner in the end."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random
from string import ascii_uppercase
from types import TracebackType
from typing import Self

import pytest

from bot.store import Store
from localslack.faults import Stage
from localslack.people import PRIYA
from tests.faults.alert_life import SENTENCES, alert_of, live, look
from tests.faults.bot_process import BotProcess, Host

AT_START = {"auth.test", "apps.connections.open"}
FEWEST_CALLS = 10
SEEDS = [("sqlite", 1), ("sqlite", 2), ("postgresql", 3)]
FEWEST_KILLS = 4
LONGEST_LIFE_SECONDS, LONGER = 0.6, 2.0


@dataclass
class Killing:
    """Kills a bot once, the moment that a call has come as far as `stage`: the first after `calls_left` others.

    `method` is what was called.
    """

    bot: BotProcess
    stage: Stage
    calls_left: int
    method: str | None = None

    def __call__(self, method: str, stage: Stage) -> bool:
        if stage != self.stage or method in AT_START:
            return False
        self.calls_left -= 1
        if self.calls_left == -1:
            self.method = method
            self.bot.kill()
        return self.calls_left == -1


class Killer:
    """Kills a bot again and again, each time at a random moment of its life, for as long as the block lasts.

    The moments are drawn from a seed and counted from when the bot is ready. How much a life gets done depends on the
    machine: after one in which `progress` stayed the same, the next may be longer.
    """

    def __init__(self, bot: BotProcess, seed: int, progress: Callable[[], object]) -> None:
        self._bot = bot
        self._progress = progress
        self._random = Random(seed)  # noqa: S311, nothing secret is drawn
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._kill, daemon=True)
        self.kills = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _kill(self) -> None:
        lives, longest, before = 0, LONGEST_LIFE_SECONDS, self._progress()
        while not self._over.is_set():
            if self._bot.is_ready and self._bot.lives > lives:
                lives = self._bot.lives
                if self._over.wait(self._random.uniform(0.0, longest)):
                    return
                self._bot.kill()
                self.kills += 1
                now = self._progress()
                longest, before = longest * LONGER if now == before else LONGEST_LIFE_SECONDS, now
            self._over.wait(0.01)


@pytest.mark.parametrize(
    ("database_url", "stage"),
    [("sqlite", "arrived"), ("postgresql", "carried out")],
    indirect=["database_url"],
)
def test_killed_at_any_call_to_slack_the_alert_lives_on_and_everything_is_said_once(
    host: Host, seen: Store, stage: Stage
) -> None:
    bot = host.bot(CONTACT_WITHIN_HOURS="1000")
    lost: list[str | None] = []
    for number in count():
        name = f"Dana {ascii_uppercase[number]}eyes"
        killing = Killing(bot, stage, calls_left=number)
        host.workspace.faults.break_where(killing)
        live(name, host=host, bot=bot, store=seen)
        slack = look(name, host.workspace)
        assert slack.tells_once(SENTENCES), f"killed when call {number} was {stage}: {slack}"
        assert (alert := alert_of(name, seen)) is not None
        assert alert.owner == PRIYA.id
        assert len(slack.to_manager) <= 1
        lost += [killing.method] * (not slack.to_manager)
        if killing.calls_left >= 0:
            break
    assert number >= FEWEST_CALLS
    # A direct message may be lost in the very call that posts it, for it cannot be looked up; never elsewhere.
    assert set(lost) <= ({"chat.postMessage"} if stage == "arrived" else set())
    assert len(lost) < number / 2


@pytest.mark.parametrize(("database_url", "seed"), SEEDS, indirect=["database_url"])
def test_killed_again_and_again_at_random_moments_everything_is_said_once(host: Host, seen: Store, seed: int) -> None:
    bot = host.bot(CONTACT_WITHIN_HOURS="1000")
    names: list[str] = []
    with Killer(bot, seed, lambda: [(alert.id, alert.version) for alert in seen.alerts.listed()]) as killer:
        while killer.kills < FEWEST_KILLS:
            new = [f"{given} {ascii_uppercase[len(names)]}eyes" for given in ("Dana", "Omar", "Lena")]
            live(*new, host=host, bot=bot, store=seen)
            names += new
    for name in names:
        slack = look(name, host.workspace)
        assert slack.tells_once(SENTENCES), f"killed {killer.kills} times, seed {seed}: {slack}"
        assert len(slack.to_manager) <= 1
        assert (alert := alert_of(name, seen)) is not None
        assert alert.owner == PRIYA.id
