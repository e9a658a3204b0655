"""Leads that are saved together, with few statements however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, insert, update

from bot.leads.identity import EVERYTHING, Key, keys_of, recognise
from bot.leads.lead import PastScore, Saved, UnknownLead, updated
from bot.store.database import Database
from bot.store.lead_matching import KnownLeads, LeadState
from bot.store.lead_rows import RowReader, lead_columns, write_score
from bot.store.tables import lead_keys, leads, scores
from scoring.explain.score import Score
from scoring.fields.lead import Lead


@dataclass(frozen=True)
class Origin:
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


class LeadBatch:
    """Leads to be saved in one transaction. The second one of two that are the same lead is recognised, too."""

    def __init__(self, database: Database, connection: Connection, rows: RowReader, origin: Origin) -> None:
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
        return self._write([self._step(self._recognised(lead), lead, score) for lead, score in scored])

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

    def _recognised(self, lead: Lead) -> LeadState:
        key = recognise(lead, lambda key: self._states[key].lead if key in self._states else None)
        return self._states[key] if key is not None else LeadState(uuid4().hex)

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
