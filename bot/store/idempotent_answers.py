"""Idempotent answers: a request that is repeated with its Idempotency-Key gets the answer of the first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, null, select, update

from bot.store.database import Database
from bot.store.tables import idempotent_answers as answers

KEPT = timedelta(hours=24)
"""How long an answer is kept; after that the key may be used anew."""

# A request takes seconds; one that has no answer after this died with its process, and may be done again.
_ABANDONED_AFTER = timedelta(minutes=1)

_OUTLIVED = (answers.c.at <= bindparam("kept_since")) | (
    answers.c.status.is_(None) & (answers.c.at <= bindparam("done_since"))
)


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
        taken = database.insert(answers)
        anew = {"body_hash": taken.excluded.body_hash, "at": taken.excluded.at, "status": null(), "answer": null()}
        taken = taken.on_conflict_do_update(index_elements=answers.primary_key, set_=anew, where=_OUTLIVED)
        self._taken = taken.returning(answers.c.key)

    def begin(self, request: KeyedRequest, *, now: datetime) -> Answer | None:
        """Return the answer that the request got before, or None when it is the caller's to do, now.

        Whoever got None calls `finish` with the answer, or `abandon`.

        Raises:
            KeyInUse: the request is being done.
            KeyReused: the key came with another body.
        """
        with self._database.write() as connection:
            if connection.scalar(self._taken, _row(request, now) | _limits(now)) is not None:
                return None
            row = connection.execute(select(answers).where(_has_key_of(request))).one_or_none()
        if row is None:  # it was given up this very moment
            raise KeyInUse
        return _answer(row, request)

    def finish(self, request: KeyedRequest, answer: Answer) -> None:
        """Keep the answer for those who repeat the request."""
        values = {"status": answer.status, "answer": answer.content}
        with self._database.write() as connection:
            connection.execute(update(answers).where(_is(request)).values(values))

    def abandon(self, request: KeyedRequest) -> None:
        """Free the key: the request failed, and may be done again."""
        with self._database.write() as connection:
            connection.execute(delete(answers).where(_is(request)))

    def purge(self, *, now: datetime) -> int:
        """Delete what nobody will ask for any more, and return how much that was."""
        with self._database.write() as connection:
            return connection.execute(delete(answers).where(_OUTLIVED), _limits(now)).rowcount


def _has_key_of(request: KeyedRequest) -> ColumnElement[bool]:
    return and_(answers.c.api_key_id == request.api_key, answers.c.key == request.key)


def _is(request: KeyedRequest) -> ColumnElement[bool]:
    return _has_key_of(request) & (answers.c.body_hash == request.body_hash)


def _limits(now: datetime) -> dict[str, datetime]:
    return {"kept_since": now - KEPT, "done_since": now - _ABANDONED_AFTER}


def _row(request: KeyedRequest, now: datetime) -> dict[str, Any]:
    return {"api_key_id": request.api_key, "key": request.key, "body_hash": request.body_hash, "at": now}


def _answer(row: Row[Any], request: KeyedRequest) -> Answer:
    if row.body_hash != request.body_hash:
        raise KeyReused
    if row.status is None:
        raise KeyInUse
    return Answer(row.status, row.answer)
