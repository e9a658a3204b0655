"""The record of a month: every alert with its history, read from the store in one go."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from bot.alerts.alert import Alert, Event, EventKind, NumberedEvent
from bot.store import Store
from bot.store.tables import alert_events, alerts, leads

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Past:
    """An alert, what its lead is called in the CRM, and what happened to it, in order."""

    alert: Alert
    called: str
    events: Sequence[NumberedEvent]

    def when(self, kind: EventKind) -> list[datetime]:
        """Return when something of this kind happened."""
        return [one.event.at for one in self.events if one.event.kind is kind]

    @property
    def taken_at(self) -> datetime | None:
        """When somebody first got it."""
        return next((one.event.at for one in self.events if owner_by(one.event) is not None), None)

    def free(self, end: datetime) -> Iterator[Stretch]:
        """Yield the stretches until `end` in which it stood in Slack and nobody had it."""
        since: datetime | None = None
        owner: str | None = None
        for one in self.events:
            event = one.event
            if event.kind is EventKind.RELEASED or (event.kind is EventKind.POSTED and owner is None):
                since, owner = since or event.at, None
            elif (to := owner_by(event)) is not None:
                if since is not None:
                    yield since, event.at
                since, owner = None, to
        if since is not None:
            yield since, end


def owner_by(event: Event) -> str | None:
    """Return who has the alert through this event, if anybody."""
    if event.kind is EventKind.CLAIMED:
        return event.by
    return event.to if event.kind in {EventKind.REASSIGNED, EventKind.ESCALATED} else None


def receiver(event: Event) -> str | None:
    """Return the person that this event gave the alert to, or asked to take it."""
    return event.to if event.kind is EventKind.ASKED else owner_by(event)


def record(store: Store, *those: ColumnElement[bool]) -> list[Past]:
    """Return all alerts, or those that meet the conditions, in the order in which they were raised."""
    query = select(alerts.c.id, leads.c.external_id).join(leads, leads.c.id == alerts.c.lead_id).where(*those)
    with store.database.read() as connection:
        called = {row.id: row.external_id for row in connection.execute(query)}
    histories = _histories(store, those)
    pasts = [Past(store.alerts.get(alert_id), name, histories[alert_id]) for alert_id, name in called.items()]
    return sorted(pasts, key=lambda past: (past.alert.raised_at, past.called))


def _histories(store: Store, those: Sequence[ColumnElement[bool]]) -> Mapping[str, Sequence[NumberedEvent]]:
    histories: defaultdict[str, list[NumberedEvent]] = defaultdict(list)
    query = select(alert_events).join(alerts).where(*those).order_by(alert_events.c.alert_id, alert_events.c.number)
    with store.database.read() as connection:
        for row in connection.execute(query):
            event = Event(EventKind(row.kind), row.at, row.by, row.to, row.note)
            histories[row.alert_id].append(NumberedEvent(row.number, event))
    return histories


def fingerprint(pasts: Sequence[Past]) -> str:
    """Return a hash of all that happened; ids, which are new each time, are no part of it."""
    said = hashlib.sha256()
    for line in _lines(pasts):
        said.update(line.encode())
    return said.hexdigest()


def _lines(pasts: Sequence[Past]) -> Iterator[str]:
    for past in pasts:
        yield f"{past.called} {past.alert.status} {past.alert.owner} {past.alert.claim_seconds}\n"
        for one in past.events:
            event = one.event
            by = "the CRM" if event.kind in {EventKind.RAISED, EventKind.RESCORED} else event.by
            yield f"{one.number} {event.kind} {event.at.isoformat()} {by} {event.to}\n"
