"""Advancing an alert: doing what is due, and telling Slack what it was not told yet."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.alerts import life
from bot.alerts.courier import Courier, Place, Refused, TryLater
from bot.alerts.desk import Desk
from bot.alerts.once import Once
from bot.alerts.rotation import next_person
from bot.store import Store
from bot.store.alert import Alert, AlertStatus, Event, EventKind
from bot.store.alerts import Change, UnknownAlert
from bot.store.lead import UnknownLead

log = logging.getLogger(__name__)

_HOUR = timedelta(hours=1)
_LATELY = timedelta(days=7)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)
_BUSY_PAUSE = timedelta(seconds=1)
_DIGEST_EVERY = 300
_DIGEST_MOST = 40


class Advance:
    """Brings alerts up to date, one thread and one replica at a time for each.

    It may be called at any time, as often as one likes, and be killed anywhere: the store says what was done, and what
    was said.
    """

    def __init__(self, store: Store, desk: Desk, courier: Courier, replica: str) -> None:
        self._store = store
        self._desk = desk
        self._courier = courier
        self._replica = replica
        self._once = Once(store.tellings)
        self._running: set[str] = set()
        self._lock = threading.Lock()
        self._turns = threading.Lock()

    def __call__(self, alert_id: str) -> datetime | None:
        """Bring an alert up to date, and return when it next has something to do, if ever."""
        try:
            with self._lease(alert_id) as leased:
                if leased:
                    self._bring_up_to_date(alert_id)
            alert = self._store.alerts.get(alert_id)
        except (UnknownAlert, UnknownLead):
            return None  # its lead was forgotten
        return _next(alert) if leased else self._desk.now + _BUSY_PAUSE

    @contextmanager
    def _lease(self, alert_id: str) -> Iterator[bool]:
        with self._lock:
            mine = alert_id not in self._running
            self._running |= {alert_id}
        try:
            yield mine and self._store.alerts.lease(alert_id, self._replica, self._desk.now)
        finally:
            if mine:
                self._store.alerts.end_lease(alert_id, self._replica)
                with self._lock:
                    self._running -= {alert_id}

    def _bring_up_to_date(self, alert_id: str) -> None:
        alert = self._moved(alert_id)
        try:
            self._tell(alert)
        except Refused as refused:
            self._undeliverable(alert, refused.code)
        except TryLater as later:
            self._try_later(alert_id, later)

    def _moved(self, alert_id: str) -> Alert:
        """Let the clock do what is due. One at a time, so that turns and the number of posts in an hour are right."""
        policy, now = self._desk.paused, self._desk.now

        def moved(alert: Alert) -> Change | None:
            if crowded is not None and alert.status is AlertStatus.WAITING and alert.digest_at is None:
                return replace(alert, digest_at=crowded, due_at=crowded), []
            person, manager = partial(self._next_person, alert), partial(self._next_manager, alert)
            return life.move(alert, policy, now, next_person=person, next_manager=manager)

        with self._turns:
            alert = self._store.alerts.get(alert_id)
            if alert.due_at is None or alert.due_at > now:
                return alert
            crowded = self._next_digest(now) if alert.status is AlertStatus.WAITING else None
            return self._store.alerts.change(alert_id, moved)

    def _next_digest(self, now: datetime) -> datetime | None:
        """Return when the next digest with room goes out, or None while alerts get cards of their own."""
        if self._store.alerts.posted_since(now - _HOUR) < self._desk.policy.most_per_hour:
            return None
        at = now + timedelta(seconds=_DIGEST_EVERY - now.timestamp() % _DIGEST_EVERY)
        while len(self._store.alerts.in_digest(at)) >= _DIGEST_MOST:
            at += timedelta(seconds=_DIGEST_EVERY)
        return at

    def _next_person(self, alert: Alert) -> str | None:
        policy = self._desk.policy
        if policy.backup_group and alert.asked is None:
            return policy.backup_group
        return self._turn(policy.team, policy.capacity, alert)

    def _next_manager(self, alert: Alert) -> str | None:
        managers = self._desk.policy.managers
        return self._turn(managers, None, alert)

    def _turn(self, people: tuple[str, ...], capacity: int | None, alert: Alert) -> str | None:
        if not people:
            return None
        return next_person(
            people,
            loads=self._store.alerts.loads(self._desk.now - _LATELY),
            away=self._store.people.away_now(self._desk.now),
            capacity=capacity,
            not_these={alert.asked} if alert.asked else set(),
        )

    def _tell(self, alert: Alert) -> None:
        if alert.status is AlertStatus.WAITING:
            return
        if alert.failure is not None:
            self._tell_those_who_must_know(alert)
        elif alert.ts is None and not self._posts(alert):
            self._store.alerts.note(alert.id, retry_at=self._desk.now + _BUSY_PAUSE)
            return
        else:
            self._tell_everybody(alert if alert.ts is not None else self._placed(alert))
        if alert.attempts or alert.retry_at:
            self._store.alerts.note(alert.id, attempts=0, retry_at=None)

    def _tell_everybody(self, alert: Alert) -> None:
        self._tell_story(alert)
        self._show(alert)

    def _posts(self, alert: Alert) -> bool:
        """Whether this alert posts: of those in a digest the first that does not stand, lest two do at once."""
        if alert.digest_at is None:
            return True
        listed = self._store.alerts.in_digest(alert.digest_at)
        return alert.id == next(one.id for one in listed if one.ts is None and one.failure is None)

    def _placed(self, alert: Alert) -> Alert:
        """Post the card of an alert, or the digest that lists it, and return the alert as it stands."""
        digest_at = alert.digest_at
        listed = [alert] if digest_at is None else self._store.alerts.in_digest(digest_at)
        key = f"{alert.id}:card" if digest_at is None else f"digest:{int(digest_at.timestamp())}"
        sent: list[Place] = []

        def post() -> Place:
            courier = self._courier
            sent.append(courier.post_card(alert, key) if digest_at is None else courier.post_digest(listed, key))
            return sent[0]

        place = self._once.send(key, self._desk.now, send=post, find=lambda since: self._courier.find(key, since))
        for one in listed:
            self._stands(one, place, just_sent=bool(sent))
        return self._store.alerts.get(alert.id)

    def _stands(self, posted: Alert, place: Place, *, just_sent: bool) -> None:
        def stands(alert: Alert) -> Change | None:
            if alert.ts is not None:
                return None
            return life.placed(alert, self._desk.paused, self._desk.now, place.channel, place.ts)

        alert = self._store.alerts.change(posted.id, stands)
        if just_sent and alert.version == posted.version + 1 and alert.clock_from == posted.clock_from:
            self._shown(alert)  # as it was posted just now; an update would say the same

    def _tell_story(self, alert: Alert) -> None:
        thread = Place(alert.channel or "", alert.ts or "")
        for numbered in self._store.alerts.untold(alert.id):
            event = numbered.event
            if event.kind.is_told:
                self._tell_directly(alert, event, numbered.number)
                key = f"{alert.id}:{numbered.number}"
                self._once.send(
                    key,
                    self._desk.now,
                    send=lambda: self._courier.reply(alert, event, key),  # noqa: B023, called before the next turn
                    find=lambda since: self._courier.find(key, since, thread),  # noqa: B023
                )
            self._store.alerts.told(alert.id, [numbered.number], self._desk.now)

    def _tell_directly(self, alert: Alert, event: Event, number: int) -> None:
        to = event.to
        if event.kind is EventKind.ESCALATED and to is not None:
            key = f"{alert.id}:{number}:direct"
            link = self._courier.link_to(alert)  # beforehand, for what dies between beginning and sending is not sent
            self._once.attempt(key, self._desk.now, lambda: self._courier.escalate(alert, to, link))

    def _tell_those_who_must_know(self, alert: Alert) -> None:
        """Where the channel cannot be reached, still tell a manager who got the alert."""
        for numbered in self._store.alerts.untold(alert.id):
            self._tell_directly(alert, numbered.event, numbered.number)

    def _show(self, alert: Alert) -> None:
        if alert.shown_version >= alert.version:
            return
        if alert.digest_at is not None:
            place = Place(alert.channel or "", alert.ts or "")
            self._courier.update_digest(self._store.alerts.in_digest(alert.digest_at), place)
        else:
            self._courier.update_card(alert)
        self._shown(alert)

    def _shown(self, alert: Alert) -> None:
        self._store.alerts.note(alert.id, shown_version=alert.version)

    def _undeliverable(self, alert: Alert, code: str) -> None:
        log.error("alert %s cannot be posted: %s", alert.id, code)
        policy, now = self._desk.paused, self._desk.now
        self._store.alerts.change(alert.id, lambda current: life.undeliverable(current, policy, now, code))
        for admin in self._desk.policy.admins or self._desk.policy.managers:
            try:
                self._once.attempt(admin_key(code, admin), now, lambda: self._courier.tell_admin(admin, code))  # noqa: B023, called at once
            except TryLater as later:
                log.warning("%s could not be told of %s: %s", admin, code, later)

    def _try_later(self, alert_id: str, later: TryLater) -> None:
        alert = self._store.alerts.get(alert_id)
        doubled = _FIRST_PAUSE * 2 ** min(alert.attempts, 10)
        pause = timedelta(seconds=later.seconds) if later.seconds is not None else min(doubled, _LONGEST_PAUSE)
        log.warning("alert %s is told later: %s", alert_id, later)
        self._store.alerts.note(alert_id, attempts=alert.attempts + 1, retry_at=self._desk.now + pause)


def admin_key(code: str, admin: str) -> str:
    """Return the key under which an admin is told of a refusal once."""
    return f"{admin_keys(code)}{admin}"


def admin_keys(code: str) -> str:
    """Return how the keys begin under which the admins are told of a refusal."""
    return f"admin:{code}:"


def _next(alert: Alert) -> datetime | None:
    times = [time for time in (alert.due_at, alert.retry_at) if time is not None]
    return min(times, default=None)
