"""What Slack has to be told of an alert: each change enters the messages in the transaction that makes it."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.alerts import lifecycle
from bot.alerts.alert import Alert, AlertStatus, Change, Changed, EventKind, UnknownAlert
from bot.alerts.policy import Policy
from bot.alerts.ports import AlertStore
from bot.outgoing import (
    ADMIN_KEYS,
    Kind,
    Outgoing,
    Place,
    Row,
    admin_key,
    alert_subject,
    card_key,
    digest_key,
    digest_subject,
    event_key,
)

log = logging.getLogger(__name__)

_SHOWN = frozenset({Kind.CARD, Kind.DIGEST, Kind.EVENT})

Decide = Callable[[Alert], Change | None]


def change_alert(store: AlertStore, alert_id: str, decide: Decide, *, at: datetime, urgent: bool = False) -> Changed:
    """Change an alert, and enter what Slack has to be told of it.

    `urgent`: a person did it, and sees at once what they did, even if Slack has been failing.

    Raises:
        UnknownAlert: the alert is gone.
    """
    with store.database.write():
        changed = store.alerts.change(alert_id, decide)
        if changed.is_change:
            store.outbox.put(messages_of(changed), at=at, urgent=urgent)
    return changed


def messages_of(changed: Changed) -> Iterator[Outgoing]:
    """Yield the messages that a change needs: the card and the digest as they are now, and a sentence for each event.

    Until an alert is posted, and while Slack refuses it, its messages are held; the first is posted once it is open.
    """
    alert = changed.after
    subject = alert_subject(alert.id)
    is_refused = alert.failure is not None
    if alert.status is not AlertStatus.WAITING and not _reads_as_posted(changed):
        if alert.digest_at is None or alert.owner is not None:
            yield Outgoing(card_key(alert.id), Kind.CARD, subject, subject, version=alert.version, held=is_refused)
        if alert.digest_at is not None:
            key = digest_key(alert.digest_at)
            yield Outgoing(key, Kind.DIGEST, key, digest_subject(alert.digest_at), held=is_refused)
    for numbered in changed.events:
        event, key = numbered.event, event_key(alert.id, numbered.number)
        payload = {"number": numbered.number}
        if not event.kind.is_told:
            continue
        if event.kind is EventKind.ESCALATED and event.to is not None:
            waits_for_card = alert.ts is None and not is_refused
            yield Outgoing(f"{key}:direct", Kind.DIRECT, subject, subject, payload, held=waits_for_card)
        yield Outgoing(key, Kind.EVENT, subject, subject, payload, held=alert.ts is None or is_refused)


class AlertPublisher:
    """Records what became of alerts' messages. `policy` returns the policy of now."""

    def __init__(self, store: AlertStore, policy: Callable[[], Policy], now: Callable[[], datetime]) -> None:
        self._store = store
        self._policy = policy
        self._now = now

    def sent(self, row: Row, place: Place | None) -> None:
        """Record where the alert was posted; its clock starts then, and what was held is sent."""
        if place is None or row.kind is Kind.EVENT or row.is_posted:
            return
        self._store.outbox.delete(ADMIN_KEYS)  # Slack takes cards: the next refusal is news
        for alert in self._alerts_of(row):
            if row.kind is Kind.CARD or alert.ts is None:
                self._placed(alert, place)

    def refused(self, row: Row, code: str) -> None:
        """Keep alerts that Slack refuses for good, and notify the admins once."""
        log.error("a message about %s cannot be posted: %s", row.subject, code)
        self._store.outbox.refuse(row, code)
        policy, now = self._policy(), self._now()
        for alert in self._alerts_of(row):
            if row.kind is Kind.DIGEST and alert.ts not in {None, row.ts}:
                continue  # it has a card of its own
            change_alert(
                self._store, alert.id, lambda current: lifecycle.undeliverable(current, policy, now, code), at=now
            )
            self._store.outbox.hold(alert_subject(alert.id), _SHOWN)
            self._store.outbox.release(alert_subject(alert.id), now, {Kind.DIRECT})
        keys = {admin_key(code, admin): admin for admin in policy.admins or policy.managers}
        notices = [
            Outgoing(key, Kind.ADMIN, key, payload={"admin": admin, "code": code}) for key, admin in keys.items()
        ]
        self._store.outbox.put(notices, at=now)

    def gone(self, row: Row) -> None:
        """Post a card again that somebody deleted, unless the alert is closed; a digest is not posted again."""
        now = self._now()
        with self._store.database.write():
            if row.kind is Kind.DIGEST:
                self._store.outbox.done(row, now)
                return
            alert = next(iter(self._alerts_of(row)), None)
            if alert is None or alert.status is AlertStatus.CLOSED:
                self._store.outbox.done(row, now)
                return
            self._store.alerts.note(alert.id, ts=None, digest_at=None)
            self._store.outbox.repost(row, now)

    def _placed(self, alert: Alert, place: Place) -> None:
        policy, now = self._policy(), self._now()
        change_alert(
            self._store,
            alert.id,
            lambda current: (
                None if current.ts == place.ts else lifecycle.placed(current, policy, now, place.channel, place.ts)
            ),
            at=now,
        )
        self._store.outbox.release(alert_subject(alert.id), now)

    def _alerts_of(self, row: Row) -> list[Alert]:
        if row.kind is Kind.DIGEST:
            return self._store.alerts.in_digest(digest_at_of(row))
        try:
            return [self._store.alerts.get(row.subject_id)]
        except UnknownAlert:
            return []


def retry_alert(store: AlertStore, alert: Alert, now: datetime) -> None:
    """Send an alert that Slack refused, without the reminders that are over by now.

    If Slack refuses again for the same reason, the admins are notified again.
    """
    with store.database.write():
        aged = [one.number for one in store.alerts.history(alert.id) if one.event.kind.ages]
        store.outbox.skip([event_key(alert.id, number) for number in aged])
        if alert.failure is not None:
            store.outbox.delete(f"{ADMIN_KEYS}{alert.failure}:")
        change_alert(store, alert.id, _not_refused, at=now)
        if alert.ts is not None:
            store.outbox.release(alert_subject(alert.id), now)


def _not_refused(alert: Alert) -> Change | None:
    return None if alert.failure is None else (replace(alert, failure=None), [])


def digest_at_of(row: Row) -> datetime:
    """Return the time of the digest that a row is."""
    return datetime.fromisoformat(row.subject_id)


def _reads_as_posted(changed: Changed) -> bool:
    """Whether a message that was posted just now shows the alert as it is: only its place is new."""
    kinds = [one.event.kind for one in changed.events]
    return kinds == [EventKind.POSTED] and changed.before.clock_from == changed.after.clock_from
