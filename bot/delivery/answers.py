"""What is recorded of answers in conversations once Slack took or refused them."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.conversation.conversation import Thread
from bot.outgoing import Kind, Place, Row
from bot.store import Store

log = logging.getLogger(__name__)


class AnswerRecorder:
    """Records where answers were posted."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def sent(self, row: Row, place: Place | None) -> None:
        """Remember an answer as the question that is open, if it asks it, and as one that goes with its lead."""
        if row.kind is Kind.ANSWER and place is not None:
            thread, payload = Thread(row.payload["channel"], row.payload["thread_ts"]), row.payload
            self._store.conversations.posted(
                thread, place.ts, asks=payload["asks"], of_lead=payload["of_lead"], at=self._now()
            )

    def refused(self, row: Row, code: str) -> None:
        """Give up an answer; if a card cannot be shared, say that instead."""
        log.warning("an answer (%s) was not sent: Slack refuses it (%s)", row.kind, code)
        if row.kind is Kind.SHARE:
            first = self._store.outbox.find(row.payload["first_answer"])
            if first is not None:
                payload = dict(first.payload) | {"message": row.payload["refused"]}
                self._store.outbox.replace_payload(first.key, payload)
        self._store.outbox.done(row, self._now())

    def gone(self, row: Row) -> None:
        """Give up an update."""
        self._store.outbox.done(row, self._now())
