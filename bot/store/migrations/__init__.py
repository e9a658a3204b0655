"""Migrations: the steps that bring a database to the tables of today. Steps are added at the end, and never changed.

Each is a module m0001_…, m0002_…, with `upgrade(connection)`, listed here in order.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, DateTime, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.migrations import m0001_first

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = (m0001_first.upgrade,)

migrations = Table(
    "migrations",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)

# Any number will do, as long as it is always the same: replicas that start together wait here for each other.
_ADVISORY_LOCK = 5_327_410_992


def migrate(database: Database, *, at: datetime, steps: Sequence[Step] = STEPS) -> int:
    """Do the steps that the database lacks, all or none, and return how many those were.

    Raises:
        BadDatabase: the database has steps that this version does not know, or does not let its tables be made.
    """
    try:
        return _migrated(database, at, steps)
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise BadDatabase(
            f"The tables of the database cannot be made or read ({said}). On PostgreSQL the user of DATABASE_URL "
            "needs USAGE and CREATE on its schema, and CREATE on the database, for the queue has a schema of its own."
        ) from None


def _migrated(database: Database, at: datetime, steps: Sequence[Step]) -> int:
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ADVISORY_LOCK})
        migrations.create(connection, checkfirst=True)
        done = connection.scalar(select(func.coalesce(func.max(migrations.c.number), 0))) or 0
        if done > len(steps):
            raise BadDatabase(
                f"The database was made by a newer version (it is at migration {done}, this version ends at "
                f"{len(steps)}): run the newer version, or restore the backup from before the upgrade."
            )
        for number, step in enumerate(steps[done:], done + 1):
            step(connection)
            connection.execute(insert(migrations).values(number=number, at=at))
    return len(steps) - done
