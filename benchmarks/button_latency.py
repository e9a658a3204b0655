"""Pressing: fifty people at once in Slack, how soon each press is acknowledged, and how soon answered."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

import numpy as np

from benchmarks.fixture import Office, open_office
from benchmarks.leads import Stated, called
from benchmarks.people import Deed, People, Press, claim, score, send
from benchmarks.table import Row, Table, at_most, figure
from bot.slack.names import SCORE_COMMAND
from localslack.delivery.deliveries import ACK_SECONDS

HIGH: Stated = {
    "age": 45,
    "income": 250_000,
    "credit_score": 780,
    "website_visits": 25,
    "email_opens": 15,
    "property_views": 18,
    "contact_attempts": 5,
    "time_on_site_minutes": 90,
    "inquiry_submitted": 1,
    "financing_pre_approved": 1,
    "budget_disclosed": 1,
    "location_preference_set": 1,
}
"""A lead that is High."""

_TOLD_WITHIN_SECONDS = 180.0
_POLL_INTERVAL = 0.05


@dataclass(frozen=True)
class Pressed:
    """What came of presses of one kind, in seconds: acknowledgements, answers (None without), owners on cards."""

    kind: str
    acks: tuple[float, ...] = ()
    answers: tuple[float | None, ...] = ()
    owners: tuple[float, ...] = ()

    @property
    def answered(self) -> list[float]:
        """The answers that came."""
        return [one for one in self.answers if one is not None]


def pressing_table(
    model: Path, leads: Sequence[Stated], database_url: str, folder: Path, *, people: int = 50, rounds: int = 5
) -> Table:
    """Return how long `people` wait who all press at once, in so many `rounds` of each kind."""
    with open_office(model, database_url, folder, people=people) as office:
        pressed = asyncio.run(_Afternoon(office, leads, rounds).pass_by())
    kinds = [_merged("reached", pressed), *pressed]
    return Table(
        f"{people} people press at once in Slack, {rounds} rounds of each kind, ms",
        ("asked", *(one.kind for one in kinds)),
        tuple(_rows(kinds)),
        (
            "Bot and workspace are processes of their own. Acknowledged: from Slack's sending it to the bot's ack.",
            "Answered: from the press to the private answer. first: nobody is known yet, each is looked up in Slack.",
            "A claim that wins is answered by the card. Its thread follows as Slack takes posts: about one a second.",
        ),
    )


def _merged(kind: str, pressed: Iterable[Pressed]) -> Pressed:
    each = list(pressed)
    return Pressed(
        kind,
        tuple(ack for one in each for ack in one.acks),
        tuple(answer for one in each for answer in one.answers),
        tuple(owner for one in each for owner in one.owners),
    )


def _rows(kinds: Sequence[Pressed]) -> Iterable[Row]:
    def ms(values: Sequence[float], q: float) -> float | None:
        return 1000 * float(np.percentile(values, q)) if values else None

    def row(title: str, figures: Sequence[float | None], most: float | None = None) -> Row:
        return figure(
            title, figures[0] or 0, *figures[1:], goal=None if most is None else at_most(most), form="{:,.0f}"
        )

    yield row("presses", [len(one.acks) for one in kinds])
    yield row("acknowledged, median", [ms(one.acks, 50) for one in kinds])
    yield row("acknowledged, 99th percentile", [ms(one.acks, 99) for one in kinds], 500)
    yield row("answered, median", [ms(one.answered, 50) for one in kinds])
    yield row("answered, 95th percentile", [ms(one.answered, 95) for one in kinds], 1000)
    yield row("answered, longest", [ms(one.answered, 100) for one in kinds], 3000)
    yield row("without an answer", [len(one.answers) - len(one.answered) for one in kinds], 0)
    yield row("owner on the card, median", [ms(one.owners, 50) for one in kinds])
    yield row("owner on the card, longest", [ms(one.owners, 100) for one in kinds], 3000)


class _Afternoon:
    """Everybody's presses, one round after the other."""

    def __init__(self, office: Office, leads: Sequence[Stated], rounds: int) -> None:
        self._office = office
        self._people = People(office.workspace.url)
        self._ids = [person.id for person in office.people]
        self._leads = cycle(leads)
        self._names = map(called, count())
        self._rounds = rounds

    async def pass_by(self) -> list[Pressed]:
        first = await self._round("first", self._scores())
        scores = [await self._round("scores", self._scores()) for _ in range(self._rounds)]
        boards = [await self._round("boards", self._boards()) for _ in range(self._rounds)]
        high = await self._round("High", [score(one, next(self._names), HIGH) for one in self._ids])
        one = [await self._claims("claims of one", most=1) for _ in range(self._rounds)]
        many = await self._claims("of many", most=len(self._ids))
        self._people.close()
        return [first, _merged("scores", scores), _merged("boards", boards), high, _merged("claims of one", one), many]

    def _scores(self) -> list[Deed]:
        return [score(one, next(self._names), next(self._leads)) for one in self._ids]

    def _boards(self) -> list[Deed]:
        return [send(one, f"{SCORE_COMMAND} board") for one in self._ids]

    async def _round(self, kind: str, deeds: Sequence[Deed]) -> Pressed:
        acks, presses = await self._pressed(lambda: self._people.do_at_once(deeds))
        return Pressed(kind, acks, tuple(await self._people.waits(presses)))

    async def _claims(self, kind: str, *, most: int) -> Pressed:
        """Let everybody claim one of so many cards; who comes too late is told privately, the owner by the card."""
        await asyncio.to_thread(self._office.wait_until_told, _TOLD_WITHIN_SECONDS)
        cards = [alert.ts for alert in self._office.store.alerts.unowned(most=most) if alert.ts is not None]
        deeds = [claim(person, card) for person, card in zip(self._ids, cycle(cards), strict=False)]
        watch = asyncio.create_task(self._owners(cards))
        acks, presses = await self._pressed(lambda: self._people.do_at_once(deeds))
        owners = await watch
        waits = await self._people.waits([press for press in presses if not _won(press, owners)])
        won = [owners[press.deed.asked["ts"]][1] - press.at for press in presses if _won(press, owners)]
        return Pressed(kind, acks, tuple(waits), tuple(won))

    async def _pressed(self, press: Callable[[], Awaitable[list[Press]]]) -> tuple[tuple[float, ...], list[Press]]:
        before = len(self._office.workspace.journal.acks)
        presses = await press()
        acks = self._office.workspace.journal.acks[before:]
        return tuple(ACK_SECONDS if ack.latency is None else ack.latency for ack in acks), presses

    async def _owners(self, cards: Sequence[str]) -> dict[str, tuple[str, float]]:
        """Return who has each card by its ts, and when it said so, in seconds since 1970."""
        owners: dict[str, tuple[str, float]] = {}
        deadline = time.time() + _TOLD_WITHIN_SECONDS
        while len(owners) < len(cards) and time.time() < deadline:
            await asyncio.sleep(_POLL_INTERVAL)
            for post in await asyncio.to_thread(self._office.workspace.posts, "hot-leads"):
                owner = next((one for one in self._ids if f"<@{one}> has it" in post.text), None)
                if owner is not None and post.ts in cards:
                    owners.setdefault(post.ts, (owner, time.time()))
        return owners


def _won(press: Press, owners: dict[str, tuple[str, float]]) -> bool:
    owner = owners.get(press.deed.asked["ts"])
    return owner is not None and owner[0] == press.deed.person
