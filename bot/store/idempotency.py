"""Idempotency keys: a request that is repeated with its Idempotency-Key gets the response to the first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update

from bot.store.database import Database
from bot.store.inbox import RequestKind
from bot.store.tables import inbox
from bot.store.workers import Workers

KEPT = timedelta(hours=24)
"""How long a response is kept; after that the key may be used again."""


@dataclass(frozen=True)
class KeyedRequest:
    """A request that may be repeated: who made it, its Idempotency-Key, and a hash of what it asks for."""

    api_key: str
    key: str
    body_hash: str

    @property
    def row_key(self) -> str:
        """The key of its row in the inbox."""
        return f"{RequestKind.API}:{self.api_key}:{self.key}"


@dataclass(frozen=True)
class Response:
    """The response to a request: an HTTP status, and JSON."""

    status: int
    content: Any


class KeyInUse(Exception):
    """The request that came with this Idempotency-Key first has not been answered yet."""


class KeyReused(Exception):
    """This Idempotency-Key came with another request before."""


class IdempotencyKeys:
    """The requests that carried a key. One whose process is gone may be made again at once."""

    def __init__(self, database: Database, workers: Workers) -> None:
        self._database = database
        self._workers = workers

    def begin(self, request: KeyedRequest, *, now: datetime) -> Response | None:
        """Return the response that the request got before, or None when the caller is the one to make it.

        Whoever got None calls `finish` with the response, or `abandon`.

        Raises:
            KeyInUse: the request is being made.
            KeyReused: the key came with another body.
        """
        fresh = {
            "body_hash": request.body_hash,
            "received_at": now,
            "worker": self._workers.id,
            "answer": None,
            "done_at": None,
        }
        new = self._database.insert(inbox).values(key=request.row_key, kind=RequestKind.API.value, attempts=1, **fresh)
        new = new.on_conflict_do_update(index_elements=[inbox.c.key], set_=fresh, where=self._is_free(now))
        with self._database.write() as connection:
            if connection.scalar(new.returning(inbox.c.key)) is not None:
                return None
            row = connection.execute(select(inbox).where(inbox.c.key == request.row_key)).one_or_none()
        if row is None:  # it was abandoned this very moment
            raise KeyInUse
        return _response(row, request)

    def finish(self, request: KeyedRequest, response: Response, *, now: datetime) -> None:
        """Keep the response for those who repeat the request."""
        kept = {"status": response.status, "content": response.content}
        with self._database.write() as connection:
            connection.execute(update(inbox).where(_is(request)).values(answer=kept, done_at=now, worker=None))

    def abandon(self, request: KeyedRequest) -> None:
        """Free the key: the request failed, and may be made again."""
        with self._database.write() as connection:
            connection.execute(delete(inbox).where(_is(request)))

    def purge(self, *, now: datetime) -> int:
        """Delete what nobody will ask for any more, and return how much that was."""
        with self._database.write() as connection:
            gone = delete(inbox).where(inbox.c.kind == RequestKind.API.value, self._is_free(now))
            return connection.execute(gone).rowcount

    def _is_free(self, now: datetime) -> ColumnElement[bool]:
        died = inbox.c.done_at.is_(None) & self._workers.is_free(inbox.c.worker)
        return (inbox.c.received_at <= now - KEPT) | died


def _is(request: KeyedRequest) -> ColumnElement[bool]:
    return (inbox.c.key == request.row_key) & (inbox.c.body_hash == request.body_hash)


def _response(row: Row[Any], request: KeyedRequest) -> Response:
    if row.body_hash != request.body_hash:
        raise KeyReused
    if row.answer is None:
        raise KeyInUse
    return Response(row.answer["status"], row.answer["content"])
