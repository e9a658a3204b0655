"""Saving leads: known ones are matched, and many are saved with few statements."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ARRAY, Connection, Integer, bindparam, delete, func, insert, or_, select, text, update

from bot.leads.identity import EVERYTHING, Key, keys_of, match
from bot.leads.lead import PastScore, Saved, UnknownLead, updated
from bot.store.database import Database
from bot.store.lead_rows import RowReader, lead_columns, write_score
from bot.store.tables import lead_keys, leads, scores
from scoring.explain.score import Score
from scoring.fields.lead import Lead

_LOCK_SPACE = 5_327_411
_LOCKS = 64


@dataclass
class LeadState:
    """A lead while leads are being saved; `latest` is a stored score, or the number of one that will be stored."""

    id: str
    lead: Lead = field(default_factory=Lead)
    latest: PastScore | int | None = None
    is_new: bool = True


class KnownLeads:
    """The leads in the store that one that comes in may be, locked until the transaction ends."""

    def __init__(self, connection: Connection, rows: RowReader) -> None:
        self._connection = connection
        self._rows = rows

    def match(self, lead: Lead) -> LeadState | None:
        """Return the one that `lead` is, if it is known."""
        states = self.with_keys(keys_of(lead))
        key = match(lead, {key: state.lead for key, state in states.items()})
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


@dataclass(frozen=True)
class ScoreOrigin:
    """How and when leads came in; `by` is a Slack user or an API key."""

    source: str
    by: str
    at: datetime


@dataclass(frozen=True)
class _Step:
    """What becomes of one lead of the batch."""

    lead_id: str
    before: PastScore | int | None
    after: PastScore | int
    is_repeat: bool


class LeadWriter:
    """Leads to be saved in one transaction. The second one of two that are the same lead is recognized, too."""

    def __init__(self, database: Database, connection: Connection, rows: RowReader, origin: ScoreOrigin) -> None:
        self._database = database
        self._connection = connection
        self._known = KnownLeads(connection, rows)
        self._origin = origin
        self._states: dict[Key, LeadState] = {}
        self._touched: dict[str, LeadState] = {}
        self._new_keys: dict[Key, str] = {}
        self._new_scores: list[tuple[str, Score]] = []

    def save(self, scored: Sequence[tuple[Lead, Score]]) -> list[Saved]:
        """Save leads with their scores, and return them in the same order."""
        self._states = self._known.with_keys({key for lead, _ in scored for key in keys_of(lead)})
        steps = []
        for lead, score in scored:
            known = {key: self._states[key].lead for key in keys_of(lead) if key in self._states}
            key = match(lead, known) if known else None
            state = LeadState(uuid4().hex) if key is None else self._states[key]
            steps.append(self._step(state, lead, score))
        return self._write(steps)

    def save_known(self, lead_id: str, lead: Lead, score: Score) -> Saved:
        """Save what is known now of the lead with this id, with its score; raises UnknownLead."""
        self._states = self._known.with_keys(keys_of(lead))
        state = self._known.with_ids([lead_id]).get(lead_id)
        if state is None:
            raise UnknownLead
        self._states = {key: state if one.id == lead_id else one for key, one in self._states.items()}
        if state.lead != lead:  # what is known by all of its facts is known no longer by those of before
            outdated = lead_keys.c.lead_id == lead_id, lead_keys.c.kind == EVERYTHING
            self._connection.execute(delete(lead_keys).where(*outdated))
        return self._write([self._step(state, lead, score)])[0]

    def _step(self, state: LeadState, lead: Lead, score: Score) -> _Step:
        known, before = state.lead, state.latest
        state.lead = updated(known, lead)
        if before is not None and known.values == lead.values and self._model(before) == score.model_version:
            after = before
        else:
            after = state.latest = len(self._new_scores)
            self._new_scores.append((state.id, score))
        self._touched[state.id] = state
        for each in keys_of(lead):
            if self._states.setdefault(each, state) is state:
                self._new_keys[each] = state.id
        return _Step(state.id, before, after, is_repeat=after is before and known == state.lead)

    def _model(self, score: PastScore | int) -> str:
        past = self._new_scores[score][1] if isinstance(score, int) else score.score
        return past.model_version

    def _write(self, steps: Sequence[_Step]) -> list[Saved]:
        self._write_leads()
        new_scores = self._write_scores()
        return [_saved(step, new_scores) for step in steps]

    def _write_leads(self) -> None:
        at = self._origin.at
        states = self._touched.values()
        rows = {state.id: {"id": state.id, "scored_at": at} | lead_columns(state.lead) for state in states}
        if new := [rows[state.id] | {"created_at": at} for state in states if state.is_new]:
            self._connection.execute(insert(leads), new)
        if known := [rows[state.id] | {"known": state.id} for state in states if not state.is_new]:
            self._connection.execute(update(leads).where(leads.c.id == bindparam("known")), known)
        keys = [{"kind": key.kind, "value": key.value, "lead_id": lead_id} for key, lead_id in self._new_keys.items()]
        if keys:
            self._connection.execute(self._database.insert(lead_keys).on_conflict_do_nothing(), keys)

    def _write_scores(self) -> list[PastScore]:
        """Write the new scores, and return them in their order."""
        if not self._new_scores:
            return []
        origin = self._origin
        common = {"at": origin.at, "source": origin.source, "scored_by": origin.by}
        rows = [{"lead_id": lead_id} | common | write_score(score) for lead_id, score in self._new_scores]
        ids = self._connection.scalars(insert(scores).returning(scores.c.id, sort_by_parameter_order=True), rows)
        return [
            PastScore(number, score, origin.at, origin.source, origin.by)
            for number, (_, score) in zip(ids, self._new_scores, strict=True)
        ]


def _saved(step: _Step, new_scores: Sequence[PastScore]) -> Saved:
    before = new_scores[step.before] if isinstance(step.before, int) else step.before
    after = new_scores[step.after] if isinstance(step.after, int) else step.after
    return Saved(step.lead_id, after.id, before, before is None, step.is_repeat)
