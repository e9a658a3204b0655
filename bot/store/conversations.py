"""Conversations: what the bot has to remember of each thread in which somebody talks with it."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, null, or_, select, update

from bot.conversation.conversation import Conversation, StillBusy, Thread, Unsaid
from bot.store.database import Database
from bot.store.lead_rows import RowReader
from bot.store.leads import Leads
from bot.store.slack_messages import Messages
from bot.store.tables import conversations

# Who had the turn died over it; the longest turn waits for a few answers of Slack.
_ABANDONED_AFTER = timedelta(seconds=20)
_PATIENCE_SECONDS = 15.0
_GLANCE_SECONDS = 0.1

SAID = "said:"
"""How the keys begin of what the bot says in conversations."""


class Conversations:
    """The conversations by thread. What is known of a lead that was scored is read from the lead itself."""

    def __init__(self, database: Database, leads: Leads, messages: Messages, rows: RowReader) -> None:
        self._database = database
        self._rows = rows
        self._leads = leads
        self._messages = messages

    @contextmanager
    def turn(self, thread: Thread, *, clock: Callable[[], datetime]) -> Iterator[None]:
        """Take a turn in the thread: everybody else's waits for its end, on whichever replica.

        Raises:
            StillBusy: the turn before does not end.
        """
        mine, deadline = secrets.token_hex(8), time.monotonic() + _PATIENCE_SECONDS
        while not self._take(thread, mine, clock()):
            if time.monotonic() > deadline:
                raise StillBusy
            time.sleep(_GLANCE_SECONDS)
        try:
            yield
        finally:
            self._release(thread, mine)

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

    def unsaid(self, now: datetime) -> list[Thread]:
        """Return the threads in which an answer was not said, and in which nobody has the turn by then."""
        free = or_(conversations.c.busy_until.is_(None), conversations.c.busy_until <= now)
        left = conversations.c.unsaid.is_not(null()), conversations.c.ends_at > now, free
        theirs = select(conversations.c.channel, conversations.c.ts).where(*left)
        with self._database.read() as connection:
            return [Thread(row.channel, row.ts) for row in connection.execute(theirs)]

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
            "unsaid": asdict(conversation.unsaid) if conversation.unsaid else null(),
            "ends_at": ends_at,
        }
        new = self._database.insert(conversations).values(**_key(conversation.thread), **values)
        saved = new.on_conflict_do_update(index_elements=list(conversations.primary_key.columns), set_=values)
        with self._database.write() as connection:
            connection.execute(saved)

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
            unsaid=_unsaid(row.unsaid) if row.unsaid else None,
        )

    def _take(self, thread: Thread, mine: str, at: datetime) -> bool:
        busy = {"busy_by": mine, "busy_until": at + _ABANDONED_AFTER}
        empty = {"said": {}, "stopped": False, "title": "", "ends_at": at}
        empty |= {name: [] for name in ("others", "skipped", "heard", "said_before")}
        free = or_(conversations.c.busy_until.is_(None), conversations.c.busy_until <= at)
        new = self._database.insert(conversations).values(**_key(thread), **empty, **busy)
        taken = new.on_conflict_do_update(index_elements=list(conversations.primary_key.columns), set_=busy, where=free)
        with self._database.write() as connection:
            return connection.scalar(taken.returning(conversations.c.channel)) is not None

    def _release(self, thread: Thread, mine: str) -> None:
        ours = update(conversations).where(_is(thread), conversations.c.busy_by == mine)
        with self._database.write() as connection:
            connection.execute(ours.values(busy_by=None, busy_until=None))


def _key(thread: Thread) -> dict[str, str]:
    return {"channel": thread.channel, "ts": thread.ts}


def _unsaid(kept: dict[str, Any]) -> Unsaid:
    return Unsaid(kept["key"], tuple(kept["messages"]), kept["asks"], tuple(kept["tells_of"]))


def _is(thread: Thread) -> ColumnElement[bool]:
    return (conversations.c.channel == thread.channel) & (conversations.c.ts == thread.ts)
