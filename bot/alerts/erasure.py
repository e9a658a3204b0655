"""Forgetting a lead whose alert may be on its way to Slack at this very moment."""

import secrets
import time
from datetime import datetime

from bot.store import Store

_TIMEOUT = 10.0
_POLL_INTERVAL = 0.05


def wait_until_silent(store: Store, lead_id: str, now: datetime) -> None:
    """Wait until no process is telling Slack about the lead's alert, so that no card is posted in vain.

    What a process that takes longer than ten seconds posts is removed once it is there.
    """
    alert = store.alerts.latest_of(lead_id)
    forgetting = f"forgetting {secrets.token_hex(4)}"
    deadline = time.monotonic() + _TIMEOUT
    while alert is not None and not store.alerts.lease(alert.id, forgetting, now) and time.monotonic() < deadline:
        time.sleep(_POLL_INTERVAL)
