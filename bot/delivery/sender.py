"""Sending one message from the outbox, although `chat.postMessage` is not idempotent and any process can die."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.alerts.alert import UnknownAlert
from bot.delivery.ports import Gone, NotYet, Recorder, Refused, RenderedMessage, Renderer, TryLater, Unconfirmed
from bot.leads.erasure import SlackMessage
from bot.leads.lead import UnknownLead
from bot.outgoing import Kind, Place, Row
from bot.store import Store

log = logging.getLogger(__name__)

_CLOCK_TOLERANCE = timedelta(minutes=5)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)
_REFUSED_DELETIONS_AGAIN = timedelta(days=1)
_REFUSED_DAILY_AGAIN = timedelta(minutes=2)

# Of no use to anybody later; alerts and deletions are tried until they succeed.
_GIVEN_UP_AFTER = {
    Kind.ADMIN: timedelta(days=1),
    Kind.DIRECT: timedelta(days=7),
    Kind.DAILY: timedelta(hours=2),
    Kind.ANSWER: timedelta(days=1),
    Kind.PRIVATE: timedelta(days=1),
    Kind.SHARE: timedelta(days=1),
    Kind.TITLE: timedelta(0),
    Kind.CLOSE_QUESTION: timedelta(0),
}

Clock = Callable[[], datetime]


class Sender:
    """Renders a claimed message, sends it, and records what became of it."""

    def __init__(
        self, store: Store, renderers: Mapping[Kind, Renderer], recorders: Mapping[Kind, Recorder], now: Clock
    ) -> None:
        self._store = store
        self._renderers = renderers
        self._recorders = recorders
        self._now = now

    def __call__(self, row: Row) -> None:
        """Send a message, or see to it that it is sent later."""
        try:
            delivery = self._renderers[row.kind](row)
            if delivery is None:
                self._store.outbox.done(row, self._now())
                return
            place, was_found = self._delivered(row, delivery)
        except NotYet as later:
            self._store.outbox.put_off(row, later.until, is_failure=False)
        except (UnknownAlert, UnknownLead):
            self._store.outbox.done(row, self._now())  # the lead was forgotten
        except Gone:
            self._recorders[row.kind].gone(row)
        except Refused as refused:
            self._refused(row, refused.code)
        except TryLater as later:
            self._try_later(row, later)
        else:
            self._sent(row, delivery, place, was_found=was_found)

    def _delivered(self, row: Row, delivery: RenderedMessage) -> tuple[Place | None, bool]:
        """Return where the message is posted, and whether it was found there instead of being sent now."""
        if row.is_posted:
            return delivery.send(), False
        if row.begun_at is not None:
            if delivery.at_most_once:
                log.warning("a direct message may not have arrived")
                return None, False
            found = delivery.find(row.begun_at - _CLOCK_TOLERANCE) if delivery.find else None
            if found is not None:
                return found, True
        elif delivery.at_most_once or delivery.lead_ids:
            self._store.outbox.begin(row, self._now(), _with_leads(row, delivery))
        return delivery.send(), False

    def _sent(self, row: Row, delivery: RenderedMessage, place: Place | None, *, was_found: bool) -> None:
        now = self._now()
        log.debug("sent a message (%s)", row.kind)
        channel, ts = (place.channel, place.ts) if place else ("", "")
        with self._store.database.write():
            shown = row.version - 1 if was_found and delivery.shown else delivery.shown or row.version
            exists = self._store.outbox.done(row, now, channel=channel, ts=ts, shown=shown)
            if exists and row.kind in self._recorders:
                self._recorders[row.kind].sent(row, place)
            if place is None:
                return
            if not exists:
                self._store.messages.to_be_removed([SlackMessage(channel, ts)], at=now)
            elif lead_ids := tuple(row.payload.get("lead_ids", ())) or delivery.lead_ids:
                self._store.messages.tells_of(lead_ids, SlackMessage(channel, ts), at=now)

    def _refused(self, row: Row, code: str) -> None:
        now = self._now()
        if row.kind is Kind.DELETE:
            log.warning("a message of a lead that is gone could not be deleted: %s", code)
            self._store.outbox.put_off(row, now + _REFUSED_DELETIONS_AGAIN, failure=code)
            return
        if row.kind is Kind.DAILY and not self._is_given_up(row, now, may_be_posted=False):
            log.warning("the daily digest is sent later: Slack refuses it (%s)", code)
            self._store.outbox.put_off(row, now + _REFUSED_DAILY_AGAIN, failure=code)
            return
        with self._store.database.write():
            recorder = self._recorders.get(row.kind)
            if recorder is not None:
                recorder.refused(row, code)
            elif row.kind is Kind.DIRECT and self._store.outbox.refused(row.lane):
                self._store.outbox.refuse(row, code)  # sent after all when its alert's card is
            else:
                log.warning("a message (%s) was not sent: Slack refuses it (%s)", row.kind, code)
                self._store.outbox.done(row, self._now())

    def _try_later(self, row: Row, later: TryLater) -> None:
        now = self._now()
        may_be_posted = isinstance(later, Unconfirmed)
        if self._is_given_up(row, now, may_be_posted=may_be_posted):
            log.warning("a message (%s) is given up: %s", row.kind, later)
            self._store.outbox.done(row, now)
            return
        doubled = _FIRST_PAUSE * 2 ** min(row.attempts, 10)
        pause = timedelta(seconds=later.seconds) if later.seconds is not None else min(doubled, _LONGEST_PAUSE)
        log.warning("a message (%s) is sent later: %s", row.kind, later)
        self._store.outbox.put_off(row, now + pause, may_be_posted=may_be_posted)

    def _is_given_up(self, row: Row, now: datetime, *, may_be_posted: bool) -> bool:
        if row.kind in {Kind.DIRECT, Kind.ADMIN} and may_be_posted:
            return True  # it cannot be looked for, and must not arrive twice
        given_up_after = _GIVEN_UP_AFTER.get(row.kind)
        return given_up_after is not None and now - row.created_at >= given_up_after


def _with_leads(row: Row, delivery: RenderedMessage) -> dict[str, Any]:
    return dict(row.payload) | ({"lead_ids": list(delivery.lead_ids)} if delivery.lead_ids else {})
