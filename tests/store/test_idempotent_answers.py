"""Idempotent answers in the store, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Store
from bot.store.idempotent_answers import KEPT, Answer, KeyedRequest, KeyInUse, KeyReused

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
REQUEST = KeyedRequest("crm", "retry-1", "hash of a lead")
ANSWER = Answer(202, {"leads": [{"id": "abc"}]})


def test_the_first_request_is_the_callers_to_do(store: Store) -> None:
    assert store.idempotent_answers.begin(REQUEST, now=NOON) is None


def test_a_repeated_request_gets_the_answer_of_the_first(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    store.idempotent_answers.finish(REQUEST, ANSWER)
    assert store.idempotent_answers.begin(REQUEST, now=NOON + timedelta(hours=23)) == ANSWER


def test_a_request_that_is_being_done_is_not_done_twice(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    with pytest.raises(KeyInUse):
        store.idempotent_answers.begin(REQUEST, now=NOON + timedelta(seconds=59))


def test_a_request_whose_process_died_is_done_again_after_a_minute(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    assert store.idempotent_answers.begin(REQUEST, now=NOON + timedelta(minutes=1)) is None


def test_a_request_that_failed_is_done_again_at_once(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    store.idempotent_answers.abandon(REQUEST)
    assert store.idempotent_answers.begin(REQUEST, now=NOON) is None


def test_a_key_belongs_to_one_request(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    other = replace(REQUEST, body_hash="hash of another lead")
    for _ in ("running", "answered"):
        with pytest.raises(KeyReused):
            store.idempotent_answers.begin(other, now=NOON)
        store.idempotent_answers.finish(REQUEST, ANSWER)


def test_two_api_keys_may_use_the_same_key(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    assert store.idempotent_answers.begin(replace(REQUEST, api_key="website"), now=NOON) is None


def test_a_request_that_was_given_up_cannot_answer_for_another(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    other = replace(REQUEST, body_hash="hash of another lead")
    store.idempotent_answers.begin(other, now=NOON + timedelta(minutes=2))
    store.idempotent_answers.finish(REQUEST, ANSWER)
    store.idempotent_answers.abandon(REQUEST)
    with pytest.raises(KeyInUse):
        store.idempotent_answers.begin(other, now=NOON + timedelta(minutes=2))


def test_a_day_later_the_key_is_new_and_the_answer_gone(store: Store) -> None:
    store.idempotent_answers.begin(REQUEST, now=NOON)
    store.idempotent_answers.finish(REQUEST, ANSWER)
    assert store.idempotent_answers.purge(now=NOON + KEPT / 2) == 0
    assert store.idempotent_answers.purge(now=NOON + KEPT) == 1
    assert store.idempotent_answers.begin(REQUEST, now=NOON + KEPT) is None


def test_of_fifty_that_come_at_once_one_is_to_do_it(store: Store) -> None:
    def begin(_: int) -> str:
        try:
            return "mine" if store.idempotent_answers.begin(REQUEST, now=NOON) is None else "answered"
        except KeyInUse:
            return "in use"

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(begin, range(50)))
    assert sorted(outcomes) == ["in use"] * 49 + ["mine"]
