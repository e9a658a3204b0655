"""Workers: what a process has in hand is free as soon as the process is gone, and not before."""

import time

import pytest
from sqlalchemy import select, text

from bot.store import Store
from bot.store.tables import inbox
from bot.store.workers import GONE_AFTER, Workers


@pytest.fixture
def other(store: Store) -> Workers:
    """Another process on the same database."""
    return Workers(store.database)


def put_in_hands(store: Store, worker: str | None) -> None:
    row = "INSERT INTO inbox (key, kind, received_at, worker, attempts) VALUES (:key, 'event', :at, :worker, 1)"
    with store.database.write() as connection:
        connection.execute(text("DELETE FROM inbox"))
        connection.execute(text(row), {"key": "event:1", "at": "2026-12-01 12:00:00", "worker": worker})


def is_free(store: Store) -> bool:
    with store.database.read() as connection:
        return connection.scalar(select(inbox.c.key).where(store.workers.is_free(inbox.c.worker))) is not None


def age(store: Store, worker: str, seconds: float) -> None:
    with store.database.write() as connection:
        changed = text("UPDATE workers SET seen_at = seen_at - :seconds WHERE id = :worker")
        connection.execute(changed, {"seconds": seconds, "worker": worker})


def test_a_row_in_nobodys_hands_is_free(store: Store) -> None:
    put_in_hands(store, None)
    assert is_free(store)


def test_a_row_of_a_living_process_is_not_free(store: Store, other: Workers) -> None:
    other.beat()
    put_in_hands(store, other.id)
    assert not is_free(store)


def test_a_row_of_a_process_that_is_gone_is_free(store: Store, other: Workers) -> None:
    other.beat()
    put_in_hands(store, other.id)
    age(store, other.id, GONE_AFTER - 0.5)
    assert not is_free(store)
    age(store, other.id, 0.5)
    assert is_free(store)


def test_a_process_that_signs_off_frees_its_rows_at_once(store: Store, other: Workers) -> None:
    other.beat()
    put_in_hands(store, other.id)
    other.leave()
    assert is_free(store)


def test_a_beat_after_a_silence_keeps_what_nobody_took(store: Store, other: Workers) -> None:
    other.beat()
    age(store, other.id, GONE_AFTER)
    other.beat()
    put_in_hands(store, other.id)
    assert not is_free(store)


def test_a_process_whose_own_beats_are_late_does_not_take_its_own_rows(store: Store) -> None:
    store.workers.beat()
    put_in_hands(store, store.workers.id)
    age(store, store.workers.id, 2 * GONE_AFTER)
    assert not is_free(store)


def test_the_database_counts_the_time_in_seconds_since_1970(store: Store) -> None:
    store.workers.beat()
    with store.database.read() as connection:
        (seen_at,) = connection.scalars(text("SELECT seen_at FROM workers"))
    assert abs(seen_at - time.time()) < 5


def test_processes_long_gone_are_cleared_away(store: Store, other: Workers) -> None:
    other.beat()
    age(store, other.id, 61)
    store.workers.beat()
    with store.database.read() as connection:
        assert connection.scalars(text("SELECT id FROM workers")).all() == [store.workers.id]
    assert store.workers.alive() == {store.workers.id}


def test_each_process_has_an_id_of_its_own(store: Store, other: Workers) -> None:
    assert store.workers.id != other.id
