"""Advancing an alert: doing what is due, and then telling Slack."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.alerts import lifecycle
from bot.alerts.alert import Alert, AlertStatus, Change, UnknownAlert
from bot.alerts.assignment import next_person
from bot.alerts.publisher import Telling
from bot.alerts.service import Desk
from bot.delivery.ports import Courier, Refused, TryLater
from bot.leads.lead import UnknownLead
from bot.store import Store

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
    was said. Turns, and how many alerts get a card of their own, are exact within a replica; two may differ by one.
    """

    def __init__(self, store: Store, desk: Desk, courier: Courier, replica: str) -> None:
        self._store = store
        self._desk = desk
        self._replica = replica
        self._telling = Telling(store, desk, courier, replica)
        self._running: set[str] = set()
        self._lock = threading.Lock()
        self._turns = threading.Lock()

    def __call__(self, alert_id: str) -> datetime | None:
        """Bring an alert up to date if need be, and return when it next has something to do, if ever."""
        try:
            if self._store.alerts.is_due(alert_id, self._desk.now) and not self._try_now(alert_id):
                return self._desk.now + _BUSY_PAUSE
            return _next(self._store.alerts.get(alert_id))
        except (UnknownAlert, UnknownLead):
            return None  # its lead was forgotten

    def _try_now(self, alert_id: str) -> bool:
        """Bring an alert up to date unless somebody else is at it, and tell whether nobody was."""
        with self._lease(alert_id) as leased:
            if leased:
                self._bring_up_to_date(alert_id)
        return leased

    @contextmanager
    def _lease(self, alert_id: str) -> Iterator[bool]:
        with self._lock:
            mine = alert_id not in self._running
            self._running |= {alert_id}
        leased = False
        try:
            leased = mine and self._store.alerts.lease(alert_id, self._replica, self._desk.now)
            yield leased
        finally:
            if mine:
                with self._lock:
                    self._running -= {alert_id}
            if leased:
                self._store.alerts.end_lease(alert_id, self._replica)

    def _bring_up_to_date(self, alert_id: str) -> None:
        alert = self._moved(alert_id)
        if alert.retry_at is not None and alert.retry_at > self._desk.now:
            return  # it waits for its turn, however often it is woken, or those who wait would take up all turns
        if self._is_held(alert):
            return
        try:
            self._telling.tell(alert)
        except Refused as refused:
            self._telling.undeliverable(alert, refused.code)
        except TryLater as later:
            self._try_later(alert_id, later)
        else:
            if alert.attempts or alert.retry_at:
                self._store.alerts.note(alert.id, attempts=0, retry_at=None)

    def _is_held(self, alert: Alert) -> bool:
        """Hold a card back that was put off until quiet hours, and tell whether it was."""
        now, quiet = self._desk.now, self._desk.policy.quiet
        is_first = alert.ts is None and alert.status is AlertStatus.OPEN and alert.failure is None
        if not is_first or not quiet.quiet(now):
            return False
        self._store.alerts.note(alert.id, retry_at=quiet.ends(now))
        return True

    def _moved(self, alert_id: str) -> Alert:
        """Let the clock do what is due."""
        policy, now = self._desk.paused, self._desk.now

        before: list[Alert] = []

        def moved(alert: Alert) -> Change | None:
            before[:] = [alert]
            if crowded is not None and alert.status is AlertStatus.WAITING and alert.digest_at is None:
                return replace(alert, digest_at=crowded, due_at=crowded, tentative=False), []
            person, owner = partial(self._next_person, alert), partial(self._next_owner, alert)
            return lifecycle.move(alert, policy, now, next_person=person, next_owner=owner)

        with self._turns:
            alert = self._store.alerts.get(alert_id)
            if alert.due_at is None or alert.due_at > now:
                return alert
            crowded = self._next_digest(now) if alert.status is AlertStatus.WAITING else None
            after = self._store.alerts.change(alert_id, moved)
        self._desk.measure(before[0], after)
        return after

    def _next_digest(self, now: datetime) -> datetime | None:
        """Return when the next digest with room goes out, or None while alerts get cards of their own."""
        if self._store.alerts.posted_since(now - _HOUR) < self._desk.policy.most_per_hour:
            return None
        at = self._desk.policy.quiet.ends(now + timedelta(seconds=_DIGEST_EVERY - now.timestamp() % _DIGEST_EVERY))
        while len(self._store.alerts.in_digest(at)) >= _DIGEST_MOST:
            at += timedelta(seconds=1)
        return at

    def _next_person(self, alert: Alert) -> str | None:
        """Return whom to ask: the backup group, or whose turn it is of the team, other than who had it last."""
        policy = self._desk.policy
        if policy.backup_group and alert.asked != policy.backup_group:
            return policy.backup_group
        return self._turn(policy.team, away=self._away(), capacity=policy.capacity, but=alert.asked)

    def _next_owner(self, alert: Alert) -> str | None:
        """Return who gets what nobody took: a manager, else somebody of the team, at worst one who is away or full."""
        policy, away = self._desk.policy, self._away()
        return (
            self._turn(policy.managers, away=away)
            or self._turn(policy.team, away=away, capacity=policy.capacity, but=alert.asked)
            or self._turn(policy.team, away=away)
            or self._turn(policy.managers, away={})
            or self._turn(policy.team, away={})
        )

    def _away(self) -> dict[str, datetime]:
        return self._store.people.away_now(self._desk.now)

    def _turn(
        self, people: tuple[str, ...], *, away: dict[str, datetime], capacity: int | None = None, but: str | None = None
    ) -> str | None:
        if not people:
            return None
        loads = self._store.alerts.loads(self._desk.now - _LATELY)
        return next_person(people, loads=loads, away=away, capacity=capacity, not_these={but} if but else set())

    def _try_later(self, alert_id: str, later: TryLater) -> None:
        alert = self._store.alerts.get(alert_id)
        doubled = _FIRST_PAUSE * 2 ** min(alert.attempts, 10)
        pause = timedelta(seconds=later.seconds) if later.seconds is not None else min(doubled, _LONGEST_PAUSE)
        log.warning("alert %s is told later: %s", alert_id, later)
        self._store.alerts.note(alert_id, attempts=alert.attempts + 1, retry_at=self._desk.now + pause)


def _next(alert: Alert) -> datetime | None:
    times = [time for time in (alert.due_at, alert.retry_at) if time is not None]
    return min(times, default=None)
