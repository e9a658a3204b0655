"""The clock of alerts: it opens them, reminds of them, asks the next person and escalates, as time passes."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.alerts import lifecycle
from bot.alerts.alert import Alert, AlertStatus, Change, UnknownAlert
from bot.alerts.assignment import next_person
from bot.alerts.publisher import change_alert
from bot.alerts.service import AlertService
from bot.store import Store

_HOUR = timedelta(hours=1)
_LATELY = timedelta(days=7)
_DIGEST_EVERY = 300
_MAX_IN_DIGEST = 40


class AlertClock:
    """Moves alerts that are due, each in a transaction that also enters what Slack has to be told.

    Any number of processes may do so at once. Turns, and how many alerts get a card of their own, are exact within a
    process; two may differ by one.
    """

    def __init__(self, store: Store, service: AlertService) -> None:
        self._store = store
        self._service = service

    def __call__(self, limit: int) -> int:
        """Move at most so many alerts that are due, and return how many were."""
        due = self._store.alerts.due(self._service.now, limit)
        for alert_id in due:
            try:
                self._move(alert_id)
            except UnknownAlert:
                continue  # its lead was forgotten
        return len(due)

    def _move(self, alert_id: str) -> None:
        policy, now = self._service.paused, self._service.now

        def moved(alert: Alert) -> Change | None:
            if alert.status is AlertStatus.WAITING and alert.digest_at is None and alert.due_at and alert.due_at <= now:
                crowded = self._next_digest(now)
                if crowded is not None:
                    return replace(alert, digest_at=crowded, due_at=crowded, tentative=False), []
            person, owner = partial(self._next_person, alert), partial(self._next_owner, alert)
            return lifecycle.move(alert, policy, now, next_person=person, next_owner=owner)

        changed = change_alert(self._store, alert_id, moved, at=now)
        self._service.measure(changed.before, changed.after)

    def _next_digest(self, now: datetime) -> datetime | None:
        """Return when the next digest with room goes out, or None while alerts get cards of their own."""
        if self._store.alerts.posted_since(now - _HOUR) < self._service.policy.most_per_hour:
            return None
        at = self._service.policy.quiet.ends(now + timedelta(seconds=_DIGEST_EVERY - now.timestamp() % _DIGEST_EVERY))
        while len(self._store.alerts.in_digest(at)) >= _MAX_IN_DIGEST:
            at += timedelta(seconds=1)
        return at

    def _next_person(self, alert: Alert) -> str | None:
        """Return the next to ask: the backup group, or a person of the team, but not the last one asked."""
        policy = self._service.policy
        if policy.backup_group and alert.asked != policy.backup_group:
            return policy.backup_group
        return self._turn(policy.team, away=self._away(), capacity=policy.capacity, but=alert.asked)

    def _next_owner(self, alert: Alert) -> str | None:
        """Return who gets what nobody took: a manager, else somebody of the team, at worst one who is away or full."""
        policy, away = self._service.policy, self._away()
        return (
            self._turn(policy.managers, away=away)
            or self._turn(policy.team, away=away, capacity=policy.capacity, but=alert.asked)
            or self._turn(policy.team, away=away)
            or self._turn(policy.managers, away={})
            or self._turn(policy.team, away={})
        )

    def _away(self) -> dict[str, datetime]:
        return self._store.people.away_now(self._service.now)

    def _turn(
        self, people: tuple[str, ...], *, away: dict[str, datetime], capacity: int | None = None, but: str | None = None
    ) -> str | None:
        if not people:
            return None
        loads = self._store.alerts.loads(self._service.now - _LATELY)
        return next_person(people, loads=loads, away=away, capacity=capacity, not_these={but} if but else set())
