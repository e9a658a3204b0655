"""The watch: what is looked after every half minute, whichever replica does it."""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.alerts.alert import AlertStatus
from bot.alerts.daily_digest import Daily
from bot.alerts.service import Desk
from bot.delivery.idempotent_sender import Once
from bot.delivery.ports import Courier, Refused, TryLater
from bot.store import Store

log = logging.getLogger(__name__)

_EVERY_SECONDS = 30
_MOST = 1_000
_DAYS = 7
_LATE = timedelta(hours=2)

# Who was about to post the daily digest died over it.
_ABANDONED_AFTER = timedelta(minutes=2)


class Watch:
    """Wakes alerts that nobody woke, catches up on answers, posts the daily digest, deletes what has to go."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        courier: Courier,
        *,
        daily_at: time | None,
        kept_for: timedelta,
        keep_name: Callable[[], None],
        tidy: Callable[[], None],
        catch_up: Callable[[], None],
        remove_due: Callable[[datetime], None],
    ) -> None:
        self._store = store
        self._desk = desk
        self._courier = courier
        self._daily_at = daily_at
        self._kept_for = kept_for
        self._keep_name = keep_name
        self._tidy = tidy
        self._catch_up = catch_up
        self._remove_due = remove_due
        self._once = Once(store.tellings)
        self._look = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)

    def start(self) -> None:
        """Watch in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped = True
        self._look.set()
        self._thread.join()

    def look_now(self) -> None:
        """Look without waiting for the next time."""
        self._look.set()

    def look(self) -> None:
        """Do once what is done every half minute."""
        self._keep_name()
        woken = self._desk.wake_all_due(until=lambda: self._stopped)
        if woken:
            log.debug("woke %d alerts", woken)
        if self._stopped:
            return
        self._post_daily()
        self._catch_up()
        self._remove_due(self._desk.now)
        self._delete_old()

    def _watch(self) -> None:
        while not self._stopped:
            try:
                self.look()
            except Exception as trouble:  # noqa: BLE001, such as a database that is away; the watch must go on
                log.error("the watch could not look: %s", type(trouble).__name__)  # noqa: TRY400, it may quote values
            self._look.wait(_EVERY_SECONDS)
            self._look.clear()

    def _post_daily(self) -> None:
        now = self._desk.now
        hours = self._desk.policy.hours
        local = now.astimezone(hours.calendar.zone)
        if self._daily_at is None or not hours.whole_days().is_open(now):
            return
        starts = datetime.combine(local.date(), self._daily_at, hours.calendar.zone)
        if not starts <= local < starts + _LATE:
            return
        key = f"daily:{local.date()}"
        if not self._store.ledger.first(key, at=now, abandoned_after=_ABANDONED_AFTER):
            return
        daily = self._daily()
        try:
            place = self._once.send(
                key,
                now,
                send=lambda: self._courier.post_daily(daily, key),
                find=lambda since: self._courier.find(key, since),
                tells_of=[alert.lead_id for alert in daily.named],
            )
        except TryLater as failed:
            log.warning("the daily digest is posted later: %s", failed)
            self._store.ledger.strike(key)
        except Refused as refused:
            log.error("there is no daily digest today: %s", refused)  # noqa: TRY400, where it came from is known
        else:
            self._store.ledger.answer(key, place.ts)

    def _daily(self) -> Daily:
        since = self._desk.now - timedelta(days=_DAYS)
        everything = self._store.alerts.listed(most=_MOST)
        theirs = Counter((alert.owner, alert.status) for alert in everything if alert.owner)
        waiting, contacted = (
            {user: count for (user, status), count in theirs.items() if status is wanted}
            for wanted in (AlertStatus.CLAIMED, AlertStatus.CONTACTED)
        )
        unowned = [alert for alert in everything if alert.unowned and not alert.tentative]
        return Daily(unowned, waiting, contacted, self._store.alerts.pace(since), _DAYS)

    def _delete_old(self) -> None:
        now = self._desk.now
        self._store.ledger.purge(now)  # at each look: what was answered may quote what somebody typed
        with self._store.ledger.once(f"tidied:{now.date()}", at=now) as is_first:
            if not is_first:
                return
            deleted = self._store.purge(now, now - self._kept_for)
            self._tidy()
        log.info("deleted %d leads that were kept long enough", deleted)
