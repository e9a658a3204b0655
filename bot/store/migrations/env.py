"""Alembic's environment.

`bot.store.migrations.migrate` runs it with a connection of its own. The command `alembic` opens DATABASE_URL.
"""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, DateTime

from bot.settings import load_store_settings
from bot.store.database import Database
from bot.store.migrations.before_alembic import OLD_VERSIONS
from bot.store.tables import Moment, metadata


def run_migrations(connection: Connection) -> None:
    """Run Alembic's command on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,  # SQLite alters few things in place
        render_item=_render_item,
        include_name=_is_ours,
    )
    context.run_migrations()


def _render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our type for moments as the plain type it is stored as: a revision imports nothing of the bot."""
    if kind == "type" and isinstance(item, Moment):
        return f"sa.{DateTime(timezone=True)!r}"
    return False


def _is_ours(name: str | None, kind: str, _: Any) -> bool:
    return not (kind == "table" and name == OLD_VERSIONS)


if (given := context.config.attributes.get("connection")) is not None:
    run_migrations(given)
else:
    with Database.open(load_store_settings().database_url).alter() as opened:
        run_migrations(opened)
