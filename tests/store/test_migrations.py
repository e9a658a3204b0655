"""Migrations: they make the tables of today, once, and refuse a database from tomorrow."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, func, inspect, select, text

from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.migrations import STEPS, migrate, migrations
from bot.store.tables import metadata

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

Schema = dict[str, Any]


def schema(database: Database) -> Schema:
    with database.read() as connection:
        inspector = inspect(connection)
        return {
            table: {
                "columns": [(one["name"], str(one["type"]), one["nullable"]) for one in inspector.get_columns(table)],
                "key": inspector.get_pk_constraint(table)["constrained_columns"],
                "foreign keys": [
                    (one["constrained_columns"], one["referred_table"], one["referred_columns"], one["options"])
                    for one in inspector.get_foreign_keys(table)
                ],
                "indexes": [
                    (one["name"], one["column_names"], one["unique"], [str(option) for option in _options(one)])
                    for one in inspector.get_indexes(table)
                ],
                "unique": [one["column_names"] for one in inspector.get_unique_constraints(table)],
            }
            for table in inspector.get_table_names()
            if table != migrations.name
        }


def _options(index: Any) -> list[Any]:
    return list(index.get("dialect_options", {}).values())


@pytest.fixture
def other_url(database_url: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> str:
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path_factory.mktemp('other')}/leads.sqlite"
    return str(request.getfixturevalue("postgres").new_database())


def test_a_migrated_database_has_the_tables_of_today(database_url: str, other_url: str) -> None:
    migrated, made = Database.open(database_url), Database.open(other_url)
    migrate(migrated, at=NOON)
    with made.write() as connection:
        metadata.create_all(connection)
    assert schema(migrated) == schema(made)
    assert set(schema(made)) == set(metadata.tables)
    for database in (migrated, made):
        database.close()


def test_every_step_is_done_once(database_url: str) -> None:
    database = Database.open(database_url)
    assert migrate(database, at=NOON) == len(STEPS)
    assert migrate(database, at=NOON) == 0
    database.close()


def test_replicas_that_start_together_do_every_step_once(database_url: str) -> None:
    databases = [Database.open(database_url) for _ in range(5)]
    done: list[int] = []
    threads = [threading.Thread(target=lambda one=one: done.append(migrate(one, at=NOON))) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 0, 0, 0, len(STEPS)]
    for database in databases:
        database.close()


def test_only_steps_that_are_missing_are_done(database_url: str) -> None:
    database = Database.open(database_url)
    migrate(database, at=NOON)
    assert migrate(database, at=NOON, steps=[*STEPS, add_a_table]) == 1
    assert "later" in schema(database)
    database.close()


def test_a_step_that_fails_leaves_the_database_as_it_was(database_url: str) -> None:
    database = Database.open(database_url)
    migrate(database, at=NOON)
    before = schema(database)
    with pytest.raises(RuntimeError):
        migrate(database, at=NOON, steps=[*STEPS, add_a_table, fail])
    assert schema(database) == before
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(migrations)) == len(STEPS)
    database.close()


def test_a_database_from_a_newer_version_is_refused_in_words(database_url: str) -> None:
    database = Database.open(database_url)
    migrate(database, at=NOON, steps=[*STEPS, add_a_table])
    with pytest.raises(BadDatabase, match=r"made by a newer version .* run the newer version, or restore the backup"):
        migrate(database, at=NOON)
    database.close()


def add_a_table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE later (id INTEGER)"))


def fail(_: Connection) -> None:
    raise RuntimeError("this step fails")
