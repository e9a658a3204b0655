"""Sending: leads that arrive over HTTP faster than any team gets them, and whether each is there in the end, once."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Table as StoredTable
from sqlalchemy import func, select

from benchmarks.fixture import ANY_RATE, Office, open_office
from benchmarks.leads import Stated, called
from benchmarks.process import run_fresh
from benchmarks.table import Row, Table, at_least, at_most, figure
from bot.store.tables import alerts, leads, scores
from scoring.explain.score import Tier

_TOLD_WITHIN_SECONDS = 300.0
_ON_TIME = 0.98
_CARD = ":card"


@dataclass(frozen=True)
class Arrived:
    """What the sender was answered, what is in the store, and how often the card of each alert was posted."""

    sent: dict[str, Any]
    leads: int
    scores: int
    alerts: frozenset[str]
    cards: Counter[str]
    last_card_at: float

    @property
    def high(self) -> int:
        """How many were answered that they are High."""
        return sum(receipt["tier"] == Tier.HIGH.value for receipt in self.sent["receipts"].values())


def sending_table(
    model: Path, facts: Sequence[Stated], database: str, database_url: str, folder: Path, *, per_second: float
) -> Table:
    """Return what becomes of leads that are sent in, so many a second, and stored in the `database` at its URL."""
    with open_office(model, database_url, folder, post_rate=ANY_RATE) as office:
        file = write_leads(folder / "sent.jsonl", facts)
        sent = json.loads(run_fresh("send", office.api, office.key, file, per_second).output)
        office.wait_until_told(_TOLD_WITHIN_SECONDS)
        arrived = _arrived(office, sent)
    return Table(
        f"POST /leads, {per_second:,.0f} a second for {len(facts) / per_second:.0f} s, {database}",
        ("asked", "reached"),
        tuple(_rows(arrived, len(facts), per_second)),
        (
            "Each is sent when its time has come, whatever became of those before, and timed from then on.",
            f"{sent['repeated']} were sent again with the same Idempotency-Key. Slack takes every post at once.",
            *(f"Refused, or without an answer: {times} {why}." for why, times in sent["refused"].items()),
        ),
    )


def write_leads(path: Path, facts: Sequence[Stated]) -> Path:
    """Write leads as they are sent in, each with a name and an external id of its own."""
    named = (lead | {"name": called(number), "external_id": f"crm-{number}"} for number, lead in enumerate(facts))
    path.write_text("\n".join(map(json.dumps, named)))
    return path


def _arrived(office: Office, sent: dict[str, Any]) -> Arrived:
    posts = [post for post in office.workspace.posts("hot-leads") if _key(post.metadata).endswith(_CARD)]
    with office.store.database.read() as connection:

        def rows(table: StoredTable) -> int:
            return connection.scalar(select(func.count()).select_from(table)) or 0

        return Arrived(
            sent,
            rows(leads),
            rows(scores),
            frozenset(connection.scalars(select(alerts.c.id))),
            Counter(_key(post.metadata).removeprefix("alert:").removesuffix(_CARD) for post in posts),
            max((float(post.ts) for post in posts), default=sent["ended"]),
        )


def _key(metadata: dict[str, Any] | None) -> str:
    """Return the key under which the bot posted a message."""
    return str((metadata or {}).get("event_payload", {}).get("key", ""))


def _rows(arrived: Arrived, sent: int, per_second: float) -> Iterator[Row]:
    said, none = arrived.sent, at_most(0)
    median, p99 = (1000 * float(each) for each in np.percentile(said["times"], (50, 99)))
    taken_in = len(said["receipts"]) / said["seconds"]
    yield figure("leads sent", sent, form="{:,.0f}")
    yield figure("taken in, a second", taken_in, goal=at_least(_ON_TIME * per_second), form="{:.1f}")
    yield figure("refused, or without an answer", sum(said["refused"].values()), goal=none, form="{:,.0f}")
    yield figure("answered otherwise when sent again", said["answered_otherwise"], goal=none, form="{:,.0f}")
    yield figure("not in the store", sent - arrived.leads, goal=none, form="{:,.0f}")
    yield figure("scored twice", arrived.scores - arrived.leads, goal=none, form="{:,.0f}")
    yield figure("High", arrived.high, form="{:,.0f}")
    yield figure("High without an alert", arrived.high - len(arrived.alerts), goal=none, form="{:,.0f}")
    yield figure("alerts without a card", len(arrived.alerts - arrived.cards.keys()), goal=none, form="{:,.0f}")
    yield figure("cards posted twice", arrived.cards.total() - len(arrived.cards), goal=none, form="{:,.0f}")
    yield figure("median, ms", median, form="{:.1f}")
    yield figure("99th percentile, ms", p99, form="{:.1f}")
    yield figure("from the last lead to the last card, s", arrived.last_card_at - said["ended"], form="{:.1f}")
