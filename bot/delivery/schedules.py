"""What is due by the time of day: the daily digest, and deleting what was kept long enough."""

import logging
from collections import Counter
from datetime import date, datetime, time, timedelta

from bot.alerts.alert import AlertStatus
from bot.alerts.daily_digest import Daily
from bot.alerts.service import AlertService
from bot.outgoing import Kind, Outgoing
from bot.store import Store

log = logging.getLogger(__name__)

_INTERVAL = timedelta(seconds=30)
_MAX_ALERTS = 1_000
_DAYS = 7
_LATE = timedelta(hours=2)


class Schedules:
    """Enters the daily digest, and deletes leads that were kept long enough, once a day in each process."""

    def __init__(self, store: Store, service: AlertService, *, daily_at: time | None, kept_for: timedelta) -> None:
        self._store = store
        self._service = service
        self._daily_at = daily_at
        self._kept_for = kept_for
        self._looked_at: datetime | None = None
        self._entered: date | None = None
        self._purged: date | None = None

    def __call__(self) -> None:
        """Do what is due; most calls return at once."""
        now = self._service.now
        if self._looked_at is not None and timedelta(0) <= now - self._looked_at < _INTERVAL:
            return
        self._enter_daily(now)
        self._delete_old(now)
        self._looked_at = now

    def _enter_daily(self, now: datetime) -> None:
        hours = self._service.policy.hours
        local = now.astimezone(hours.calendar.zone)
        if self._daily_at is None or self._entered == local.date() or not hours.whole_days().is_open(now):
            return
        starts = datetime.combine(local.date(), self._daily_at, hours.calendar.zone)
        if starts <= local < starts + _LATE:
            key = f"daily:{local.date()}"
            self._store.outbox.put([Outgoing(key, Kind.DAILY, lane=key)], at=now)
            self._entered = local.date()

    def _delete_old(self, now: datetime) -> None:
        if self._purged == now.date():
            return
        deleted = self._store.purge(now, now - self._kept_for)
        self._purged = now.date()
        if deleted:
            log.info("deleted %d leads that were kept long enough", deleted)


def daily_digest(store: Store, now: datetime) -> Daily:
    """Return the daily digest as of now."""
    everything = store.alerts.listed(most=_MAX_ALERTS)
    theirs = Counter((alert.owner, alert.status) for alert in everything if alert.owner)
    waiting, contacted = (
        {user: count for (user, status), count in theirs.items() if status is wanted}
        for wanted in (AlertStatus.CLAIMED, AlertStatus.CONTACTED)
    )
    unowned = [alert for alert in everything if alert.unowned and not alert.tentative]
    return Daily(unowned, waiting, contacted, store.alerts.pace(now - timedelta(days=_DAYS)), _DAYS)
