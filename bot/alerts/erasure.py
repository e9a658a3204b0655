"""Forgetting a lead whose alert may be on its way to Slack at this very moment."""

import secrets
import time
from datetime import datetime

from bot.alerts.alert import Alert
from bot.store import Store
from bot.store.erasure import Erased

_PATIENCE_SECONDS = 10
_GLANCE_SECONDS = 0.05
_DID = "forget"


def forget(store: Store, lead_id: str, *, by: str, now: datetime) -> Erased:
    """Delete a lead and all about it, and return how much that was, once nobody is telling Slack of its alert.

    So no card is posted in vain. What somebody who takes longer than ten seconds says is removed when it stands. That
    `by` did so is kept in the audit.
    """
    alert = store.alerts.latest_of(lead_id)
    if alert is not None:
        _wait_until_nobody_speaks(store, alert, now)

    def erase() -> Erased:
        erased = store.leads.forget(lead_id, at=now)
        if erased.leads:
            store.audit.record(who=by, did=_DID, subject=lead_id, at=now)
        return erased

    erased = store.database.in_one_go(erase)
    store.database.vacate()
    return erased


def _wait_until_nobody_speaks(store: Store, alert: Alert, now: datetime) -> None:
    forgetting = f"forgetting {secrets.token_hex(4)}"
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not store.alerts.lease(alert.id, forgetting, now) and time.monotonic() < deadline:
        time.sleep(_GLANCE_SECONDS)
