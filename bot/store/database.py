"""The database: transactions on SQLite or PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, Engine, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.store.errors import BadDatabase
from bot.store.postgresql import postgresql_engine
from bot.store.sqlite import BEGIN, FairLock, empty_log, make_private, set_foreign_keys, sqlite_engine

_DEADLOCK = "40P01"
_MAX_ATTEMPTS = 5

_ENGINES = {"sqlite": sqlite_engine, "postgresql": postgresql_engine, "postgres": postgresql_engine}


class _Open(threading.local):
    """The transaction that writes in this thread, if any, and whether a part of it failed."""

    connection: Connection | None = None
    has_failed = False
    leaves_work = False


class Database:
    """A database that is open. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._turns = FairLock() if self.is_sqlite else nullcontext()
        self._open = _Open()
        self._on_work: list[Callable[[], None]] = []

    def on_work(self, wake: Callable[[], None]) -> None:
        """Call `wake` after each transaction of this process that leaves work to be done."""
        self._on_work.append(wake)

    def leave_work(self) -> None:
        """Wake those who do the work, once the transaction of this thread is committed."""
        if self._open.connection is not None:
            self._open.leaves_work = True
            return
        for wake in self._on_work:
            wake()

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect to the database at `url`, a file for sqlite:///, a server for postgresql://.

        Raises:
            BadDatabase: there is no such database, or it does not let us in.
        """
        parsed = _parsed(url)
        database = cls(_ENGINES[parsed.get_backend_name()](parsed))
        try:
            database.check()
        except DBAPIError as error:
            database.close()
            raise BadDatabase(_unusable(parsed, error)) from None
        return database

    def beside(self, name: str) -> str:
        """Return the URL of a further database for `name`: on a server this very one, else a file beside this one."""
        url = self._engine.url
        if self.is_sqlite:
            path = Path(url.database or "")
            url = url.set(database=str(path.with_name(f"{path.stem}.{name}{path.suffix}")))
            make_private(Path(url.database or ""))
        return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=False)

    def connect_apart(self) -> Connection:
        """Return a connection of its own, outside of all transactions, which the caller closes for good."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
        return connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that may write: all of it happens, or nothing.

        Within another one of the same thread it is a part of that one, which fails with it, whoever catches what was
        raised. On SQLite the writers of a process take turns, and have the lock from the beginning.
        """
        outer = self._open.connection
        if outer is not None:
            with self._part():
                yield outer
            return
        leaves_work = False
        with self._turns, self._engine.connect() as connection:
            connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
            with connection.begin():
                self._open.connection = connection
                try:
                    yield connection
                    if self._open.has_failed:
                        raise RuntimeError("A part of this transaction failed, and with it all of it.")
                finally:
                    leaves_work = self._open.leaves_work
                    self._open.connection, self._open.has_failed, self._open.leaves_work = None, False, False
        if leaves_work:
            self.leave_work()

    @contextmanager
    def alter(self) -> Iterator[Connection]:
        """Open a transaction that may change the tables themselves: all of it happens, or nothing.

        To alter a table SQLite copies and drops it, and what refers to its rows must not go with it.
        """
        with self._turns, self._engine.connect() as connection:
            if self.is_sqlite:
                set_foreign_keys(connection, on=False)
            try:
                connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
                with connection.begin():
                    yield connection
            finally:
                if self.is_sqlite:
                    set_foreign_keys(connection, on=True)

    @contextmanager
    def _part(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._open.has_failed = True
            raise

    def attempts(self) -> Iterator[AbstractContextManager[object]]:
        """Yield transactions that may write, until one succeeds: `for attempt in attempts(): with attempt: …`.

        There is a further one when PostgreSQL breaks one off because it and another one wait for each other.
        """
        is_done = False

        @contextmanager
        def attempt(*, is_last: bool) -> Iterator[None]:
            nonlocal is_done
            try:
                with self.write():
                    yield
                is_done = True
            except DBAPIError as error:
                is_deadlock = getattr(error.orig, "sqlstate", None) == _DEADLOCK
                if is_last or not is_deadlock:
                    raise

        most = 1 if self._open.connection is not None else _MAX_ATTEMPTS
        for number in range(1, most + 1):
            yield attempt(is_last=number == most)
            if is_done:
                return

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads; within one of this thread that writes, see what that one wrote."""
        outer = self._open.connection
        if outer is not None:
            yield outer
            return
        with self._engine.begin() as connection:
            yield connection

    def check(self) -> None:
        """Ask the database for an answer, and raise DBAPIError when it gives none."""
        with self.read() as connection:
            connection.exec_driver_sql("SELECT 1")

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that can say what happens to a row that is there already."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def vacate(self) -> None:
        """Take what was deleted out of SQLite's log, too, unless it is read right now; then the next write does so.

        PostgreSQL's vacuum does so by itself.
        """
        if self.is_sqlite and self._open.connection is None:
            with self._turns, self._engine.connect() as connection:
                empty_log(connection)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # whose messages may quote a password
        parsed = None
    if parsed is None or parsed.get_backend_name() not in _ENGINES:
        raise BadDatabase(
            "DATABASE_URL is no address of a database: write sqlite:///leads.sqlite for a file, or "
            "postgresql://user:password@host/database for a server."
        )
    return parsed


def _unusable(url: URL, error: DBAPIError) -> str:
    where = url.set(query={}).render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        return f"{where} cannot be used ({error.orig}): it must be a file of SQLite in a folder that can be written to."
    said = " ".join(str(error.orig).split())
    if url.password:
        said = said.replace(str(url.password), "***")
    remedy = "check DATABASE_URL, and that the server runs and has this user and this database"
    return f"{where} cannot be used ({said}): {remedy}."
