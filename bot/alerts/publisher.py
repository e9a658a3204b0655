"""Telling Slack of an alert: its card, its thread, and whoever must know, each message once."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.alerts import lifecycle
from bot.alerts.alert import Alert, AlertStatus, Change, EventKind, NumberedEvent, UnknownAlert
from bot.alerts.service import Desk
from bot.delivery.idempotent_sender import Once
from bot.delivery.ports import Courier, Gone, Place, TryLater
from bot.store import Store
from bot.store.tellings import digest_key

log = logging.getLogger(__name__)

_GLANCE = timedelta(seconds=1)


class Telling:
    """Brings what Slack shows up to the store.

    An alert stands on a card of its own, or in a digest until somebody has it; then it gets a card, too.
    """

    def __init__(self, store: Store, desk: Desk, courier: Courier, replica: str) -> None:
        self._store = store
        self._desk = desk
        self._courier = courier
        self._replica = replica
        self._once = Once(store.tellings)
        self._one_digest_at_a_time = threading.Lock()

    def tell(self, alert: Alert) -> None:
        """Tell everything that is not told yet; raises TryLater or Refused."""
        if alert.status is AlertStatus.WAITING:
            return
        if alert.failure is not None:
            self._tell_those_who_must_know(alert)
            return
        if alert.ts is None:
            alert = self._placed_in_digest(alert, alert.digest_at) if alert.digest_at else self._placed(alert)
        if alert.owner is not None and self._is_only_in_digest(alert):
            alert = self._placed(alert)
        self._show(alert)
        self._tell_story(alert)

    def undeliverable(self, alert: Alert, code: str) -> None:
        """Keep an alert that Slack refuses for good, and tell the admins once."""
        log.error("alert %s cannot be posted: %s", alert.id, code)
        policy, now = self._desk.paused, self._desk.now
        self._store.alerts.change(alert.id, lambda current: lifecycle.undeliverable(current, policy, now, code))
        for admin in self._desk.policy.admins or self._desk.policy.managers:
            try:
                self._once.attempt(admin_key(code, admin), now, lambda: self._courier.tell_admin(admin, code))  # noqa: B023, called at once
            except TryLater as later:
                log.warning("%s could not be told of %s: %s", admin, code, later)

    def _placed(self, alert: Alert) -> Alert:
        """Post the alert's own card, and return the alert as it stands then."""
        key = card_key(alert.id)
        place, is_fresh = self._sent(alert, key, lambda: self._courier.post_card(alert, key))
        stands = self._stands(alert, place)
        return self._noted(stands, shown=True) if is_fresh and _reads_as(alert, stands) else stands

    def _placed_in_digest(self, alert: Alert, digest_at: datetime) -> Alert:
        """Post the digest that lists the alert; of those in it the first one that does not stand does it for all."""
        listed = self._store.alerts.in_digest(digest_at)
        first = next((one for one in listed if one.ts is None and one.failure is None), None)
        if first is not None and first.id != alert.id:
            wait = (first.retry_at or self._desk.now) - self._desk.now
            raise TryLater("another posts the digest", max(wait, _GLANCE).total_seconds())
        key = digest_key(digest_at)
        place, is_fresh = self._sent(alert, key, lambda: self._courier.post_digest(listed, key))
        for one in listed:
            with suppress(UnknownAlert):  # forgotten meanwhile
                stands = self._stands(one, place, in_digest=True)
                if is_fresh and one.owner is None and _reads_as(one, stands):
                    self._noted(stands, shown=True, listed=True)
        return self._store.alerts.get(alert.id)

    def _sent(self, alert: Alert, key: str, post: Callable[[], Place]) -> tuple[Place, bool]:
        """Return where a card stands, and whether it was posted just now."""
        sent: list[Place] = []

        def send() -> Place:
            sent.append(post())
            return sent[0]

        self._keep_lease(alert)
        place = self._once.send(key, self._desk.now, send=send, find=lambda since: self._courier.find(key, since))
        self._store.tellings.strike_all(ADMIN_KEYS)  # Slack takes cards: the next refusal is news
        return place, bool(sent)

    def _stands(self, posted: Alert, place: Place, *, in_digest: bool = False) -> Alert:
        def stands(alert: Alert) -> Change | None:
            if alert.ts == place.ts or (in_digest and alert.ts is not None):
                return None
            return lifecycle.placed(alert, self._desk.paused, self._desk.now, place.channel, place.ts)

        return self._store.alerts.change(posted.id, stands)

    def _tell_story(self, alert: Alert) -> None:
        untold = self._store.alerts.untold(alert.id)
        thread = Place(alert.channel or "", alert.ts or "")
        for at, numbered in enumerate(untold):
            event = numbered.event
            if event.kind.is_told and not _is_over(numbered, untold[at + 1 :]) and self._courier.is_news(alert, event):
                self._tell_directly(alert, numbered)
                self._reply(alert, numbered, thread)
            self._store.alerts.told(alert.id, [numbered.number], self._desk.now)

    def _reply(self, alert: Alert, numbered: NumberedEvent, thread: Place) -> None:
        key = f"{alert.id}:{numbered.number}"
        self._keep_lease(alert)
        self._once.send(
            key,
            self._desk.now,
            send=lambda: self._courier.reply(alert, numbered.event, key),
            find=lambda since: self._courier.find(key, since, thread),
        )

    def _tell_directly(self, alert: Alert, numbered: NumberedEvent) -> None:
        to = numbered.event.to
        if numbered.event.kind is EventKind.ESCALATED and to is not None:
            key = f"{alert.id}:{numbered.number}:direct"
            if self._store.tellings.find(key) is not None:
                return  # it was told, or got lost; the sentence in the thread is tried again
            link = self._courier.link_to(alert)  # beforehand, for what dies between beginning and sending is not sent
            self._once.attempt(key, self._desk.now, lambda: self._courier.escalate(alert, to, link))

    def _tell_those_who_must_know(self, alert: Alert) -> None:
        """Where the channel cannot be reached, still tell a manager who got the alert."""
        for numbered in self._store.alerts.untold(alert.id):
            self._tell_directly(alert, numbered)

    def _show(self, alert: Alert) -> None:
        """Let the card and the digest show the alert as it is now; where one of them does, nothing is sent for it."""
        if alert.shown_version < alert.version and not self._is_only_in_digest(alert):
            self._show_card(alert)
        if alert.digest_at is not None and alert.listed_version < alert.version:
            self._show_digest(alert, alert.digest_at)

    def _show_card(self, alert: Alert) -> None:
        self._keep_lease(alert)
        try:
            self._courier.update_card(alert)
        except Gone:
            if alert.status is AlertStatus.CLOSED:
                self._noted(alert, shown=True)
                return
            self._store.tellings.strike(card_key(alert.id))
            self._store.alerts.note(alert.id, ts=None, digest_at=None)
            raise TryLater("somebody deleted the card", 0) from None
        self._noted(alert, shown=True)

    def _show_digest(self, alert: Alert, digest_at: datetime) -> None:
        """Show a digest as it is now, with all that it lists; one at a time, so that the last word is the latest."""
        self._keep_lease(alert)
        place = self._place_of_digest(digest_at)
        if place is None:
            self._noted(alert, listed=True)
            return
        with self._one_digest_at_a_time:
            if self._store.alerts.get(alert.id).listed_version >= alert.version:
                return
            for one in self._shown_in(digest_at, place):
                self._noted(one, shown=one.ts == place.ts and one.owner is None, listed=True)

    def _shown_in(self, digest_at: datetime, place: Place) -> list[Alert]:
        """Update a digest, and return what it lists; again if that changed meanwhile, as others may have shown it."""
        shown: list[Alert] = []
        while shown != (listed := self._store.alerts.in_digest(digest_at)):
            with suppress(Gone):
                self._courier.update_digest(listed, place)
            shown = listed
        return shown

    def _is_only_in_digest(self, alert: Alert) -> bool:
        if alert.digest_at is None:
            return False
        place = self._place_of_digest(alert.digest_at)
        return place is not None and place.ts == alert.ts

    def _place_of_digest(self, digest_at: datetime) -> Place | None:
        telling = self._store.tellings.find(digest_key(digest_at))
        return Place(telling.channel, telling.ts) if telling and telling.done else None

    def _noted(self, alert: Alert, *, shown: bool = False, listed: bool = False) -> Alert:
        """Write down that the card, or the digest, shows the alert as it is; return it with that."""
        columns: dict[str, Any] = {}
        if shown and alert.shown_version < alert.version:
            columns["shown_version"] = alert.version
        if listed and alert.listed_version < alert.version:
            columns["listed_version"] = alert.version
        if columns:
            self._store.alerts.note(alert.id, **columns)
        return replace(alert, **columns)

    def _keep_lease(self, alert: Alert) -> None:
        if not self._store.alerts.lease(alert.id, self._replica, self._desk.now):
            raise TryLater("another replica speaks for it", 1)


ADMIN_KEYS = "admin:"
"""How the keys begin under which admins are told of a refusal."""


def card_key(alert_id: str) -> str:
    """Return the key of an alert's own card."""
    return f"{alert_id}:card"


def admin_key(code: str, admin: str) -> str:
    """Return the key under which an admin is told of a refusal once."""
    return f"{ADMIN_KEYS}{code}:{admin}"


def _reads_as(posted: Alert, stands: Alert) -> bool:
    """Whether a card that was posted shows the alert as it stands since."""
    return stands.version == posted.version + 1 and stands.clock_from == posted.clock_from


def _is_over(numbered: NumberedEvent, later: Sequence[NumberedEvent]) -> bool:
    """Whether what happened since makes this old news, such as a reminder of what somebody claimed meanwhile."""
    return numbered.event.kind.ages and any(one.event.kind is not EventKind.RESCORED for one in later)
