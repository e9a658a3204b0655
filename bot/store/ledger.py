"""The ledger: what was asked of the bot already, so that it is done once, whichever replica it reaches."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, delete, null, select, update

from bot.store.database import Database
from bot.store.tables import requests

_KEPT = timedelta(days=1)
# Answers may quote what somebody typed; Slack delivers again within five minutes or not at all.
_ANSWERS_KEPT = timedelta(minutes=10)


FORGOTTEN: dict[str, Any] = {"status": 200, "body": "", "headers": {}}
"""What an answer becomes that is kept no longer: its request was served, and is not to be served again."""


def still_quotes() -> ColumnElement[bool]:
    """Return the condition that an answer may quote what somebody typed."""
    return requests.c.answer.is_not(null()) & cast(requests.c.answer, Text).not_like('%"body": ""%')


class Ledger:
    """The requests of the last day, by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def once(self, key: str, *, at: datetime) -> Iterator[bool]:
        """Tell whether this is the first time; if what is done then raises an error, it may be done again."""
        is_first = self.first(key, at=at)
        try:
            yield is_first
        except BaseException:
            if is_first:
                self.strike(key)
            raise

    def first(self, key: str, *, at: datetime, abandoned_after: timedelta = _KEPT) -> bool:
        """Enter `key`, and tell whether it is new, or was left without an answer for that long."""
        new = self._database.insert(requests).values(key=key, at=at, answer=null())
        abandoned = requests.c.answer.is_(null()) & (requests.c.at <= at - abandoned_after)
        entered = new.on_conflict_do_update(index_elements=[requests.c.key], set_={"at": at}, where=abandoned)
        with self._database.write() as connection:
            return connection.scalar(entered.returning(requests.c.key)) is not None

    def strike(self, key: str) -> None:
        """Take `key` out: what it stands for failed, and may be done again."""
        with self._database.write() as connection:
            connection.execute(delete(requests).where(requests.c.key == key))

    def answer(self, key: str, answer: Any) -> None:
        """Keep what was answered, as JSON, for a second delivery."""
        with self._database.write() as connection:
            connection.execute(update(requests).where(requests.c.key == key).values(answer=answer))

    def answer_of(self, key: str) -> Any | None:
        """Return what was answered, or None as long as nothing was."""
        with self._database.read() as connection:
            return connection.scalar(select(requests.c.answer).where(requests.c.key == key))

    def purge(self, now: datetime) -> None:
        """Delete keys that are older than a day, and answers that nobody will ask for any more."""
        with self._database.write() as connection:
            connection.execute(delete(requests).where(requests.c.at < now - _KEPT))
            old = requests.c.at < now - _ANSWERS_KEPT, still_quotes()
            connection.execute(update(requests).where(*old).values(answer=FORGOTTEN))
