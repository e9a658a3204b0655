"""Forgetting a lead whose alert may be on its way to Slack right now."""

import time

from bot.alerts.ports import AlertStore
from bot.outgoing import alert_subject

_TIMEOUT = 10.0
_POLL_INTERVAL = 0.05


def wait_until_silent(store: AlertStore, lead_id: str) -> None:
    """Wait until no process is sending a message about the lead's alert, so that no card is posted in vain.

    A message that takes longer than ten seconds is deleted as soon as it is posted.
    """
    alert = store.alerts.latest_of(lead_id)
    if alert is None:
        return
    subject, deadline = alert_subject(alert.id), time.monotonic() + _TIMEOUT
    while store.outbox.is_in_hand(subject=subject) and time.monotonic() < deadline:
        time.sleep(_POLL_INTERVAL)
