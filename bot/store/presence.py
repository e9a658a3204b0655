"""Presence: the name of a replica, which one process has for as long as it lives.

Two of the same name would take each other's work for their own, and say everything twice.
"""

import sqlite3
import time

from sqlalchemy import Connection, make_url, text

from bot.store.database import Database

_GLANCE_SECONDS = 0.2
_TRY = text("SELECT pg_try_advisory_lock(:kind, hashtext(:replica))")

# Any number will do, as long as it is always the same.
_KIND = 1_592_653

# A server notices within half a minute that a whole machine is gone; a process that dies is noticed at once.
_KEEPALIVES = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4"


class Presence:
    """A replica's name on a database. The lock behind it ends with the process, however that ends."""

    def __init__(self, database: Database, replica: str) -> None:
        self._database = database
        self._replica = replica
        self._held: sqlite3.Connection | Connection | None = None

    def take(self, *, within: float) -> bool:
        """Take the name, and return whether it was free or became so `within` seconds."""
        deadline = time.monotonic() + within
        while not self._taken():
            if time.monotonic() > deadline:
                return False
            time.sleep(_GLANCE_SECONDS)
        return True

    def give_up(self) -> None:
        """Let another process have the name."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _taken(self) -> bool:
        return self._taken_in_file() if self._database.is_sqlite else self._taken_on_server()

    def _taken_in_file(self) -> bool:
        path = make_url(self._database.beside(f"{self._replica}.lock")).database or ""
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:  # it is locked
            connection.close()
            return False
        self._held = connection
        return True

    def _taken_on_server(self) -> bool:
        connection = self._database.connect_apart()
        connection.exec_driver_sql(_KEEPALIVES)
        if not connection.scalar(_TRY, {"kind": _KIND, "replica": self._replica}):
            connection.close()
            return False
        self._held = connection
        return True
