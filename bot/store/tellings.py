"""Tellings: messages that must arrive once. Each is begun before it is sent, and done when it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.leads.erasure import SlackMessage
from bot.store.database import Database
from bot.store.slack_messages import Messages
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
        self._messages = Messages(database)

    def begin(self, key: str, at: datetime, tells_of: Sequence[str] = ()) -> Telling:
        """Write down that the message is about to be sent, and which leads it tells of if its key does not say so.

        Return how far it had got.
        """
        told = {"key": key, "begun_at": at, "tells_of": list(tells_of)}
        new = self._database.insert(tellings).values(told).on_conflict_do_nothing()
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
        """Write down where the message stands; if what it tells of is gone by now, it is to be removed."""
        stands = update(tellings).where(tellings.c.key == key).values(channel=channel, ts=ts, done_at=at)
        message = SlackMessage(channel, ts)
        with self._database.write() as connection:
            row = connection.execute(stands.returning(tellings.c.tells_of)).one_or_none()
            if row is None:
                self._messages.to_be_removed([message], at=at)
            elif row.tells_of:
                self._messages.tells_of(row.tells_of, message, at=at)

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
