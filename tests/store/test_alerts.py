"""The alerts of the store: which of them have something to do or to say."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.alerts.alert import Event, EventKind
from bot.store import Store
from tests.stored_alerts import add_alert

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def add(store: Store, id: str, name: str, **columns: Any) -> None:  # noqa: A002, it is what the alert calls it
    """Add an alert that stands in Slack as it is, and of which the thread tells nothing yet."""
    stands = {"channel": "C0HOTLEADS", "ts": "1.000001", "shown_version": 1}
    add_alert(store, id, name, NOON, [Event(EventKind.RAISED, NOON)], **(stands | columns))


def test_what_a_card_shows_and_its_thread_does_not_say_yet_is_due(store: Store) -> None:
    add(store, "a1", "Dana Reyes")
    assert store.alerts.due(NOON) == ["a1"]
    store.alerts.told("a1", [one.number for one in store.alerts.untold("a1")], NOON)
    assert store.alerts.due(NOON) == []


def test_who_needs_an_owner_comes_before_what_has_only_to_be_said(store: Store) -> None:
    add(store, "a1", "Dana Reyes")
    add(store, "b2", "Omar Haddad", raised_at=NOON + timedelta(minutes=1), due_at=NOON + timedelta(minutes=2))
    assert store.alerts.due(NOON + timedelta(minutes=1)) == ["a1", "b2"]
    assert store.alerts.due(NOON + timedelta(minutes=2)) == ["b2", "a1"]


def test_a_new_life_of_a_replica_speaks_at_once_for_what_its_earlier_one_had_in_hand(store: Store) -> None:
    add(store, "a1", "Dana Reyes")
    add(store, "b2", "Omar Haddad")
    assert store.alerts.lease("a1", "a_/1", NOON)
    assert store.alerts.lease("b2", "ab/1", NOON)
    assert not store.alerts.lease("a1", "a_/2", NOON)
    store.alerts.end_leases_of_earlier("a_")
    assert store.alerts.lease("a1", "a_/2", NOON)
    assert not store.alerts.lease("a1", "a_/1", NOON)
    assert not store.alerts.lease("b2", "a_/2", NOON)
