"""Idempotent answers: a request that is repeated with its Idempotency-Key gets the answer of the first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, null, select, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.store import tables
from bot.store.database import Database

KEPT = timedelta(hours=24)
"""How long an answer is kept; after that the key may be used anew."""

# A request takes seconds; one that has no answer after this died with its process, and may be done again.
_ABANDONED_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class KeyedRequest:
    """A request that may be repeated: who made it, its Idempotency-Key, and a hash of what it asks for."""

    api_key: str
    key: str
    body_hash: str


@dataclass(frozen=True)
class Answer:
    """What a request was answered: an HTTP status, and JSON."""

    status: int
    content: Any


class KeyInUse(Exception):
    """The request that came with this Idempotency-Key first is not answered yet."""


class KeyReused(Exception):
    """This Idempotency-Key came with another request before."""


class IdempotentAnswers:
    """The answers, by request."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, request: KeyedRequest, *, now: datetime) -> Answer | None:
        """Return the answer that the request got before, or None when it is the caller's to do, now.

        Whoever got None calls `finish` with the answer, or `abandon`.

        Raises:
            KeyInUse: the request is being done.
            KeyReused: the key came with another body.
        """
        with self._database.write() as connection:
            if connection.scalar(self._taken(request, now)) is not None:
                return None
            row = connection.execute(select(tables.idempotent_answers).where(_has_key_of(request))).one_or_none()
        if row is None:  # it was given up this very moment
            raise KeyInUse
        return _answer(row, request)

    def finish(self, request: KeyedRequest, answer: Answer) -> None:
        """Keep the answer for those who repeat the request."""
        values = {"status": answer.status, "answer": answer.content}
        with self._database.write() as connection:
            connection.execute(update(tables.idempotent_answers).where(_is(request)).values(values))

    def abandon(self, request: KeyedRequest) -> None:
        """Free the key: the request failed, and may be done again."""
        with self._database.write() as connection:
            connection.execute(delete(tables.idempotent_answers).where(_is(request)))

    def _taken(self, request: KeyedRequest, now: datetime) -> ReturningInsert[tuple[str]]:
        """Return the statement that takes the key, and returns it, unless somebody has it."""
        row = {"api_key_id": request.api_key, "key": request.key, "body_hash": request.body_hash, "at": now}
        anew = row | {"status": None, "answer": null()}
        taken = self._database.insert(tables.idempotent_answers).values(anew)
        key = tables.idempotent_answers.primary_key
        taken = taken.on_conflict_do_update(index_elements=key, set_=anew, where=_outlived(now))
        return taken.returning(tables.idempotent_answers.c.key)

    def purge(self, *, now: datetime) -> int:
        """Delete what nobody will ask for any more, and return how much that was."""
        with self._database.write() as connection:
            return connection.execute(delete(tables.idempotent_answers).where(_outlived(now))).rowcount


def _has_key_of(request: KeyedRequest) -> ColumnElement[bool]:
    answers = tables.idempotent_answers.c
    return and_(answers.api_key_id == request.api_key, answers.key == request.key)


def _is(request: KeyedRequest) -> ColumnElement[bool]:
    return _has_key_of(request) & (tables.idempotent_answers.c.body_hash == request.body_hash)


def _outlived(now: datetime) -> ColumnElement[bool]:
    answers = tables.idempotent_answers.c
    abandoned = and_(answers.status.is_(None), answers.at <= now - _ABANDONED_AFTER)
    return (answers.at <= now - KEPT) | abandoned


def _answer(row: Row[Any], request: KeyedRequest) -> Answer:
    if row.body_hash != request.body_hash:
        raise KeyReused
    if row.status is None:
        raise KeyInUse
    return Answer(row.status, row.answer)
