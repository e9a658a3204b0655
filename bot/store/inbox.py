"""The inbox: requests from Slack are stored before they are acknowledged, and stay until they are worked off."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, case, delete, func, or_, select, update

from bot.store.database import Database
from bot.store.tables import inbox
from bot.store.workers import Workers

_KEYS_KEPT = timedelta(days=1)  # Slack sends a request again within an hour, or not at all
_ANSWERS_KEPT = timedelta(minutes=10)  # they may quote what somebody typed

Payload = dict[str, Any]


class RequestKind(StrEnum):
    """Where a row of the inbox came from."""

    COMMAND = "command"
    FORM = "form"
    BUTTON = "button"
    SHORTCUT = "shortcut"
    EVENT = "event"
    OTHER = "other"
    API = "api"  # a request with an Idempotency-Key; see idempotency.py
    ONCE = "once"  # no request, but what one of them did and no other may repeat


@dataclass(frozen=True)
class Request:
    """A request from Slack. `attempts` counts the processes that began to work on it."""

    key: str
    kind: RequestKind
    payload: Payload
    received_at: datetime
    attempts: int = 1


@dataclass(frozen=True)
class Receipt:
    """What is known of a request that came before. `answer` is its acknowledgement, if that says anything."""

    kind: RequestKind
    answer: Payload | None
    is_done: bool


_TO_DO = inbox.c.done_at.is_(None) & inbox.c.payload.is_not(None)
_DONE: dict[str, Any] = {"payload": None, "worker": None, "due_at": None}


class Inbox:
    """The requests from Slack, by key."""

    def __init__(self, database: Database, workers: Workers) -> None:
        self._database = database
        self._workers = workers
        self._new = database.insert(inbox).on_conflict_do_nothing().returning(inbox.c.key)

    def receive(self, request: Request) -> bool:
        """Store a request, in this process's hands, and return whether it is new."""
        row = {
            "key": request.key,
            "kind": request.kind.value,
            "payload": request.payload,
            "received_at": request.received_at,
            "worker": self._workers.id,
            "attempts": request.attempts,
        }
        with self._database.write() as connection:
            return connection.scalar(self._new, row) is not None

    def receipt(self, key: str) -> Receipt | None:
        """Return what is known of a request."""
        columns = select(inbox.c.kind, inbox.c.answer, inbox.c.done_at).where(inbox.c.key == key)
        with self._database.read() as connection:
            row = connection.execute(columns).one_or_none()
        return None if row is None else Receipt(RequestKind(row.kind), row.answer, row.done_at is not None)

    def acknowledge(self, key: str, answer: Payload) -> None:
        """Keep an acknowledgement that says something, for a second delivery of the request."""
        with self._database.write() as connection:
            connection.execute(update(inbox).where(inbox.c.key == key).values(answer=answer))

    def finish(self, key: str, *, at: datetime) -> None:
        """Mark a request as worked off, and clear what it said."""
        with self._database.write() as connection:
            connection.execute(update(inbox).where(inbox.c.key == key).values(done_at=at, **_DONE))

    def postpone(self, key: str, *, until: datetime) -> None:
        """Let go of a request until then; whichever process is free works on it again."""
        with self._database.write() as connection:
            connection.execute(update(inbox).where(inbox.c.key == key, _TO_DO).values(worker=None, due_at=until))

    def claim(self, now: datetime, *, most: int) -> list[Request]:
        """Take requests into this process's hands that are due and that nobody works on, the oldest first."""
        mine = self._is_due(now)
        with self._database.read() as connection:
            if connection.scalar(select(inbox.c.key).where(mine).limit(1)) is None:
                return []
        due = select(inbox.c.key).where(mine).order_by(inbox.c.received_at).limit(most)
        taken = {
            "worker": self._workers.id,
            "due_at": None,
            "attempts": inbox.c.attempts + case((inbox.c.worker.is_(None), 0), else_=1),
        }
        with self._database.write() as connection:
            keys = connection.scalars(due.with_for_update(skip_locked=True)).all()
            claimed = update(inbox).where(inbox.c.key.in_(keys)).values(taken).returning(inbox)
            rows = connection.execute(claimed).all() if keys else []
        return sorted((_request(row) for row in rows), key=lambda request: request.received_at)

    def count_waiting(self, now: datetime) -> int:
        """Return how many requests are due and nobody works on."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(inbox).where(self._is_due(now))) or 0

    @contextmanager
    def once(self, key: str, *, by: str, at: datetime) -> Iterator[bool]:
        """Return whether this request may do what `key` names: it is the first to ask.

        It may again when another process works on it: the first one died over it. One that fails leaves it to others.
        """
        new = {
            "key": key,
            "kind": RequestKind.ONCE.value,
            "received_at": at,
            "attempts": 1,
            "answer": {"by": by},
            "done_at": at,
        }
        with self._database.write() as connection:
            is_first = connection.scalar(self._new, new) is not None
            answer = connection.scalar(select(inbox.c.answer).where(inbox.c.key == key))
        is_ours = is_first or (answer or {}).get("by") == by
        try:
            yield is_ours
        except Exception:
            if is_ours:
                with self._database.write() as connection:
                    connection.execute(delete(inbox).where(inbox.c.key == key))
            raise

    def vacate(self) -> None:
        """Take what was cleared out of the database's log, too."""
        self._database.vacate()

    def purge(self, now: datetime) -> None:
        """Delete keys that are older than a day, and acknowledgements that nobody will ask for any more."""
        is_slacks = inbox.c.kind.not_in([RequestKind.API.value, RequestKind.ONCE.value])
        old = inbox.c.received_at < now - _ANSWERS_KEPT, inbox.c.answer.is_not(None), is_slacks
        with self._database.write() as connection:
            connection.execute(
                delete(inbox).where(inbox.c.received_at < now - _KEYS_KEPT, inbox.c.done_at.is_not(None))
            )
            connection.execute(update(inbox).where(*old).values(answer=None))

    def _is_due(self, now: datetime) -> ColumnElement[bool]:
        is_due = or_(inbox.c.due_at.is_(None), inbox.c.due_at <= now)
        return _TO_DO & is_due & self._workers.is_free(inbox.c.worker)


def _request(row: Row[Any]) -> Request:
    return Request(row.key, RequestKind(row.kind), row.payload, row.received_at, row.attempts)
