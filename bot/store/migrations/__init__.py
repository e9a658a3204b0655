"""Migrations: Alembic brings a database to the tables of this version. `bot/store/tables.py` is their target.

To add one, change tables.py, then run `alembic revision --autogenerate --rev-id 0004 -m "Add a table"` on a database
that is up to date. Read what it wrote to versions/, and add the file's hash to tests/store/test_migrations.py.
"""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.migrations.before_alembic import FIRST_REVISION, adopt, is_before_alembic

FOLDER = Path(__file__).parent
"""Where Alembic finds its environment and the migrations."""

# Any number will do, as long as it is always the same: processes that start together wait here for each other.
_ADVISORY_LOCK = 5_327_410_992


def migrate(database: Database, *, to: str = "head", folder: Path = FOLDER) -> int:
    """Apply the migrations that the database lacks, all or none, and return how many those were.

    Raises:
        BadDatabase: the database has migrations that this version does not know, or does not let its tables be made.
    """
    try:
        with database.alter() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK})
            waiting = len(pending_migrations(connection, to=to, folder=folder))
            config = _config(folder, connection)
            if is_before_alembic(connection):
                adopt(connection)
                command.stamp(config, FIRST_REVISION)
            command.upgrade(config, to)
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise BadDatabase(
            f"The tables of the database cannot be made or read ({said}). On PostgreSQL the user of DATABASE_URL "
            "needs USAGE and CREATE on its schema."
        ) from None
    return waiting


def pending_migrations(connection: Connection, *, to: str = "head", folder: Path = FOLDER) -> list[str]:
    """Return the migrations that the database lacks, oldest first.

    Raises:
        BadDatabase: the database was made by a newer version.
    """
    known = _revisions(folder, to)
    if is_before_alembic(connection):
        return known[1:]
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        return known
    if current not in known:
        raise BadDatabase(
            f"The database was made by a newer version (it is at migration {current}, this version ends at "
            f"{known[-1]}): run the newer version, or restore the backup from before the upgrade."
        )
    return known[known.index(current) + 1 :]


@cache
def _revisions(folder: Path, to: str) -> list[str]:
    script = ScriptDirectory.from_config(_config(folder))
    return [one.revision for one in script.walk_revisions(head=to)][::-1]


def _config(folder: Path, connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config
