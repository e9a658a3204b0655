"""Retrying: an alert that Slack refused is told after all, once somebody has mended why."""

from dataclasses import replace
from datetime import datetime

from bot.alerts.alert import Alert, Change
from bot.alerts.publisher import ADMIN_KEYS
from bot.store import Store


def retry(store: Store, alert: Alert, now: datetime) -> None:
    """Let a running bot tell the alert within half a minute, without the reminders that are over by now.

    If Slack refuses again for the same reason, the admins are told again.
    """
    with store.database.write():
        over = [one.number for one in store.alerts.untold(alert.id) if one.event.kind.ages]
        store.alerts.told(alert.id, over, now)
        if alert.failure is not None:
            store.tellings.strike_all(f"{ADMIN_KEYS}{alert.failure}:")
        store.alerts.change(alert.id, _told_anew)


def _told_anew(alert: Alert) -> Change | None:
    return None if alert.failure is None else (replace(alert, failure=None), [])
