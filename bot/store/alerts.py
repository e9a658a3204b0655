"""The alerts in the store. Every change is one transaction on a locked row, decided by a pure function."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, or_, select, update

from bot.alerts.alert import (
    Alert,
    AlertStatus,
    Change,
    Changed,
    Event,
    EventKind,
    Load,
    NumberedEvent,
    Outcome,
    Pace,
    UnknownAlert,
    Urgency,
)
from bot.store.database import Database
from bot.store.tables import alert_events, alerts, leads

_ALERTS = select(*(alerts.c[field.name] for field in fields(Alert)))
_OPEN = alerts.c.closed_at.is_(None)
_OWNED = (AlertStatus.CLAIMED.value, AlertStatus.CONTACTED.value)


class Alerts:
    """Alerts by id, each with its history."""

    def __init__(self, database: Database) -> None:
        self._database = database
        added = database.insert(alerts).on_conflict_do_nothing(index_elements=[alerts.c.lead_id], index_where=_OPEN)
        self._added = added.returning(alerts.c.id)

    def add(self, alert: Alert, events: Sequence[Event]) -> tuple[Alert, bool]:
        """Add an alert and return it and True; or the one that its lead has already and is not closed, and False."""
        with self._database.write() as connection:
            added = connection.scalar(self._added, _row(alert))
            if added is not None:
                _append(connection, alert.id, events)
                self._database.leave_work()
                return alert, True
            existing = self.open_of(alert.lead_id)
        return self.add(alert, events) if existing is None else (existing, False)  # it was closed this very moment

    def change(self, alert_id: str, decide: Callable[[Alert], Change | None]) -> Changed:
        """Let `decide` say what becomes of the alert, while nobody else changes it, and return what changed.

        `decide` returns None to leave it as it is; what it raises is passed on, and nothing changed.

        Raises:
            UnknownAlert: the alert is gone.
        """
        with self._database.write() as connection:
            row = connection.execute(_ALERTS.where(alerts.c.id == alert_id).with_for_update()).one_or_none()
            if row is None:
                raise UnknownAlert(alert_id)
            before = _alert(row)
            decided = decide(before)
            if decided is None:
                return Changed(before, before)
            after = replace(decided[0], version=before.version + 1)
            connection.execute(update(alerts).where(alerts.c.id == alert_id), _row(after))
            numbered = _append(connection, alert_id, decided[1])
        self._database.leave_work()
        return Changed(before, after, numbered)

    def withdraw(self, alert_id: str) -> bool:
        """Delete an alert that was tentative and not announced, and return whether it still was."""
        unheard = alerts.c.id == alert_id, alerts.c.tentative, alerts.c.status == AlertStatus.WAITING.value
        with self._database.write() as connection:
            return connection.scalar(delete(alerts).where(*unheard).returning(alerts.c.id)) is not None

    def note(self, alert_id: str, **columns: Any) -> None:
        """Write down something that is no change to those who read the card, such as when to try again."""
        values = {name: _plain(value) for name, value in columns.items()}
        with self._database.write() as connection:
            connection.execute(update(alerts).where(alerts.c.id == alert_id).values(values))

    def get(self, alert_id: str) -> Alert:
        """Return an alert.

        Raises:
            UnknownAlert: it is gone.
        """
        found = self._read(_ALERTS.where(alerts.c.id == alert_id))
        if not found:
            raise UnknownAlert(alert_id)
        return found[0]

    def open_of(self, lead_id: str) -> Alert | None:
        """Return the alert of a lead that is not closed."""
        return next(iter(self._read(_ALERTS.where(alerts.c.lead_id == lead_id, _OPEN))), None)

    def latest_of(self, lead_id: str) -> Alert | None:
        """Return the alert of a lead that was raised last."""
        newest = _ALERTS.where(alerts.c.lead_id == lead_id).order_by(alerts.c.raised_at.desc()).limit(1)
        return next(iter(self._read(newest)), None)

    def listed(self, *conditions: ColumnElement[bool], most: int = 100) -> list[Alert]:
        """Return alerts that are not closed and meet the conditions, those that are due first."""
        query = _ALERTS.where(_OPEN, *conditions)
        return self._read(query.order_by(alerts.c.due_at.is_(None), alerts.c.due_at, alerts.c.raised_at).limit(most))

    def unowned(self, *, most: int = 100) -> list[Alert]:
        """Return those that nobody has."""
        return self.listed(alerts.c.owner.is_(None), most=most)

    def owned_by(self, user: str, *, most: int = 100) -> list[Alert]:
        """Return those that somebody has."""
        return self.listed(alerts.c.owner == user, most=most)

    def failed(self) -> list[Alert]:
        """Return the alerts with something that Slack refused for good, closed ones too."""
        return self._read(_ALERTS.where(alerts.c.failure.is_not(None)).order_by(alerts.c.raised_at))

    def due(self, now: datetime, limit: int = 1_000) -> list[str]:
        """Return the ids of those that the clock has to move, the longest overdue first."""
        due = select(alerts.c.id).where(alerts.c.due_at <= now).order_by(alerts.c.due_at, alerts.c.raised_at)
        with self._database.read() as connection:
            return list(connection.scalars(due.limit(limit)))

    def next_due(self) -> datetime | None:
        """Return when the clock next has something to do, if ever."""
        with self._database.read() as connection:
            next_due: datetime | None = connection.scalar(select(func.min(alerts.c.due_at)))
            return next_due

    def in_digest(self, digest_at: datetime) -> list[Alert]:
        """Return those that a digest lists, in the order in which they came."""
        query = _ALERTS.where(alerts.c.digest_at == digest_at)
        return self._read(query.order_by(alerts.c.raised_at, alerts.c.id))

    def posted_since(self, at: datetime) -> int:
        """Return how many got a card of their own since then."""
        own_card = alerts.c.digest_at.is_(None) & (alerts.c.posted_at >= at)
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(alerts).where(own_card)) or 0

    def history(self, alert_id: str) -> list[NumberedEvent]:
        """Return everything that happened to an alert, in order."""
        return self._events(select(alert_events).where(alert_events.c.alert_id == alert_id))

    def loads(self, since: datetime) -> dict[str, Load]:
        """Return what each person has now and got since then, by Slack user; having been asked counts as having got."""
        lately = alerts.c.claimed_at >= since
        query = (
            select(
                alerts.c.owner,
                func.count().filter(alerts.c.status == AlertStatus.CLAIMED.value),
                func.count().filter(lately),
                func.max(alerts.c.claimed_at),
            )
            .where(alerts.c.owner.is_not(None), or_(alerts.c.status.in_(_OWNED), lately))
            .group_by(alerts.c.owner)
        )
        with self._database.read() as connection:
            loads = {owner: Load(open_, lately, last) for owner, open_, lately, last in connection.execute(query)}
            asked = connection.execute(_asked(since)).all()
        for user, open_, lately, last in asked:
            load = loads.get(user, Load())
            latest = max((one for one in (last, load.last) if one), default=None)
            loads[user] = Load(load.open + open_, load.lately + lately, latest)
        return loads

    def pace(self, since: datetime) -> Pace:
        """Return how fast alerts raised since then were claimed and contacted."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(alerts.c.claim_seconds, alerts.c.contact_seconds).where(alerts.c.raised_at >= since)
            ).all()
        claims = [row.claim_seconds for row in rows if row.claim_seconds is not None]
        contacts = [row.contact_seconds for row in rows if row.contact_seconds is not None]
        return Pace(
            median(claims) if claims else None, median(contacts) if contacts else None, len(claims), len(contacts)
        )

    def counts(self) -> Mapping[AlertStatus, int]:
        """Return how many there are of each status."""
        with self._database.read() as connection:
            rows = connection.execute(select(alerts.c.status, func.count()).group_by(alerts.c.status)).all()
        found: dict[str, int] = {row.status: row[1] for row in rows}
        return {status: found.get(status.value, 0) for status in AlertStatus}

    def count_refused(self) -> int:
        """Return the number of open alerts with something that Slack refuses for good."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(alerts.c.failure.is_not(None), _OPEN)) or 0

    def names(self, lead_ids: Sequence[str]) -> dict[str, str]:
        """Return how people call these leads: name, else company, e-mail or CRM id."""
        who = func.coalesce(leads.c.name, leads.c.company, leads.c.email, leads.c.external_id, leads.c.phone)
        with self._database.read() as connection:
            rows = connection.execute(select(leads.c.id, who).where(leads.c.id.in_(lead_ids))).all()
        return {lead_id: name for lead_id, name in rows if name}

    def _read(self, query: Select[Any]) -> list[Alert]:
        with self._database.read() as connection:
            return [_alert(row) for row in connection.execute(query)]

    def _events(self, query: Select[Any]) -> list[NumberedEvent]:
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(alert_events.c.number)).all()
        return [NumberedEvent(row.number, Event(EventKind(row.kind), row.at, row.by, row.to, row.note)) for row in rows]


def _asked(since: datetime) -> Select[Any]:
    """Return the people that the clock asked since then, with the alerts that they have not taken."""
    still = alerts.c.asked == alert_events.c.to, alerts.c.owner.is_(None), _OPEN
    return (
        select(alert_events.c.to, func.count().filter(*still), func.count(), func.max(alert_events.c.at))
        .join_from(alert_events, alerts)
        .where(alert_events.c.kind == EventKind.ASKED.value, alert_events.c.at >= since, alert_events.c.to.is_not(None))
        .where(alerts.c.owner.is_distinct_from(alert_events.c.to))
        .group_by(alert_events.c.to)
    )


def _append(connection: Connection, alert_id: str, events: Sequence[Event]) -> list[NumberedEvent]:
    if not events:
        return []
    last = connection.scalar(select(func.max(alert_events.c.number)).where(alert_events.c.alert_id == alert_id)) or 0
    numbered = [NumberedEvent(number, event) for number, event in enumerate(events, last + 1)]
    rows = [
        {"alert_id": alert_id, "number": one.number} | asdict(one.event) | {"kind": one.event.kind.value}
        for one in numbered
    ]
    connection.execute(insert(alert_events), rows)
    return numbered


def _row(alert: Alert) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(alert).items()}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, AlertStatus | Urgency | Outcome) else value


def _alert(row: Row[Any]) -> Alert:
    known = dict(row._mapping)
    kinds = {"status": AlertStatus(known["status"]), "urgency": Urgency(known["urgency"])}
    outcome = Outcome(known["outcome"]) if known["outcome"] else None
    return Alert(**known | kinds | {"outcome": outcome})
