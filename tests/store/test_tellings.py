"""Tellings: a message is begun once, and known to stand."""

from datetime import UTC, datetime, timedelta

from bot.store import Store
from bot.store.tellings import Telling

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=3)


def test_a_message_is_new_once(store: Store) -> None:
    assert store.tellings.begin("a1:card", NOON) == Telling("a1:card", NOON, is_new=True)
    assert store.tellings.begin("a1:card", LATER) == Telling("a1:card", NOON)


def test_a_message_that_stands_is_known_to_stand(store: Store) -> None:
    store.tellings.begin("a1:card", NOON)
    store.tellings.done("a1:card", "C0HOT", "1763899200.000100", LATER)
    known = store.tellings.begin("a1:card", LATER)
    assert known == Telling("a1:card", NOON, done=True, channel="C0HOT", ts="1763899200.000100")


def test_a_message_that_certainly_does_not_stand_is_begun_anew(store: Store) -> None:
    store.tellings.begin("a1:card", NOON)
    store.tellings.strike("a1:card")
    assert store.tellings.begin("a1:card", LATER).is_new
