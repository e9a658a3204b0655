"""Conversations: what the bot has to remember of each thread in which somebody talks with it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, or_, select, update

from bot.conversation.conversation import Conversation, StillBusy, Thread
from bot.leads.erasure import SlackMessage
from bot.store.database import Database
from bot.store.lead_rows import RowReader
from bot.store.leads import Leads
from bot.store.slack_messages import Messages
from bot.store.tables import conversations
from bot.store.workers import Workers

_TIMEOUT = 15.0
_POLL_INTERVAL = 0.05


class Conversations:
    """The conversations by thread. What is known of a lead that was scored is read from the lead itself."""

    def __init__(self, database: Database, leads: Leads, messages: Messages, rows: RowReader, workers: Workers) -> None:
        self._database = database
        self._rows = rows
        self._leads = leads
        self._messages = messages
        self._workers = workers
        self._in_turn: set[Thread] = set()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, thread: Thread, *, at: datetime) -> Iterator[None]:
        """Take a turn in the thread: everybody else's waits for its end, in whichever process.

        Raises:
            StillBusy: the turn before does not end.
        """
        deadline = time.monotonic() + _TIMEOUT
        while not self._begin(thread, at):
            if time.monotonic() > deadline:
                raise StillBusy
            time.sleep(_POLL_INTERVAL)
        try:
            yield
        finally:
            self._end(thread)

    def get(self, thread: Thread, *, at: datetime) -> Conversation | None:
        """Return the conversation in the thread, or None if there is none, or it has ended by then.

        In the thread below a message of the bot's that tells of one lead it begins with that lead.
        """
        theirs = select(conversations).where(_is(thread), conversations.c.ends_at > at)
        with self._database.read() as connection:
            row = connection.execute(theirs).one_or_none()
        if row is not None:
            return self._read(row)
        told = self._messages.leads_of(*thread)
        return Conversation(thread, self._leads.lead(told[0]), told[0]) if len(told) == 1 else None

    def save(self, conversation: Conversation, *, ends_at: datetime) -> None:
        """Remember a conversation until then."""
        values = {
            "lead_id": conversation.lead_id,
            "said": {} if conversation.lead_id else {**conversation.lead.identity, **conversation.lead.values},
            "others": list(conversation.others),
            "asked": conversation.asked,
            "question_ts": conversation.question_ts,
            "skipped": sorted(conversation.skipped),
            "stopped": conversation.stopped,
            "title": conversation.title,
            "heard": list(conversation.heard),
            "said_before": list(conversation.said_before),
            "ends_at": ends_at,
        }
        new = self._database.insert(conversations).values(**_key(conversation.thread), **values)
        saved = new.on_conflict_do_update(index_elements=list(conversations.primary_key.columns), set_=values)
        with self._database.write() as connection:
            connection.execute(saved)

    def posted(self, thread: Thread, ts: str, *, asks: bool, of_lead: bool, at: datetime) -> None:
        """Record that an answer was posted: it may ask the question that is open, and goes with its lead."""
        with self._database.write() as connection:
            row = connection.execute(select(conversations).where(_is(thread)).with_for_update()).one_or_none()
            if row is None:
                return
            values: dict[str, Any] = {}
            if asks and row.asked is not None:
                values["question_ts"] = ts
            if of_lead and row.lead_id is None:
                values["said_before"] = [*row.said_before, ts]
            elif of_lead:
                self._messages.tells_of([row.lead_id], SlackMessage(thread.channel, ts), at=at)
            if values:
                connection.execute(update(conversations).where(_is(thread)).values(values))

    def purge(self, now: datetime) -> None:
        """Delete conversations that have ended."""
        with self._database.write() as connection:
            connection.execute(delete(conversations).where(conversations.c.ends_at <= now))

    def _read(self, row: Row[Any]) -> Conversation:
        return Conversation(
            thread=Thread(row.channel, row.ts),
            lead=self._leads.lead(row.lead_id) if row.lead_id else self._rows.facts(row.said),
            lead_id=row.lead_id,
            others=tuple(row.others),
            asked=row.asked,
            question_ts=row.question_ts,
            skipped=frozenset(row.skipped),
            stopped=row.stopped,
            title=row.title,
            heard=tuple(row.heard),
            said_before=tuple(row.said_before),
        )

    def _begin(self, thread: Thread, at: datetime) -> bool:
        with self._lock:
            if thread in self._in_turn:
                return False
            self._in_turn.add(thread)
        has_begun = False
        try:
            has_begun = self._claim(thread, at)
        finally:
            if not has_begun:
                with self._lock:
                    self._in_turn.discard(thread)
        return has_begun

    def _claim(self, thread: Thread, at: datetime) -> bool:
        mine = {"worker_id": self._workers.id}
        empty = {"said": {}, "stopped": False, "title": "", "ends_at": at}
        empty |= {name: [] for name in ("others", "skipped", "heard", "said_before")}
        free = or_(self._workers.is_free(conversations.c.worker_id), conversations.c.worker_id == self._workers.id)
        new = self._database.insert(conversations).values(**_key(thread), **empty, **mine)
        claimed = new.on_conflict_do_update(
            index_elements=list(conversations.primary_key.columns), set_=mine, where=free
        )
        with self._database.write() as connection:
            return connection.scalar(claimed.returning(conversations.c.channel)) is not None

    def _end(self, thread: Thread) -> None:
        try:
            with self._database.write() as connection:
                mine = update(conversations).where(_is(thread), conversations.c.worker_id == self._workers.id)
                connection.execute(mine.values(worker_id=None))
        finally:
            with self._lock:
                self._in_turn.discard(thread)


def _key(thread: Thread) -> dict[str, str]:
    return {"channel": thread.channel, "ts": thread.ts}


def _is(thread: Thread) -> ColumnElement[bool]:
    return (conversations.c.channel == thread.channel) & (conversations.c.ts == thread.ts)
