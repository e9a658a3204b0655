"""A month of the bot, the team and Slack under a clock of its own: all by chance, all from one seed."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Self
from unittest.mock import patch
from zoneinfo import ZoneInfo

from bot.alerts.policy import Policy
from bot.doctor.manifest import MANIFEST
from bot.settings import Settings
from bot.store.api_keys import ApiKey, Scope
from localslack import Workspace
from localslack.testing.manifests import changed_manifest
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from tests.month.arrivals import Arrival, arrivals
from tests.month.bot import Bot, Ticks
from tests.month.clock import StandingClock
from tests.month.fault import Trouble
from tests.month.power_loss import Power, PowerCut
from tests.month.rng import dice
from tests.month.schedule import Act, Agenda
from tests.month.slack import Post, SocketlessClient
from tests.month.team import Team

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 9, tzinfo=BERLIN)
"""A month from here has the clocks put forward on 29 March, and Easter's holidays on 3 and 6 April."""

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_DIES_AT_A_STATEMENT = 6e-5
_SWEPT_EVERY = 2 * _MINUTE
_MANAGERS = 3


@dataclass(frozen=True)
class Plan:
    """How big a month is: its seed, its leads, how many people, when it begins, and how many days it lasts."""

    seed: int
    leads: int
    people: int = 50
    start: datetime = START
    days: int = 30

    @property
    def alerts_per_hour(self) -> int:
        """So few that mornings and imports make digests."""
        return max(4, self.leads // 1_500)

    @property
    def end(self) -> datetime:
        """When no more leads come and nothing fails any more; the team works on for two days."""
        return self.start + self.days * _DAY

    @property
    def settled(self) -> datetime:
        return self.end + 2 * _DAY


class Month:
    """The month: `play` it, then see what became of it in its store, its `workspace` and its `posts`.

    `away` is when the bot was dead.
    """

    def __init__(self, plan: Plan, scorer: Scorer, folder: Path) -> None:
        self.plan = plan
        self.clock = StandingClock(plan.start)
        self.workspace = Workspace(changed_manifest(MANIFEST, folder, _without_events), clock=self.clock)
        self.posts: list[Post] = []
        self.found_at_midnight: list[str] = []
        self.lives = 1
        self.away: list[tuple[datetime, datetime]] = []
        people = [person.id for person in self.workspace.add_people(plan.people)]
        settings = _settings(people, plan)
        self.policy = Policy.from_settings(settings)
        self.power = Power(dice(plan.seed, "power"))
        self._dice = dice(plan.seed, "recovery")
        self._agenda = Agenda()
        self._ticks = Ticks(self._agenda, self.clock)
        self.team = Team(people, self.policy, self._agenda, self._ticks, dice(plan.seed, "team"))
        self._client = SocketlessClient(self.workspace, self.power, self.clock, self._posted)
        self.trouble = Trouble(self.workspace, self._agenda, self._ticks, self.clock, dice(plan.seed, "trouble"))
        self._start_bot: Callable[[], Bot] = lambda: Bot(
            database_url=f"sqlite:///{folder / 'month.sqlite'}",
            scorer=scorer,
            policy=self.policy,
            client=self._client,
            ticks=self._ticks,
            clock=self.clock,
            daily_at=settings.digest_time(),
        )
        self._bot = self._start_bot()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bot.store.close()

    @property
    def bot(self) -> Bot:
        """The process as it lives now."""
        return self._bot

    @property
    def calls(self) -> int:
        """How many calls of Slack's Web API were made."""
        return self._client.calls

    def play(self, look: Callable[["Month"], list[str]]) -> None:
        """Let it happen; what `look` finds at midnights is kept."""
        plan = self.plan
        key, _ = self._bot.store.api_keys.create("CRM", [Scope.LEADS], at=self.clock.now)
        self.trouble.plan(plan.start, plan.end, plan.seed)
        self.team.take_days_off(plan.start, plan.end)
        self.team.pause_the_clock(plan.start, plan.days)
        self._agenda.add(plan.end, self.power.fail_no_more)
        self._await(arrivals(plan.leads, plan.start, plan.end, BERLIN, plan.seed), key)
        self._sweep_every(_SWEPT_EVERY)
        ids = dice(plan.seed, "ids")
        with self.power.drawn_by_databases(_DIES_AT_A_STATEMENT), _ids_from(ids), _no_end_of_messages(), _silence():
            for day in range(1, (plan.settled - plan.start) // _DAY + 1):
                self._until(plan.start + day * _DAY)
                with self.power.safe():
                    self.found_at_midnight += look(self)

    def _until(self, end: datetime) -> None:
        while (due := self._agenda.next_by(end)) is not None:
            seconds, act = due
            self.clock.forward_to(seconds)
            try:
                act.do()
            except PowerCut:
                self._revive(act)

    def _revive(self, interrupted: Act) -> None:
        """Start the bot again, which has to find what it was doing.

        Whoever pressed a button or sent leads does so once more, for they got no answer.
        """
        self._bot = self._started()
        if not interrupted.dies_with_bot:
            self._agenda.add(self.clock.now, interrupted.do)
        self._ticks.wake()

    def _started(self) -> Bot:
        while True:
            self._bot.store.close()
            died_at = self.clock.now
            self.clock.forward_by(self._dice.uniform(2, 90))
            self.away.append((died_at, self.clock.now))
            self.power.come_back()
            self.lives += 1
            try:
                return self._start_bot()
            except PowerCut:
                continue

    def _await(self, incoming: Iterator[Arrival], key: ApiKey) -> None:
        """Enter the next leads; when they are there, the next ones."""
        for at, leads in islice(incoming, 1):
            self._agenda.add(at, partial(self._take_in, leads, key))
            self._agenda.add(at, partial(self._await, incoming, key))

    def _take_in(self, leads: list[Lead], key: ApiKey) -> None:
        self._bot.intake.ingest(leads, key)

    def _sweep_every(self, pause: timedelta) -> None:
        """Let the bot's worker look; most of its looks find nothing, change nothing, and are left out here."""
        self._agenda.add(self.clock.now + pause, lambda: self._sweep_every(pause))
        self._agenda.add(self.clock.now + pause, self._ticks.wake)

    def _posted(self, post: Post) -> None:
        self.posts.append(post)
        self.team.read(post)


def _without_events(manifest: dict[str, Any]) -> None:
    """Subscribe to nothing, for nobody listens: the month has no sockets."""
    manifest["settings"]["event_subscriptions"]["bot_events"] = []


def _settings(people: Sequence[str], plan: Plan) -> Settings:
    return Settings(
        sales_team=tuple(people[_MANAGERS:]),
        managers=tuple(people[:_MANAGERS]),
        time_zone=BERLIN.key,
        working_hours="Mon-Fri 09:00-18:00",
        holidays="DE",
        quiet_hours="20:00-08:00",
        alerts_per_hour=plan.alerts_per_hour,
    )


@contextmanager
def _ids_from(dice: Random) -> Iterator[None]:
    """Let the ids of alerts, by which ties are broken, come from a seed, too."""
    with patch("secrets.token_hex", lambda size: f"{dice.getrandbits(8 * size):0{2 * size}x}"):
        yield


def _no_end_of_messages() -> AbstractContextManager[object]:
    """Let the workspace keep every message: it forgets old ones of a channel, and with them their threads."""
    return patch("localslack.conversations.state.MAX_MESSAGES", 10**9)


@contextmanager
def _silence() -> Iterator[None]:
    """Let nothing be logged: a month of trouble fills the memory of those who capture logs."""
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
