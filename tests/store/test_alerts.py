"""The alerts of the store: which of them the clock has to move."""

from datetime import UTC, datetime, timedelta

from bot.alerts.alert import Event, EventKind
from bot.store import Store
from tests.stored_alerts import add_alert

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RAISED = [Event(EventKind.RAISED, NOON)]


def test_the_alert_that_is_longest_overdue_is_moved_first(store: Store) -> None:
    add_alert(store, "a1", "Dana Reyes", NOON, RAISED)
    add_alert(store, "b2", "Omar Haddad", NOON, RAISED, due_at=NOON + timedelta(minutes=2))
    add_alert(store, "c3", "Lena Vogel", NOON, RAISED, due_at=NOON + timedelta(minutes=1))
    assert store.alerts.due(NOON) == []
    assert store.alerts.due(NOON + timedelta(minutes=2)) == ["c3", "b2"]
    assert store.alerts.due(NOON + timedelta(minutes=2), limit=1) == ["c3"]
    assert store.alerts.next_due() == NOON + timedelta(minutes=1)
