"""Presence: a replica's name is one process's at a time."""

from collections.abc import Iterator

import pytest

from bot.store.database import Database
from bot.store.presence import Presence


@pytest.fixture
def databases(database_url: str) -> Iterator[tuple[Database, Database]]:
    """One database, as two processes have it open."""
    databases = Database.open(database_url), Database.open(database_url)
    yield databases
    for database in databases:
        database.close()


def test_a_name_is_one_processs_until_it_gives_it_up(databases: tuple[Database, Database]) -> None:
    first, second = (Presence(database, "main") for database in databases)
    assert first.take(within=0)
    assert not second.take(within=0)
    first.give_up()
    assert second.take(within=0)
    assert not first.take(within=0)
    second.give_up()


def test_others_have_other_names(databases: tuple[Database, Database]) -> None:
    first, second = Presence(databases[0], "a"), Presence(databases[1], "b")
    assert first.take(within=0)
    assert second.take(within=0)
    first.give_up()
    second.give_up()
