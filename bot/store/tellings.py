"""Tellings: messages that must arrive once. Each is begun before it is sent, and done when it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.store.database import Database
from bot.store.tables import tellings


@dataclass(frozen=True)
class Telling:
    """A message as far as it got; `channel` and `ts` say where it stands once it is `done`.

    `is_new`: nobody had begun it, so it cannot stand anywhere.
    """

    key: str
    begun_at: datetime
    is_new: bool = False
    done: bool = False
    channel: str = ""
    ts: str = ""


class Tellings:
    """The messages, by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, key: str, at: datetime) -> Telling:
        """Write down that the message is about to be sent, and return how far it had got."""
        new = self._database.insert(tellings).values(key=key, begun_at=at).on_conflict_do_nothing()
        with self._database.write() as connection:
            if connection.scalar(new.returning(tellings.c.key)) is not None:
                return Telling(key, at, is_new=True)
            row = connection.execute(select(tellings).where(tellings.c.key == key)).one()
        return _telling(row)

    def find(self, key: str) -> Telling | None:
        """Return how far the message got, or None if it was not begun."""
        with self._database.read() as connection:
            row = connection.execute(select(tellings).where(tellings.c.key == key)).one_or_none()
        return None if row is None else _telling(row)

    def done(self, key: str, channel: str, ts: str, at: datetime) -> None:
        """Write down where the message stands."""
        stands = update(tellings).where(tellings.c.key == key).values(channel=channel, ts=ts, done_at=at)
        with self._database.write() as connection:
            connection.execute(stands)

    def strike(self, key: str) -> None:
        """Take the message out: it certainly stands nowhere, and may be sent anew."""
        with self._database.write() as connection:
            connection.execute(delete(tellings).where(tellings.c.key == key))

    def strike_all(self, beginning: str) -> None:
        """Take out every message whose key begins so."""
        with self._database.write() as connection:
            connection.execute(delete(tellings).where(tellings.c.key.startswith(beginning, autoescape=True)))

    def purge(self, beginning: str, before: datetime) -> None:
        """Delete every message whose key begins so, and that was begun before then."""
        old = tellings.c.key.startswith(beginning, autoescape=True), tellings.c.begun_at < before
        with self._database.write() as connection:
            connection.execute(delete(tellings).where(*old))


def digest_key(digest_at: datetime) -> str:
    """Return the key of a digest."""
    return f"digest:{int(digest_at.timestamp())}"


def _telling(row: Row[Any]) -> Telling:
    return Telling(row.key, row.begun_at, False, row.done_at is not None, row.channel or "", row.ts or "")
