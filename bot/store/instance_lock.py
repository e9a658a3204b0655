"""Presence: the name of a replica, which one process has for as long as it lives.

Two of the same name would take each other's work for their own, and say everything twice.
"""

import logging
import sqlite3
import time
from secrets import token_hex

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database

log = logging.getLogger(__name__)

_GLANCE_SECONDS = 0.2
_ENDING_SECONDS = 2  # in which a server ends a session that it was told to
_TRY = text("SELECT pg_try_advisory_lock(:kind, hashtext(:replica))")

# Any number will do, as long as it is always the same.
_KIND = 1_592_653

# A server notices within half a minute that a whole machine is gone; a process that dies is noticed at once.
_KEEPALIVES = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4"

# What holds the name may be a connection of our own that only we know to be lost.
_SIGN = text("SELECT set_config('application_name', :life, false)")
_END_MY_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :life AND pid <> pg_backend_pid()"
)


class Presence:
    """A replica's name on a database. The lock behind it ends with the process, however that ends."""

    def __init__(self, database: Database, replica: str) -> None:
        self._database = database
        self.replica = replica
        self._held: sqlite3.Connection | Connection | None = None
        self.life = f"{replica}/{token_hex(8)}"
        """The name of this process alone: those of the same replica before and after it have others."""
        self.is_lost = False
        """Whether another process has the replica's name by now, so that this one has to end."""

    def take(self, *, within: float) -> bool:
        """Take the name, and return whether it was free or became so `within` seconds."""
        deadline = time.monotonic() + within
        while not self._taken():
            if time.monotonic() > deadline:
                return False
            time.sleep(_GLANCE_SECONDS)
        return True

    def keep(self) -> None:
        """Take the name again if the connection that held it was lost; `is_lost` if another process was first.

        While the database is away, nobody can have taken it.
        """
        if self._database.is_sqlite or self.is_lost or self._is_connected():
            return
        try:
            self.is_lost = not self.take(within=_ENDING_SECONDS)
        except DBAPIError:
            return
        if self.is_lost:
            log.error(
                "this process ends: its connection to the database was lost, and another process has taken its name, "
                "%s; start it again once that one is stopped, or give each a name of its own with REPLICA",
                self.replica,
            )
        else:
            log.info("took the name %s again, after a lost connection to the database", self.replica)

    def give_up(self) -> None:
        """Let another process have the name."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _taken(self) -> bool:
        return self._taken_in_file() if self._database.is_sqlite else self._taken_on_server()

    def _taken_in_file(self) -> bool:
        path = make_url(self._database.beside(f"{self.replica}.lock")).database or ""
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
        sign = {"life": f"lead-scorer {self.life.rpartition('/')[2]}"}
        try:
            connection.exec_driver_sql(_KEEPALIVES)
            connection.execute(_SIGN, sign)
            connection.execute(_END_MY_OTHERS, sign)
            taken = bool(connection.scalar(_TRY, {"kind": _KIND, "replica": self.replica}))
        except DBAPIError:
            connection.close()
            raise
        if taken:
            self._held = connection
        else:
            connection.close()
        return taken

    def _is_connected(self) -> bool:
        if not isinstance(self._held, Connection):
            return False
        try:
            self._held.exec_driver_sql("SELECT 1")
        except DBAPIError:
            self.give_up()
            return False
        return True
