"""Databases from before Alembic. There are two kinds, because their one migration was edited after it had landed."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)

from bot.store.errors import BadDatabase

FIRST_REVISION = "0001"
"""The revision with the tables that all databases from before Alembic are brought to."""

OLD_VERSIONS = "migrations"
"""The table in which the versions before Alembic counted their migrations."""

_ADDED = {
    "alerts": {"score_before", "given"},
    "tellings": {"tells_of"},
    "conversations": {"said_before"},
    "removals": {"key", "since"},
}

_removals = Table(
    "removals",
    MetaData(),
    Column("channel", String(32), primary_key=True),
    Column("ts", String(32), primary_key=True),
    Column("file_id", String(32), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("try_at", DateTime(timezone=True), nullable=False, index=True),
    Column("refusal", Text),
)

# An owner was given a lead, unless the last one to get it claimed it.
_FILL_IN = (
    """
    UPDATE alerts SET given = owner IS NOT NULL AND 'claimed' <> COALESCE((
        SELECT kind FROM alert_events
        WHERE alert_id = alerts.id AND kind IN ('claimed', 'reassigned', 'escalated')
        ORDER BY number DESC LIMIT 1
    ), 'claimed')
    """,
    "UPDATE conversations SET said_before = '[]'",
    "UPDATE lead_messages SET ts = COALESCE(ts, ''), file_id = COALESCE(file_id, '')",
)


def is_before_alembic(connection: Connection) -> bool:
    """Return whether the database was made before Alembic, and has not been adopted."""
    tables = set(inspect(connection).get_table_names())
    return OLD_VERSIONS in tables and "alembic_version" not in tables


def adopt(connection: Connection) -> None:
    """Bring the tables to those of the first revision, and let earlier versions refuse the database from now on.

    Raises:
        BadDatabase: the tables are those of neither kind.
    """
    missing = {(name, each) for name, columns in _ADDED.items() for each in columns - _columns(connection, name)}
    if len(missing) == sum(map(len, _ADDED.values())):
        _add_what_was_edited_in(Operations(MigrationContext.configure(connection)), connection)
    elif missing:
        raise BadDatabase(
            "The database was made by a version between two releases, whose tables no other version knows: run that "
            "version, or restore a backup of another one."
        )
    connection.execute(text("INSERT INTO migrations (number, at) VALUES (2, CURRENT_TIMESTAMP)"))


def _columns(connection: Connection, name: str) -> set[str]:
    inspector = inspect(connection)
    return {each["name"] for each in inspector.get_columns(name)} if inspector.has_table(name) else set()


def _add_what_was_edited_in(op: Operations, connection: Connection) -> None:
    """Add what the first migration did not make at first."""
    op.add_column("alerts", Column("score_before", Integer))
    op.add_column("alerts", Column("given", Boolean))
    op.add_column("conversations", Column("said_before", JSON))
    op.add_column("tellings", Column("tells_of", JSON))
    for statement in _FILL_IN:
        connection.execute(text(statement))
    filled = {"alerts": ["given"], "conversations": ["said_before"], "lead_messages": ["ts", "file_id"]}
    for name, columns in filled.items():
        with op.batch_alter_table(name) as altered:
            for each in columns:
                altered.alter_column(each, nullable=False)
    _removals.create(connection)
