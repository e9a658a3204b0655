"""The inbox: a request is stored once, worked on by one process at a time, and cleared when it is done."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.store import Store
from bot.store.inbox import Receipt, Request, RequestKind
from bot.store.tables import inbox
from tests.databases import Postgres

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
REQUEST = Request("trigger:1", RequestKind.COMMAND, {"command": "/scorelead", "text": "Dana Reyes is 45"}, NOON)


@pytest.fixture
def other(store: Store) -> Store:
    """The store as another process has it, which shows that it is alive."""
    other = Store(store.database)
    other.workers.beat()
    return other


def payloads(store: Store) -> list[object]:
    with store.database.read() as connection:
        return list(connection.scalars(select(inbox.c.payload)))


def claimed(store: Store, now: datetime = NOON) -> list[Request]:
    return store.inbox.claim(now, most=10)


def test_a_request_is_new_once(store: Store, other: Store) -> None:
    assert store.inbox.receive(REQUEST)
    assert not store.inbox.receive(REQUEST)
    assert not other.inbox.receive(REQUEST)


def test_a_request_in_a_living_process_is_left_to_it(store: Store, other: Store) -> None:
    other.inbox.receive(REQUEST)
    assert claimed(store) == []
    assert claimed(other) == []


def test_another_process_takes_up_what_a_dead_one_left(store: Store, other: Store) -> None:
    other.inbox.receive(REQUEST)
    other.workers.leave()
    assert store.inbox.count_waiting(NOON) == 1
    assert claimed(store) == [replace(REQUEST, attempts=2)]
    assert claimed(store) == []
    assert store.inbox.count_waiting(NOON) == 0


def test_a_finished_request_is_known_and_says_nothing_any_more(store: Store, other: Store) -> None:
    other.inbox.receive(REQUEST)
    other.inbox.finish(REQUEST.key, at=NOON)
    other.workers.leave()
    assert claimed(store) == []
    assert payloads(store) == [None]
    assert not store.inbox.receive(REQUEST)
    assert store.inbox.receipt(REQUEST.key) == Receipt(RequestKind.COMMAND, None, is_done=True)


def test_a_postponed_request_waits_for_its_time_and_costs_no_attempt(store: Store, other: Store) -> None:
    other.inbox.receive(REQUEST)
    other.inbox.postpone(REQUEST.key, until=NOON + timedelta(seconds=5))
    assert claimed(store, NOON + timedelta(seconds=4)) == []
    assert claimed(store, NOON + timedelta(seconds=5)) == [REQUEST]


def test_a_request_that_is_done_cannot_be_postponed(store: Store) -> None:
    store.inbox.receive(REQUEST)
    store.inbox.finish(REQUEST.key, at=NOON)
    store.inbox.postpone(REQUEST.key, until=NOON)
    assert claimed(store) == []


def test_the_oldest_requests_come_first_and_only_so_many(store: Store, other: Store) -> None:
    for second in (3, 1, 2):
        other.inbox.receive(replace(REQUEST, key=f"trigger:{second}", received_at=NOON + timedelta(seconds=second)))
    other.workers.leave()
    assert [one.key for one in store.inbox.claim(NOON, most=2)] == ["trigger:1", "trigger:2"]


def test_an_acknowledgement_is_kept_for_minutes_and_the_key_for_a_day(store: Store) -> None:
    store.inbox.receive(REQUEST)
    store.inbox.acknowledge(REQUEST.key, {"body": "what somebody typed"})
    store.inbox.finish(REQUEST.key, at=NOON)
    store.inbox.purge(NOON + timedelta(minutes=9))
    assert store.inbox.receipt(REQUEST.key) == Receipt(
        RequestKind.COMMAND, {"body": "what somebody typed"}, is_done=True
    )
    store.inbox.purge(NOON + timedelta(minutes=11))
    assert store.inbox.receipt(REQUEST.key) == Receipt(RequestKind.COMMAND, None, is_done=True)
    store.inbox.purge(NOON + timedelta(hours=25))
    assert store.inbox.receipt(REQUEST.key) is None


def test_what_is_not_worked_off_is_not_purged(store: Store, other: Store) -> None:
    other.inbox.receive(REQUEST)
    other.workers.leave()
    store.inbox.purge(NOON + timedelta(days=2))
    assert [one.key for one in claimed(store)] == [REQUEST.key]


def test_one_request_does_a_thing_once_and_may_do_it_again_after_its_process_died(store: Store, other: Store) -> None:
    with store.inbox.once("share:1", by="trigger:1", at=NOON) as is_first:
        assert is_first
    with other.inbox.once("share:1", by="trigger:1", at=NOON) as is_first:
        assert is_first
    with other.inbox.once("share:1", by="trigger:2", at=NOON) as is_first:
        assert not is_first


def test_a_failed_request_leaves_a_thing_to_others(store: Store) -> None:
    def fail(by: str) -> None:
        with store.inbox.once("share:1", by=by, at=NOON):
            raise RuntimeError("Slack did not take it")

    for by in ("trigger:1", "trigger:2"):
        with pytest.raises(RuntimeError):
            fail(by)
    with store.inbox.once("share:1", by="trigger:3", at=NOON), pytest.raises(RuntimeError):
        fail("trigger:4")
    with store.inbox.once("share:1", by="trigger:5", at=NOON) as is_first:
        assert not is_first


def test_processes_that_look_at_once_take_up_each_request_once(postgres: Postgres) -> None:
    url = postgres.new_database()
    dead = Store.open(url)
    keys = [f"trigger:{number}" for number in range(60)]
    for key in keys:
        dead.inbox.receive(replace(REQUEST, key=key))
    stores = [Store.open(url) for _ in range(3)]
    taken: list[str] = []

    def take_up(store: Store) -> None:
        store.workers.beat()
        while some := claimed(store):
            taken.extend(one.key for one in some)

    threads = [threading.Thread(target=take_up, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = [one.key for one in claimed(stores[0])]  # skipped, for another one had them locked
    assert sorted(taken + left) == sorted(keys)
    for store in (dead, *stores):
        store.close()
    postgres.drop(url)
