"""Known leads: those of the store that a lead that comes in may be, locked until the transaction ends."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ARRAY, Connection, Integer, bindparam, func, or_, select, text

from bot.leads.identity import Key, keys_of, recognise
from bot.leads.lead import PastScore
from bot.store.lead_rows import RowReader
from bot.store.tables import lead_keys, leads, scores
from scoring.fields.lead import Lead

_LOCK_SPACE = 5_327_411
_LOCKS = 64


@dataclass
class LeadState:
    """A lead as it is while leads are saved; `latest` is a score of the store, or one that is to be, by its number."""

    id: str
    lead: Lead = field(default_factory=Lead)
    latest: PastScore | int | None = None
    is_new: bool = True


class KnownLeads:
    """What the store knows, asked within a transaction that writes."""

    def __init__(self, connection: Connection, rows: RowReader) -> None:
        self._connection = connection
        self._rows = rows

    def recognise(self, lead: Lead) -> LeadState | None:
        """Return the one that `lead` is, if it is known."""
        states = self.with_keys(keys_of(lead))
        key = recognise(lead, lambda key: states[key].lead if key in states else None)
        return None if key is None else states[key]

    def with_keys(self, keys: Iterable[Key]) -> dict[Key, LeadState]:
        """Return those that are known by one of `keys`, by key."""
        keys = list(keys)
        self._lock(keys)
        values: dict[str, list[str]] = {}
        for key in keys:
            values.setdefault(key.kind, []).append(key.value)
        any_of = [(lead_keys.c.kind == kind) & lead_keys.c.value.in_(those) for kind, those in values.items()]
        rows = self._connection.execute(select(lead_keys).where(or_(*any_of))).all()
        states = self.with_ids(sorted({row.lead_id for row in rows})) if rows else {}
        return {Key(row.kind, row.value): states[row.lead_id] for row in rows if row.lead_id in states}

    def with_ids(self, ids: list[str]) -> dict[str, LeadState]:
        """Return those with these ids, by id."""
        rows = select(leads).where(leads.c.id.in_(ids)).order_by(leads.c.id).with_for_update()
        known = {row.id: self._rows.lead(row) for row in self._connection.execute(rows)}
        newest = select(func.max(scores.c.id)).where(scores.c.lead_id.in_(ids)).group_by(scores.c.lead_id)
        latest = self._connection.execute(select(scores).where(scores.c.id.in_(newest)))
        return {
            row.lead_id: LeadState(row.lead_id, known[row.lead_id], self._rows.past_score(row), is_new=False)
            for row in latest
        }

    def _lock(self, keys: Iterable[Key]) -> None:
        """Let replicas that save the same lead take turns; SQLite's writers do so anyway."""
        if self._connection.dialect.name != "postgresql":
            return
        numbers = sorted({zlib.crc32(f"{key.kind} {key.value}".encode()) % _LOCKS for key in keys})
        in_order = text("SELECT pg_advisory_xact_lock(:space, number) FROM unnest(:numbers) AS number")
        typed = in_order.bindparams(bindparam("numbers", type_=ARRAY(Integer)), bindparam("space", type_=Integer))
        self._connection.execute(typed, {"space": _LOCK_SPACE, "numbers": numbers})
