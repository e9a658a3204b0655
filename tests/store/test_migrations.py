"""Migrations: they make the tables of this version, once, and refuse a database from a newer one."""

import hashlib
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from bot.store import migrations
from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.migrations import migrate, pending_migrations
from bot.store.tables import metadata

FOLDER = Path(migrations.__file__).parent

# A revision that has landed has run on somebody's database: it is never edited, not even in a comment. When you add
# one, add its hash: `sha256sum bot/store/migrations/versions/m*.py | cut -c1-16`.
HASHES = {
    "m0001_first_tables.py": "c573ca94a9fd6833",
    "m0002_inbox_and_workers.py": "e7c7beca7b68d3fb",
    "m0003_outbox.py": "3ff74b24d89c5712",
}

ADD_A_TABLE = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9998", {head!r}
def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer()))
"""
FAIL = """
revision, down_revision = "9999", "9998"
def upgrade():
    raise RuntimeError("this migration fails")
"""


def differences(database: Database) -> list[Any]:
    with database.read() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names())


def waiting(database: Database) -> list[str]:
    with database.read() as connection:
        return pending_migrations(connection)


def head() -> str:
    return str(ScriptDirectory(str(FOLDER)).get_current_head())


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The folder of our migrations and a further one."""
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "m9998_add_a_table.py").write_text(ADD_A_TABLE.format(head=head()))
    return folder


def test_migrated_database_has_the_tables_of_this_version(database_url: str) -> None:
    database = Database.open(database_url)
    migrate(database)
    assert differences(database) == []
    assert tables(database) == set(metadata.tables) | {"alembic_version"}
    database.close()


def test_comparison_sees_a_missing_column_and_a_missing_index(database_url: str) -> None:
    database = Database.open(database_url)
    migrate(database)
    with database.write() as connection:
        connection.execute(text("DROP INDEX ix_leads_scored_at"))
        connection.execute(text("ALTER TABLE leads DROP COLUMN company"))
    assert {difference[0] for difference in differences(database)} == {"add_index", "add_column"}
    database.close()


def test_landed_migrations_are_never_edited() -> None:
    files = (FOLDER / "versions").glob("m*.py")
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in files} == HASHES


def test_each_migration_is_applied_once(database_url: str) -> None:
    database = Database.open(database_url)
    assert migrate(database) == len(HASHES)
    assert migrate(database) == 0
    database.close()


def test_processes_that_start_together_apply_each_migration_once(database_url: str) -> None:
    databases = [Database.open(database_url) for _ in range(5)]
    done: list[int] = []
    threads = [threading.Thread(target=lambda one=one: done.append(migrate(one))) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 0, 0, 0, len(HASHES)]
    for database in databases:
        database.close()


def test_only_missing_migrations_are_applied(database_url: str, next_version: Path) -> None:
    database = Database.open(database_url)
    migrate(database)
    assert migrate(database, folder=next_version) == 1
    assert "later" in tables(database)
    database.close()


def test_a_failing_migration_leaves_the_database_as_it_was(database_url: str, next_version: Path) -> None:
    database = Database.open(database_url)
    migrate(database)
    before = tables(database)
    (next_version / "versions" / "m9999_fail.py").write_text(FAIL)
    with pytest.raises(RuntimeError, match="this migration fails"):
        migrate(database, folder=next_version)
    assert tables(database) == before
    assert waiting(database) == []
    database.close()


def test_a_database_from_a_newer_version_is_refused(database_url: str, next_version: Path) -> None:
    database = Database.open(database_url)
    migrate(database, folder=next_version)
    with pytest.raises(BadDatabase, match=r"made by a newer version .* run the newer version, or restore the backup"):
        migrate(database)
    database.close()


def test_foreign_keys_are_enforced_after_a_migration(database_url: str) -> None:
    database = Database.open(database_url)
    migrate(database)
    orphan = "INSERT INTO lead_keys (kind, value, lead_id) VALUES ('email', 'a@b.c', 'nobody')"
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(text(orphan))
    database.close()
