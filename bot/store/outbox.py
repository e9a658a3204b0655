"""The outbox in the store: messages to Slack, written in the transaction that changes what they are about."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, case, delete, exists, func, or_, select, update
from sqlalchemy import Row as Record

from bot.outgoing import POSTS, Kind, Outgoing, Row
from bot.store.database import Database
from bot.store.tables import outbox
from bot.store.workers import Workers

# Messages that are shown in different versions, and sent again for each.
_VERSIONED = (Kind.CARD, Kind.DIGEST)

# A row that was sent stays where something depends on it: an update, the deletion with its lead, or that it is not sent
# twice on one day.
_KEPT = frozenset({Kind.CARD, Kind.DIGEST, Kind.EVENT, Kind.DIRECT, Kind.ADMIN, Kind.DAILY})

_UNSENT = outbox.c.shown < outbox.c.version


class Outbox:
    """Messages by key. A claimed row belongs to a worker, and is free again once that worker is gone."""

    def __init__(self, database: Database, workers: Workers) -> None:
        self._database = database
        self._workers = workers

    def put(self, messages: Iterable[Outgoing], *, at: datetime, urgent: bool = False) -> None:
        """Enter messages to be sent; workers of this process start once the transaction is committed.

        A message that is there already is not entered again; one with versions is sent again in the new version. If it
        waits after a failure, it goes on waiting unless it is `urgent`.
        """
        messages = list(messages)
        others = [message for message in messages if message.kind not in _VERSIONED]
        with self._database.write() as connection:
            for message in messages:
                if message.kind in _VERSIONED:
                    connection.execute(self._upsert(message, at, urgent=urgent))
            if others:
                new = self._database.insert(outbox).on_conflict_do_nothing(index_elements=[outbox.c.key])
                connection.execute(new, [_values(message, at) for message in others])
        self._database.leave_work()

    def claim(
        self,
        now: datetime,
        limit: int,
        *,
        in_hand: Collection[int] = (),
        lane: str | None = None,
        deletions: bool | None = None,
    ) -> list[Row]:
        """Claim messages that are due for this worker; `in_hand` are those that it is sending already.

        Of each lane only the first message can be claimed. With `lane`, only of this one; `deletions` selects or leaves
        out the deletions.
        """
        ready = self._ready(now, in_hand, lane, deletions).limit(limit)
        with self._database.read() as connection:
            if not connection.execute(ready.with_only_columns(outbox.c.id)).first():
                return []
        with self._database.write() as connection:
            claimed = connection.execute(ready.with_for_update(skip_locked=True)).all()
            ids = [row.id for row in claimed]
            is_first_attempt = outbox.c.kind.in_(POSTS) & (outbox.c.ts == "") & outbox.c.begun_at.is_(None)
            begun_at = case((is_first_attempt, now), else_=outbox.c.begun_at)
            values = {"worker_id": self._workers.id, "begun_at": begun_at}
            connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(values))
        return [_row(row) for row in claimed]

    def begin(self, row: Row, now: datetime, payload: dict[str, Any] | None = None) -> None:
        """Record that the message is about to be sent, perhaps with what has to be known if that is interrupted."""
        values = {"begun_at": now} | ({"payload": payload} if payload is not None else {})
        with self._database.write() as connection:
            connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))

    def done(self, row: Row, at: datetime, *, channel: str = "", ts: str = "", shown: int | None = None) -> bool:
        """Record that the message was sent, or needs not be; return False if the row was deleted meanwhile.

        `shown` is the version that was sent: a newer one is due at once.
        """
        this = outbox.c.id == row.id
        with self._database.write() as connection:
            if row.kind not in _KEPT:
                return connection.execute(delete(outbox).where(this)).rowcount == 1
            shown = row.version if shown is None else shown
            values: dict[str, Any] = {
                "worker_id": None,
                "begun_at": None,
                "attempts": 0,
                "failure": None,
                "payload": {},
            }
            values |= {"shown": shown, "due_at": case((outbox.c.version > shown, at), else_=None)}
            if ts:
                values |= {"channel": channel, "ts": ts}
            return connection.execute(update(outbox).where(this).values(values)).rowcount == 1

    def put_off(
        self,
        row: Row,
        until: datetime,
        *,
        is_failure: bool = True,
        may_be_posted: bool = False,
        failure: str | None = None,
    ) -> None:
        """Send the message at a later time; `may_be_posted` keeps in mind that it may have arrived.

        A `failure` is Slack's error code for a message that it refuses, which is tried again all the same.
        """
        values: dict[str, Any] = {"worker_id": None, "due_at": until, "failure": failure}
        if is_failure:
            values["attempts"] = row.attempts + 1
        if row.begun_at is None and not may_be_posted:
            values["begun_at"] = None
        with self._database.write() as connection:
            connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))

    def repost(self, row: Row, at: datetime) -> None:
        """Post a message again that somebody deleted in Slack."""
        values = {"worker_id": None, "begun_at": None, "channel": "", "ts": "", "shown": 0, "due_at": at}
        with self._database.write() as connection:
            connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))

    def refuse(self, row: Row, code: str) -> None:
        """Keep a message that Slack refuses, with the error code, until it is released."""
        values = {"worker_id": None, "due_at": None, "failure": code}
        if row.begun_at is None:
            values["begun_at"] = None
        with self._database.write() as connection:
            connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))

    def hold(self, subject: str, kinds: Collection[Kind]) -> None:
        """Let the unsent messages about a subject wait until they are released."""
        these = outbox.c.subject == subject, outbox.c.kind.in_(kinds), _UNSENT
        with self._database.write() as connection:
            connection.execute(update(outbox).where(*these).values(due_at=None))

    def release(self, subject: str, at: datetime, kinds: Collection[Kind] = tuple(Kind)) -> None:
        """Send what is held about a subject."""
        held = outbox.c.subject == subject, outbox.c.kind.in_(kinds), _UNSENT, outbox.c.due_at.is_(None)
        with self._database.write() as connection:
            connection.execute(update(outbox).where(*held).values(due_at=at, failure=None, attempts=0))
        self._database.leave_work()

    def skip(self, keys: Collection[str]) -> None:
        """Let these messages be as if they had been sent: nobody needs them any more."""
        with self._database.write() as connection:
            values = {"shown": outbox.c.version, "due_at": None}
            connection.execute(update(outbox).where(outbox.c.key.in_(keys), _UNSENT).values(values))

    def replace_payload(self, key: str, payload: dict[str, Any]) -> None:
        """Let an unsent message say something else."""
        with self._database.write() as connection:
            connection.execute(update(outbox).where(outbox.c.key == key).values(payload=payload))

    def delete(self, beginning: str) -> None:
        """Delete every message whose key begins so."""
        with self._database.write() as connection:
            connection.execute(delete(outbox).where(outbox.c.key.startswith(beginning, autoescape=True)))

    def find(self, key: str) -> Row | None:
        """Return the message with this key, if there is one."""
        with self._database.read() as connection:
            row = connection.execute(select(outbox).where(outbox.c.key == key)).one_or_none()
        return None if row is None else _row(row)

    def unsent(self, *, subject: str | None = None, lane: str | None = None) -> list[Row]:
        """Return what is still to be sent, held or refused, about a subject or in a lane; else everything."""
        these = [_UNSENT]
        these += [outbox.c.subject == subject] if subject is not None else []
        these += [outbox.c.lane == lane] if lane is not None else []
        with self._database.read() as connection:
            return [_row(row) for row in connection.execute(select(outbox).where(*these).order_by(outbox.c.id))]

    def refused(self, lane: str | None = None) -> list[tuple[Row, str]]:
        """Return the messages that Slack refuses, and its error codes."""
        these = [outbox.c.failure.is_not(None)] + ([outbox.c.lane == lane] if lane is not None else [])
        with self._database.read() as connection:
            rows = connection.execute(select(outbox).where(*these).order_by(outbox.c.id)).all()
        return [(_row(row), row.failure) for row in rows]

    def is_in_hand(self, *, subject: str | None = None, lane: str | None = None) -> bool:
        """Whether a worker is sending a message about a subject, or of a lane, right now."""
        these = [~self._is_free()]
        these += [outbox.c.subject == subject] if subject is not None else []
        these += [outbox.c.lane == lane] if lane is not None else []
        with self._database.read() as connection:
            return connection.execute(select(outbox.c.id).where(*these).limit(1)).first() is not None

    def is_due(self, now: datetime) -> bool:
        """Whether any message must be sent by then."""
        next_due = self.next_due()
        return next_due is not None and next_due <= now

    def next_due(self) -> datetime | None:
        """Return when the next message is due, if there is any; those behind another in their lane wait for that."""
        with self._database.read() as connection:
            next_due: datetime | None = connection.scalar(select(func.min(outbox.c.due_at)).where(_is_first()))
            return next_due

    def purge(self, before: datetime, *, refused_before: datetime) -> None:
        """Delete daily digests and notices from before then, and deletions that Slack has refused for long."""
        old = outbox.c.kind.in_((Kind.DAILY, Kind.ADMIN)) & ~_UNSENT & (outbox.c.created_at < before)
        refused = (
            (outbox.c.kind == Kind.DELETE) & outbox.c.failure.is_not(None) & (outbox.c.created_at < refused_before)
        )
        with self._database.write() as connection:
            connection.execute(delete(outbox).where(or_(old, refused)))

    def _upsert(self, message: Outgoing, at: datetime, *, urgent: bool) -> Executable:
        values = _values(message, at)
        new = self._database.insert(outbox).values(values)
        version = case((new.excluded.version > outbox.c.version, new.excluded.version), else_=outbox.c.version + 1)
        waits = (outbox.c.attempts > 0) & outbox.c.due_at.is_not(None)
        due_at = values["due_at"] if urgent or message.held else case((waits, outbox.c.due_at), else_=at)
        changed = {"version": version, "due_at": due_at, "failure": None}
        return new.on_conflict_do_update(index_elements=[outbox.c.key], set_=changed)

    def _ready(self, now: datetime, in_hand: Collection[int], lane: str | None, deletions: bool | None) -> Select[Any]:
        # A newer release, which runs beside this one or ran before it, may have entered kinds that are not known here.
        query = select(outbox).where(
            outbox.c.kind.in_(Kind), outbox.c.due_at <= now, _is_first(), self._is_free(in_hand)
        )
        if lane is not None:
            query = query.where(outbox.c.lane == lane)
        if deletions is not None:
            query = query.where((outbox.c.kind == Kind.DELETE) == deletions)
        return query.order_by(outbox.c.due_at, outbox.c.id)

    def _is_free(self, in_hand: Collection[int] | None = None) -> ColumnElement[bool]:
        free = self._workers.is_free(outbox.c.worker_id)
        if in_hand is None:
            return free
        return or_(free, and_(outbox.c.worker_id == self._workers.id, outbox.c.id.not_in(in_hand)))


def _is_first() -> ColumnElement[bool]:
    """Return the condition that no earlier message of its lane is still to be sent; a refused one holds up nothing."""
    earlier = outbox.alias()
    return ~exists().where(
        earlier.c.lane == outbox.c.lane,
        earlier.c.id < outbox.c.id,
        earlier.c.due_at.is_not(None),
        earlier.c.failure.is_(None),
    )


def _values(message: Outgoing, at: datetime) -> dict[str, Any]:
    return {
        "key": message.key,
        "kind": message.kind.value,
        "lane": message.lane,
        "subject": message.subject,
        "payload": dict(message.payload),
        "version": message.version,
        "shown": 0,
        "attempts": 0,
        "created_at": at,
        "due_at": None if message.held else at,
        "channel": "",
        "ts": "",
    }


def _row(row: Record[Any]) -> Row:
    return Row(
        id=row.id,
        key=row.key,
        kind=Kind(row.kind),
        lane=row.lane,
        subject=row.subject,
        payload=row.payload,
        version=row.version,
        shown=row.shown,
        attempts=row.attempts,
        created_at=row.created_at,
        begun_at=row.begun_at,
        channel=row.channel,
        ts=row.ts,
    )
