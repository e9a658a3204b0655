"""Alerts: High leads that the hot leads channel is told of, each once.

What was posted is remembered in memory, for as long as this process runs and at most a day.
"""

import hashlib
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from cachetools import TTLCache

from scoring.lead import Lead
from scoring.score import Score

_REMEMBERED = 10_000
_DAY = 24 * 60 * 60


class AlertStatus(StrEnum):
    """What became of an alert."""

    POSTED = "posted"
    POSTED_BEFORE = "posted before"
    REFUSED = "refused"  # Slack said no: the lead is not in the channel, and may be posted again
    UNCONFIRMED = "unconfirmed"  # the answer was lost: the lead may or may not be in the channel


@dataclass(frozen=True)
class Alert:
    """An alert as it stands; `reason` is Slack's error code where it was refused."""

    status: AlertStatus
    reason: str = ""


class AlertRefused(Exception):
    """Slack refused to post an alert: {reason}."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Slack refused to post an alert: {reason}")


class AlertUnconfirmed(Exception):
    """The connection broke before Slack said whether it posted an alert."""


Post = Callable[[Lead, Score, str], None]
"""Posts the alert for a lead, its score and the Slack user who entered it; raises AlertRefused or AlertUnconfirmed."""


class Alerts:
    """The alerts of this process. Safe to share between threads."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._known: MutableMapping[str, Future[Alert]] = TTLCache(_REMEMBERED, ttl=_DAY)
        self._lock = Lock()

    def raise_alert(self, lead: Lead, score: Score, *, entered_by: str, again: bool = False) -> Alert:
        """Post the lead unless it was posted before or is being posted now, and return what became of it.

        `again` means that somebody looked: an unconfirmed alert is not in the channel, and is posted once more.
        """
        key = alert_key(lead)
        known, mine = self._claimed(key, again=again)
        if known:
            alert = known.result()
            return Alert(AlertStatus.POSTED_BEFORE) if alert.status is AlertStatus.POSTED else alert
        alert = Alert(AlertStatus.UNCONFIRMED)
        try:
            alert = self._posted(lead, score, entered_by)
        finally:
            if alert.status is AlertStatus.REFUSED:
                self._release(key)
            mine.set_result(alert)
        return alert

    def _claimed(self, key: str, *, again: bool) -> tuple[Future[Alert] | None, Future[Alert]]:
        """Return the alert that stands for `key` already, if any, and else the one that the caller has to settle."""
        mine: Future[Alert] = Future()
        with self._lock:
            known = self._known.get(key)
            if known and again and known.done() and known.result().status is AlertStatus.UNCONFIRMED:
                known = None
            if not known:
                self._known[key] = mine
        return known, mine

    def _release(self, key: str) -> None:
        with self._lock:
            self._known.pop(key, None)

    def _posted(self, lead: Lead, score: Score, entered_by: str) -> Alert:
        try:
            self._post(lead, score, entered_by)
        except AlertRefused as refused:
            return Alert(AlertStatus.REFUSED, refused.reason)
        except AlertUnconfirmed:
            return Alert(AlertStatus.UNCONFIRMED)
        return Alert(AlertStatus.POSTED)


def alert_key(lead: Lead) -> str:
    """Return by what a lead is recognised again: name and CRM id, else name and e-mail, else all that is known of it.

    The name is part of it because couples and offices share an address, and a lost High lead is worse than a double.
    """
    identity = lead.external_id or lead.email
    known = f"{lead.name} {identity}".casefold() if identity else lead.model_dump_json(exclude_none=True)
    return hashlib.sha256(known.encode()).hexdigest()
