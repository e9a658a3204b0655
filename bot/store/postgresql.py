"""PostgreSQL as the store has it."""

from sqlalchemy import URL, Engine, create_engine

from bot.store.errors import BadDatabase

_CONNECTIONS = 10
_MORE_CONNECTIONS = 20
_TIMEOUT_SECONDS = 5
_TURN_SECONDS = 10

# A server that vanished without a word is noticed within half a minute.
_CONNECTION = {
    "connect_timeout": _TIMEOUT_SECONDS,
    "application_name": "lead-scorer",
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


def postgresql_engine(url: URL) -> Engine:
    """Return the engine for a server; nothing is connected yet.

    Raises:
        BadDatabase: the URL cannot be meant so.
    """
    if "@" in (url.host or ""):  # it would end up in messages
        raise BadDatabase("The password in DATABASE_URL holds an @: write it as %40, and / as %2F.")
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        pool_timeout=_TURN_SECONDS,
        connect_args=_CONNECTION,
    )
