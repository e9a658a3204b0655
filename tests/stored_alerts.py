"""Alerts that tests put into a store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.alerts.alert import Alert, AlertStatus, Changed, Event, Urgency
from bot.alerts.publisher import messages_of
from bot.store import Store
from tests.scores import lead, score


def add_alert(store: Store, id: str, name: str, at: datetime, events: Sequence[Event], **columns: Any) -> None:  # noqa: A002, it is what the alert calls it
    """Add the open alert of a lead of this name, to which these things happened, and their messages."""
    one = lead(name=name)
    saved = store.leads.save(one, score(one), source="slack", by="U0MAYA", at=at)
    alert = Alert(
        id=id,
        lead_id=saved.lead_id,
        score_id=saved.score_id,
        status=AlertStatus.OPEN,
        urgency=Urgency.ON_TIME,
        entered_by="U0MAYA",
        raised_at=at,
    )
    added, _ = store.alerts.add(replace(alert, **columns), events)
    store.outbox.put(messages_of(Changed(alert, added, store.alerts.history(id))), at=at)
