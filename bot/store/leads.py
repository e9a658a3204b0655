"""The leads in the store: each with every score that it got."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select

from bot.leads.erasure import Erased
from bot.leads.identity import normalize_email, normalize_phone
from bot.leads.lead import PastScore, Saved, StoredLead, UnknownLead
from bot.store.database import Database
from bot.store.erasure import erase, erase_answers, extent
from bot.store.lead_rows import RowReader
from bot.store.lead_writer import KnownLeads, LeadWriter, ScoreOrigin
from bot.store.slack_messages import Messages
from bot.store.tables import alerts, lead_keys, leads, scores
from scoring.explain.score import Score, Tier
from scoring.fields.lead import Lead

_T = TypeVar("_T")

_MAX_FOUND = 10
_PURGED_AT_ONCE = 500
_MAX_CALLED_ALIKE = 40
_LOOKED_AT = 5

# The leads with an alert that somebody still has to look after.
_UNATTENDED = select(alerts.c.lead_id).where(alerts.c.closed_at.is_(None), alerts.c.contacted_at.is_(None))


class Leads:
    """Leads by id. They are recognized again, see bot/leads/identity.py."""

    def __init__(self, database: Database, rows: RowReader, messages: Messages) -> None:
        self._database = database
        self._rows = rows
        self._messages = messages

    def save(
        self, lead: Lead, score: Score, *, source: str, by: str, at: datetime, lead_id: str | None = None
    ) -> Saved:
        """Save a lead with its score; one that is known already keeps its history.

        Raises:
            UnknownLead: it was said to be the lead with `lead_id`, and that one is gone.
        """
        if lead_id is None:
            return self.save_many([(lead, score)], source=source, by=by, at=at)[0]
        with self._database.write() as connection:
            return self._batch(connection, ScoreOrigin(source, by, at)).save_known(lead_id, lead, score)

    def save_many(self, scored: Sequence[tuple[Lead, Score]], *, source: str, by: str, at: datetime) -> list[Saved]:
        """Save leads with their scores, all or none, and return them in the same order."""
        if not scored:
            return []
        with self._database.write() as connection:
            return self._batch(connection, ScoreOrigin(source, by, at)).save(scored)

    def known(self, lead: Lead, lead_id: str | None = None) -> StoredLead | None:
        """Return the lead that `lead` is, if it is known, or the one with `lead_id`.

        Nobody else changes it before the transaction ends in which this is asked.

        Raises:
            UnknownLead: the lead with `lead_id` is gone.
        """
        with self._database.write() as connection:
            known = KnownLeads(connection, self._rows)
            if lead_id is not None:
                known.with_ids([lead_id])
                return self.get(lead_id)
            state = known.match(lead)
            return None if state is None else self.get(state.id)

    def get(self, lead_id: str) -> StoredLead:
        """Return a lead.

        Raises:
            UnknownLead: it is gone.
        """
        return _only(self._read(leads.c.id == lead_id))

    def lead(self, lead_id: str) -> Lead:
        """Return what is known of a lead; raises UnknownLead."""
        with self._database.read() as connection:
            return self._rows.lead(_only(connection.execute(select(leads).where(leads.c.id == lead_id)).all()))

    def score(self, score_id: int) -> Score:
        """Return a score; raises UnknownLead when its lead is gone."""
        with self._database.read() as connection:
            return self._rows.past_score(
                _only(connection.execute(select(scores).where(scores.c.id == score_id)).all())
            ).score

    def history(self, lead_id: str) -> list[PastScore]:
        """Return all scores of a lead, the oldest first; none when it is gone."""
        query = select(scores).where(scores.c.lead_id == lead_id).order_by(scores.c.id)
        with self._database.read() as connection:
            return [self._rows.past_score(row) for row in connection.execute(query)]

    def scored_by(self, user: str, most: int = 10) -> list[StoredLead]:
        """Return the leads that somebody scored last, the latest first; who scores one again and again sees fewer."""
        latest = select(scores.c.lead_id).where(scores.c.scored_by == user).order_by(scores.c.id.desc())
        with self._database.read() as connection:
            ids = list(dict.fromkeys(connection.scalars(latest.limit(_LOOKED_AT * most))))[:most]
        found = {one.id: one for one in self._read(leads.c.id.in_(ids), most=most)}
        return [found[lead_id] for lead_id in ids if lead_id in found]

    def tiers(self, since: datetime) -> dict[Tier, int]:
        """Return how many scores of each tier there were since then."""
        query = select(scores.c.tier, func.count()).where(scores.c.at >= since).group_by(scores.c.tier)
        with self._database.read() as connection:
            counted: dict[str, int] = {row.tier: row[1] for row in connection.execute(query)}
        return {tier: counted.get(tier.value, 0) for tier in Tier}

    def recent(self, most: int = 10) -> list[StoredLead]:
        """Return the leads that were scored last, the latest first."""
        return self._read(most=most)

    def find(self, words: str, most: int = _MAX_FOUND) -> list[StoredLead]:
        """Return the leads whose name, company, e-mail, phone or CRM id have all the words, or that have this id.

        Those that are called just so come first, then those scored last.
        """
        wanted = words.casefold().split()
        if not wanted:
            return []
        has = [leads.c.words.contains(word, autoescape=True) for word in wanted]
        called_so = self.called(words)
        ids = {one.id for one in called_so}
        return (called_so + [one for one in self._read(*has, most=most) if one.id not in ids])[:most]

    def called(self, words: str) -> list[StoredLead]:
        """Return the leads whose id, name, e-mail, phone or CRM id is just this, however many are named alike."""
        said = words.strip()
        keys = [("external_id", said), ("email", normalize_email(said)), ("phone", normalize_phone(said))]
        is_key = or_(*((lead_keys.c.kind == kind) & (lead_keys.c.value == value) for kind, value in keys if value))
        by_key = leads.c.id.in_(select(lead_keys.c.lead_id).where(is_key))
        by_name = func.lower(leads.c.name).in_({said, said.lower(), said.casefold()})
        return self._read(or_(leads.c.id == said, by_key, by_name), most=_MAX_CALLED_ALIKE)

    def owners(self, lead_ids: Sequence[str]) -> dict[str, str]:
        """Return who has each of these leads: the Slack user whose alert of it is not closed."""
        theirs = alerts.c.lead_id.in_(lead_ids), alerts.c.owner.is_not(None), alerts.c.closed_at.is_(None)
        with self._database.read() as connection:
            rows = connection.execute(select(alerts.c.lead_id, alerts.c.owner).where(*theirs))
            return {row.lead_id: row.owner for row in rows}

    def extent(self, lead_id: str) -> Erased:
        """Return how much is kept of a lead, which `forget` would delete."""
        with self._database.read() as connection:
            return extent(connection, [lead_id])

    def forget(self, lead_id: str, *, at: datetime) -> Erased:
        """Delete a lead with all that is kept of it, and return how much that was; its messages must be removed."""
        with self._database.write() as connection:
            connection.execute(select(leads.c.id).where(leads.c.id == lead_id).with_for_update())
            erase_answers(connection, [lead_id])
            erased = erase(connection, [lead_id], at=at)
            self._messages.to_be_removed(erased.messages, at=at)
        self._database.vacate()
        return erased

    def purge(self, before: datetime, *, at: datetime) -> int:
        """Delete the leads that have expired with all that is kept of them, and return how many those were.

        Those have: they were last scored before then, and have no open alert whose lead nobody has contacted. Of the
        others, scores from before then go, but for the latest of each.
        """
        purged = 0
        newer = scores.alias()
        is_past = exists().where(newer.c.lead_id == scores.c.lead_id, newer.c.id > scores.c.id)
        with self._database.write() as connection:
            connection.execute(
                delete(scores).where(scores.c.at < before, is_past, scores.c.lead_id.not_in(_UNATTENDED))
            )
        while some := self._purge_some(before, at):
            purged += some
        if purged:
            self._database.vacate()
        return purged

    def _purge_some(self, before: datetime, at: datetime) -> int:
        """Delete some expired leads; one that comes in meanwhile is held until then, or has come before and stays."""
        expired = select(leads.c.id).where(leads.c.scored_at < before, leads.c.id.not_in(_UNATTENDED))
        some = expired.order_by(leads.c.scored_at).limit(_PURGED_AT_ONCE).with_for_update()
        with self._database.write() as connection:
            erased = erase(connection, connection.scalars(some).all(), at=at)
            self._messages.to_be_removed(erased.messages, at=at)
        return erased.leads

    def _batch(self, connection: Connection, origin: ScoreOrigin) -> LeadWriter:
        return LeadWriter(self._database, connection, self._rows, origin)

    def _read(self, *conditions: ColumnElement[bool], most: int = 1) -> list[StoredLead]:
        query = select(leads).where(*conditions).order_by(leads.c.scored_at.desc(), leads.c.id).limit(most)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            newest = select(func.max(scores.c.id)).where(scores.c.lead_id.in_([row.id for row in rows]))
            latest = connection.execute(select(scores).where(scores.c.id.in_(newest.group_by(scores.c.lead_id)))).all()
        past = {row.lead_id: self._rows.past_score(row) for row in latest}
        return [
            StoredLead(row.id, self._rows.lead(row), past[row.id], row.scored_at, row.created_at)
            for row in rows
            if row.id in past  # or it was forgotten in between
        ]


def _only(found: Sequence[_T]) -> _T:
    if not found:
        raise UnknownLead
    return found[0]
