"""Presence: a replica's name is one process's at a time."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.instance_lock import Presence
from tests.databases import Postgres


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


@pytest.fixture
def on_server(postgres: Postgres) -> Iterator[tuple[Database, Database]]:
    """One database on a server, as two processes have it open."""
    url = postgres.new_database()
    databases = Database.open(url), Database.open(url)
    yield databases
    for database in databases:
        database.close()
    postgres.drop(url)


def test_a_name_whose_connection_was_lost_is_taken_again(on_server: tuple[Database, Database]) -> None:
    first, second = (Presence(database, "main") for database in on_server)
    assert first.take(within=0)
    end_connections(on_server[1])
    first.keep()
    assert not first.is_lost
    assert not second.take(within=0)
    first.give_up()


def test_who_loses_its_name_to_another_is_told_so(
    on_server: tuple[Database, Database], caplog: pytest.LogCaptureFixture
) -> None:
    first, second = (Presence(database, "main") for database in on_server)
    assert first.take(within=0)
    end_connections(on_server[1])
    assert second.take(within=0)
    first.keep()
    second.keep()
    assert first.is_lost
    assert not second.is_lost
    assert "give each a name of its own with REPLICA" in caplog.text
    second.give_up()


def test_a_connection_that_only_its_process_knows_to_be_lost_is_ended(on_server: tuple[Database, Database]) -> None:
    process, other = Presence(on_server[0], "main"), Presence(on_server[1], "main")
    assert process.take(within=0)
    lost, process._held = process._held, None  # as when the network swallowed its end
    process.keep()
    assert not process.is_lost
    assert not other.take(within=0)
    assert isinstance(lost, Connection)
    with pytest.raises(DBAPIError):
        lost.exec_driver_sql("SELECT 1")
    process.give_up()


def end_connections(database: Database) -> None:
    """End the connections that hold a name, as a restart of the server or of the network between does."""
    with database.read() as connection:
        held = text(
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        for pid in connection.scalars(held).all():
            assert connection.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
