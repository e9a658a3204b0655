"""SQLite as the store has it: one file that only its owner may read."""

import os
import sqlite3
import stat
from collections import deque
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from bot.store.errors import BadDatabase

_BUSY_SECONDS = 10
_LOG_BUSY_MS = 500
_CONNECTIONS = 64
_COMPANIONS = ("", "-wal", "-shm", "-journal")
_MEMORY = ("", ":memory:")
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

BEGIN = "sqlite_begin"
"""The execution option that says how a transaction begins; a plain BEGIN takes no lock before it writes."""


class FairLock:
    """One holder at a time, the longest waiting first. SQLite lets waiters starve, and so may a plain lock."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


def sqlite_engine(url: URL) -> Engine:
    """Return the engine for a file, which is made if there is none.

    Raises:
        BadDatabase: the file cannot be written, or cannot be kept from others.
    """
    if url.database is None or url.database in _MEMORY or url.database.startswith("file:"):
        raise BadDatabase(
            "DATABASE_URL names no file: write sqlite:///leads.sqlite, or sqlite:////path/to/leads.sqlite."
        )
    make_private(Path(url.database))
    engine = create_engine(url, hide_parameters=True, pool_size=_CONNECTIONS, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def empty_log(connection: Connection) -> None:
    """Move what the write-ahead log holds into the file, waiting a moment for those who read it."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA busy_timeout = {_LOG_BUSY_MS}")
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            driver.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")


def set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Have SQLite enforce foreign keys on a connection, or not; it takes no notice within a transaction."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def make_private(path: Path) -> None:
    """Give the file and what SQLite keeps beside it to their owner alone; SQLite copies the mode to new ones."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        for companion in (path.with_name(path.name + suffix) for suffix in _COMPANIONS):
            if companion.exists() and stat.S_IMODE(companion.stat().st_mode) & 0o077:
                companion.chmod(0o600)
    except OSError as error:
        remedy = "make its folder, and make both writable for the user who runs the bot, or set DATABASE_URL"
        raise BadDatabase(f"The database {path} cannot be opened ({error.strerror}): {remedy}.") from None


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin transactions by itself, and late
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
