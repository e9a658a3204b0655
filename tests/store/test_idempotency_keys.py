"""Idempotency keys in the store, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Store
from bot.store.idempotency import KEPT, KeyedRequest, KeyInUse, KeyReused, Response

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
REQUEST = KeyedRequest("crm", "retry-1", "hash of a lead")
RESPONSE = Response(202, {"leads": [{"id": "abc"}]})


@pytest.fixture
def other(store: Store) -> Store:
    """The store as another process has it."""
    return Store(store.database)


def test_the_first_request_is_the_callers_to_make(store: Store) -> None:
    assert store.idempotency_keys.begin(REQUEST, now=NOON) is None


def test_a_repeated_request_gets_the_first_response(store: Store) -> None:
    store.idempotency_keys.begin(REQUEST, now=NOON)
    store.idempotency_keys.finish(REQUEST, RESPONSE, now=NOON)
    assert store.idempotency_keys.begin(REQUEST, now=NOON + timedelta(hours=23)) == RESPONSE


def test_a_request_in_progress_is_not_made_twice(store: Store) -> None:
    store.idempotency_keys.begin(REQUEST, now=NOON)
    with pytest.raises(KeyInUse):
        store.idempotency_keys.begin(REQUEST, now=NOON + timedelta(seconds=59))


def test_a_request_of_a_process_that_is_gone_can_be_made_again(store: Store, other: Store) -> None:
    other.workers.beat()
    other.idempotency_keys.begin(REQUEST, now=NOON)
    with pytest.raises(KeyInUse):
        store.idempotency_keys.begin(REQUEST, now=NOON)
    other.workers.leave()
    assert store.idempotency_keys.begin(REQUEST, now=NOON) is None


def test_a_failed_request_can_be_made_again_at_once(store: Store) -> None:
    store.idempotency_keys.begin(REQUEST, now=NOON)
    store.idempotency_keys.abandon(REQUEST)
    assert store.idempotency_keys.begin(REQUEST, now=NOON) is None


def test_a_key_belongs_to_one_request(store: Store) -> None:
    store.idempotency_keys.begin(REQUEST, now=NOON)
    other = replace(REQUEST, body_hash="hash of another lead")
    for _ in ("running", "answered"):
        with pytest.raises(KeyReused):
            store.idempotency_keys.begin(other, now=NOON)
        store.idempotency_keys.finish(REQUEST, RESPONSE, now=NOON)


def test_two_api_keys_may_use_the_same_key(store: Store) -> None:
    store.idempotency_keys.begin(REQUEST, now=NOON)
    assert store.idempotency_keys.begin(replace(REQUEST, api_key="website"), now=NOON) is None


def test_an_abandoned_request_cannot_answer_for_another(store: Store, other: Store) -> None:
    other.idempotency_keys.begin(REQUEST, now=NOON)  # its process shows no sign of life
    another = replace(REQUEST, body_hash="hash of another lead")
    assert store.idempotency_keys.begin(another, now=NOON) is None
    other.idempotency_keys.finish(REQUEST, RESPONSE, now=NOON)
    other.idempotency_keys.abandon(REQUEST)
    with pytest.raises(KeyInUse):
        store.idempotency_keys.begin(another, now=NOON)


def test_a_day_later_the_key_is_new_and_the_response_gone(store: Store) -> None:
    store.idempotency_keys.begin(REQUEST, now=NOON)
    store.idempotency_keys.finish(REQUEST, RESPONSE, now=NOON)
    assert store.idempotency_keys.purge(now=NOON + KEPT / 2) == 0
    assert store.idempotency_keys.purge(now=NOON + KEPT) == 1
    assert store.idempotency_keys.begin(REQUEST, now=NOON + KEPT) is None


def test_one_of_fifty_simultaneous_requests_is_made(store: Store) -> None:
    def begin(_: int) -> str:
        try:
            return "mine" if store.idempotency_keys.begin(REQUEST, now=NOON) is None else "answered"
        except KeyInUse:
            return "in use"

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(begin, range(50)))
    assert sorted(outcomes) == ["in use"] * 49 + ["mine"]
