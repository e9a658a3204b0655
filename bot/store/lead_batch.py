"""Leads that are saved together, with few statements however many they are."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ARRAY, Connection, Integer, bindparam, func, insert, or_, select, text, update

from bot.store.database import Database
from bot.store.lead import PastScore, Saved, lead_columns, lead_of, past_score_of
from bot.store.lead_keys import Key, keys_of, recognise
from bot.store.scores import write_score
from bot.store.tables import lead_keys, leads, scores
from scoring.lead import IDENTITY, Lead
from scoring.score import Score

_LOCK_SPACE = 5_327_411
_LOCKS = 64


@dataclass(frozen=True)
class Origin:
    """How and when leads came in; `by` is a Slack user or an API key."""

    source: str
    by: str
    at: datetime


@dataclass
class _State:
    """A lead as it is while the batch goes on; `latest` is a score of the store, or one of the batch by its number."""

    id: str
    lead: Lead = field(default_factory=Lead)
    latest: PastScore | int | None = None
    is_new: bool = True


@dataclass(frozen=True)
class _Step:
    """What becomes of one lead of the batch."""

    lead_id: str
    before: PastScore | int | None
    after: PastScore | int
    is_repeat: bool


class LeadBatch:
    """Leads to be saved in one transaction. The second one of two that are the same lead is recognised, too."""

    def __init__(self, database: Database, connection: Connection, origin: Origin) -> None:
        self._database = database
        self._connection = connection
        self._origin = origin
        self._states: dict[Key, _State] = {}
        self._touched: dict[str, _State] = {}
        self._new_keys: dict[Key, str] = {}
        self._new_scores: list[tuple[str, Score]] = []

    def save(self, scored: Sequence[tuple[Lead, Score]]) -> list[Saved]:
        """Save leads with their scores, and return them in the same order."""
        keys = {key for lead, _ in scored for key in keys_of(lead)}
        self._lock(keys)
        self._recall(keys)
        steps = [self._step(lead, score) for lead, score in scored]
        self._write_leads()
        new_scores = self._write_scores()
        return [_saved(step, new_scores) for step in steps]

    def _lock(self, keys: Iterable[Key]) -> None:
        """Let replicas that save the same lead take turns; SQLite's writers do so anyway."""
        if self._connection.dialect.name != "postgresql":
            return
        numbers = sorted({zlib.crc32(f"{key.kind} {key.value}".encode()) % _LOCKS for key in keys})
        in_order = text("SELECT pg_advisory_xact_lock(:space, number) FROM unnest(:numbers) AS number")
        typed = in_order.bindparams(bindparam("numbers", type_=ARRAY(Integer)), bindparam("space", type_=Integer))
        self._connection.execute(typed, {"space": _LOCK_SPACE, "numbers": numbers})

    def _recall(self, keys: Iterable[Key]) -> None:
        """Read what the store has of the leads with these keys."""
        values: dict[str, list[str]] = {}
        for key in keys:
            values.setdefault(key.kind, []).append(key.value)
        any_of = [(lead_keys.c.kind == kind) & lead_keys.c.value.in_(those) for kind, those in values.items()]
        rows = self._connection.execute(select(lead_keys).where(or_(*any_of))).all()
        states = self._stored(sorted({row.lead_id for row in rows})) if rows else {}
        self._states = {Key(row.kind, row.value): states[row.lead_id] for row in rows if row.lead_id in states}

    def _stored(self, ids: list[str]) -> dict[str, _State]:
        rows = select(leads).where(leads.c.id.in_(ids)).order_by(leads.c.id).with_for_update()
        known = {row.id: lead_of(row) for row in self._connection.execute(rows)}
        newest = select(func.max(scores.c.id)).where(scores.c.lead_id.in_(ids)).group_by(scores.c.lead_id)
        latest = self._connection.execute(select(scores).where(scores.c.id.in_(newest)))
        return {
            row.lead_id: _State(row.lead_id, known[row.lead_id], past_score_of(row), is_new=False) for row in latest
        }

    def _step(self, lead: Lead, score: Score) -> _Step:
        key = recognise(lead, lambda key: self._states[key].lead if key in self._states else None)
        state = self._states[key] if key is not None else _State(uuid4().hex)
        known, before = state.lead, state.latest
        state.lead = _updated(known, lead)
        if before is not None and known.features == lead.features and self._model(before) == score.model_version:
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

    def _write_leads(self) -> None:
        at = self._origin.at
        states = self._touched.values()
        rows = {state.id: {"id": state.id, "scored_at": at} | lead_columns(state.lead) for state in states}
        if new := [rows[state.id] | {"created_at": at} for state in states if state.is_new]:
            self._connection.execute(insert(leads), new)
        if known := [rows[state.id] | {"known": state.id} for state in states if not state.is_new]:
            self._connection.execute(update(leads).where(leads.c.id == bindparam("known")), known)
        keys = [{"kind": key.kind, "value": key.value, "lead_id": lead_id} for key, lead_id in self._new_keys.items()]
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


def _updated(known: Lead, stated: Lead) -> Lead:
    """Return what is known now: who it is, as far as ever stated, and the features of this time, which were scored."""
    kept = {}
    for name in (fact.name for fact in IDENTITY):
        old, new = getattr(known, name), getattr(stated, name)
        if old and (not new or old.casefold() == new.casefold()):
            kept[name] = old
    return stated.model_copy(update=kept)


def _saved(step: _Step, new_scores: Sequence[PastScore]) -> Saved:
    before = new_scores[step.before] if isinstance(step.before, int) else step.before
    after = new_scores[step.after] if isinstance(step.after, int) else step.after
    return Saved(step.lead_id, after.id, before, before is None, step.is_repeat)
