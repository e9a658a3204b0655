"""API keys in the store, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.store import Store, tables
from bot.store.api_keys import ApiKey, Scope, UnknownApiKey

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_key_is_found_by_its_secret(store: Store) -> None:
    key, secret = store.api_keys.create("CRM", {Scope.LEADS, Scope.PREDICT}, at=NOON)
    assert store.api_keys.find(secret) == key
    assert key.scopes == {Scope.LEADS, Scope.PREDICT}


def test_nothing_else_finds_it(store: Store) -> None:
    key, secret = store.api_keys.create("CRM", {Scope.LEADS}, at=NOON)
    _, other = store.api_keys.create("Website", {Scope.LEADS}, at=NOON)
    guesses = ["", key.id, f"ls_{key.id}_", secret[:-1], f"{secret}A", f" {secret}", secret.upper()]
    guesses += [f"ls_{key.id}_{other[12:]}", f"ls_00000000_{secret[12:]}", f"{secret}\n", "ls_é", "\0"]
    assert [store.api_keys.find(guess) for guess in guesses] == [None] * len(guesses)


def test_the_secret_is_nowhere_in_the_database(store: Store) -> None:
    _, secret = store.api_keys.create("CRM", {Scope.LEADS}, at=NOON)
    with store.database.read() as connection:
        row = connection.execute(select(tables.api_keys)).one()
    assert secret.split("_", 2)[2] not in str(row)
    assert row.hash not in secret


def test_a_revoked_key_is_found_no_more_and_stays_listed(store: Store) -> None:
    key, secret = store.api_keys.create("CRM", {Scope.LEADS}, at=NOON)
    store.api_keys.revoke(key.id, at=NOON + timedelta(days=1))
    again = store.api_keys.revoke(key.id, at=NOON + timedelta(days=2))
    assert store.api_keys.find(secret) is None
    assert again.revoked_at == NOON + timedelta(days=1)
    assert store.api_keys.listed() == [again]


def test_revoking_what_does_not_exist_says_so(store: Store) -> None:
    with pytest.raises(UnknownApiKey, match="There is no API key 1234"):
        store.api_keys.revoke("1234", at=NOON)


def test_use_is_noted_once_a_minute(store: Store) -> None:
    _, secret = store.api_keys.create("CRM", {Scope.LEADS}, at=NOON)

    def use(after: float) -> ApiKey | None:
        found = store.api_keys.find(secret)
        assert found
        store.api_keys.note_use(found, at=NOON + timedelta(seconds=after))
        return store.api_keys.find(secret)

    uses = [found and found.used_at for found in map(use, (0, 59, 60, 61))]
    assert uses == [NOON, NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=1)]


def test_a_use_that_another_replica_noted_meanwhile_stands(store: Store) -> None:
    key, secret = store.api_keys.create("CRM", {Scope.LEADS}, at=NOON)
    store.api_keys.note_use(key, at=NOON + timedelta(seconds=30))
    store.api_keys.note_use(key, at=NOON + timedelta(seconds=10))
    found = store.api_keys.find(secret)
    assert found
    assert found.used_at == NOON + timedelta(seconds=30)


def test_keys_are_listed_oldest_first(store: Store) -> None:
    names = ["CRM", "Website", "Prometheus"]
    for days, name in enumerate(names):
        store.api_keys.create(name, {Scope.METRICS}, at=NOON + timedelta(days=days))
    assert [key.name for key in store.api_keys.listed()] == names
