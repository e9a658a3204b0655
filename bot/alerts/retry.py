"""Retrying: an alert that Slack refused is told after all, once somebody has mended why."""

from dataclasses import replace
from datetime import datetime

from bot.alerts.advance import admin_keys
from bot.store import Store
from bot.store.alert import Alert, EventKind
from bot.store.alerts import Change

_OLD_NEWS = {EventKind.REMINDED, EventKind.ASKED, EventKind.CONTACT_AT_RISK}


def retry(store: Store, alert: Alert, now: datetime) -> None:
    """Let a running bot tell the alert within half a minute, without the reminders that are over by now.

    If Slack refuses again for the same reason, the admins are told again.
    """
    with store.database.write():
        over = [one.number for one in store.alerts.untold(alert.id) if one.event.kind in _OLD_NEWS]
        store.alerts.told(alert.id, over, now)
        if alert.failure is not None:
            store.tellings.strike_all(admin_keys(alert.failure))
        store.alerts.change(alert.id, _told_anew)


def _told_anew(alert: Alert) -> Change | None:
    return None if alert.failure is None else (replace(alert, failure=None), [])
