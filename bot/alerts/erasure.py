"""Forgetting a lead whose alert may be on its way to Slack right now."""

import time
from datetime import datetime

from bot.alerts.alert import Alert
from bot.outgoing import alert_subject
from bot.store import Store
from bot.store.erasure import Erased

_TIMEOUT = 10.0
_POLL_INTERVAL = 0.05
_DID = "forget"


def forget(store: Store, lead_id: str, *, by: str, now: datetime) -> Erased:
    """Delete a lead and all about it, and return how much that was. The audit keeps that `by` did so.

    Wait until no message of its alert is being sent, so that no card is posted in vain. A message that takes longer
    than ten seconds is deleted as soon as it is posted.
    """
    alert = store.alerts.latest_of(lead_id)
    if alert is not None:
        _wait_until_nobody_sends(store, alert)

    def erase() -> Erased:
        erased = store.leads.forget(lead_id, at=now)
        if erased.leads:
            store.audit.record(who=by, did=_DID, subject=lead_id, at=now)
        return erased

    erased = store.database.in_one_go(erase)
    store.database.vacate()
    return erased


def _wait_until_nobody_sends(store: Store, alert: Alert) -> None:
    deadline = time.monotonic() + _TIMEOUT
    while store.outbox.is_in_hand(subject=alert_subject(alert.id)) and time.monotonic() < deadline:
        time.sleep(_POLL_INTERVAL)
