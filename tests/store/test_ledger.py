"""The ledger: a request is served once, on whichever replica, and its answer is known to all."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_key_is_new_once(store: Store) -> None:
    assert store.ledger.first("trigger:1", at=NOON)
    assert not store.ledger.first("trigger:1", at=NOON)
    assert store.ledger.first("trigger:2", at=NOON)


def test_a_key_that_is_struck_is_new_again(store: Store) -> None:
    store.ledger.first("trigger:1", at=NOON)
    store.ledger.strike("trigger:1")
    assert store.ledger.first("trigger:1", at=NOON)


def test_what_fails_may_be_done_again(store: Store) -> None:
    def fail() -> None:
        with store.ledger.once("share:1", at=NOON) as is_first:
            assert is_first
            raise RuntimeError("Slack did not take it")

    for _ in range(2):
        with pytest.raises(RuntimeError):
            fail()
    with store.ledger.once("share:1", at=NOON) as is_first:
        assert is_first
    with store.ledger.once("share:1", at=NOON) as is_first:
        assert not is_first


def test_who_came_second_and_fails_leaves_the_first_alone(store: Store) -> None:
    def fail() -> None:
        with store.ledger.once("share:1", at=NOON):
            raise RuntimeError("something else")

    with store.ledger.once("share:1", at=NOON), pytest.raises(RuntimeError):
        fail()
    assert not store.ledger.first("share:1", at=NOON)


def test_an_answer_is_kept_for_the_second_delivery(store: Store) -> None:
    store.ledger.first("trigger:1", at=NOON)
    assert store.ledger.answer_of("trigger:1") is None
    store.ledger.answer("trigger:1", {"status": 200, "body": "Grüße"})
    assert store.ledger.answer_of("trigger:1") == {"status": 200, "body": "Grüße"}


def test_a_request_whose_replica_died_is_served_by_another(store: Store) -> None:
    half_a_minute = timedelta(seconds=30)
    store.ledger.first("event:1", at=NOON)
    store.ledger.first("event:2", at=NOON)
    store.ledger.answer("event:2", {})
    soon, later = NOON + timedelta(seconds=29), NOON + half_a_minute
    assert not store.ledger.first("event:1", at=soon, abandoned_after=half_a_minute)
    assert store.ledger.first("event:1", at=later, abandoned_after=half_a_minute)
    assert not store.ledger.first("event:1", at=later, abandoned_after=half_a_minute)
    assert not store.ledger.first("event:2", at=later, abandoned_after=half_a_minute)


def test_of_many_replicas_one_is_first(database_url: str) -> None:
    replicas = [Store.open(database_url) for _ in range(3)]
    firsts: list[str] = []

    def ask(replica: Store) -> None:
        keys = [f"trigger:{number}" for number in range(20)]
        firsts.extend(key for key in keys if replica.ledger.first(key, at=NOON))

    threads = [threading.Thread(target=ask, args=(replica,)) for replica in replicas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(firsts) == sorted(f"trigger:{number}" for number in range(20))
    for replica in replicas:
        replica.close()


def test_answers_are_forgotten_after_minutes_and_keys_after_a_day(store: Store) -> None:
    store.ledger.first("trigger:1", at=NOON)
    store.ledger.answer("trigger:1", "what somebody typed")
    store.ledger.purge(NOON + timedelta(minutes=9))
    assert store.ledger.answer_of("trigger:1") == "what somebody typed"
    store.ledger.purge(NOON + timedelta(minutes=11))
    assert "typed" not in str(store.ledger.answer_of("trigger:1"))
    later = NOON + timedelta(minutes=11)
    assert not store.ledger.first("trigger:1", at=later, abandoned_after=timedelta(seconds=30))
    store.ledger.purge(NOON + timedelta(hours=25))
    assert store.ledger.first("trigger:1", at=NOON + timedelta(hours=25))
