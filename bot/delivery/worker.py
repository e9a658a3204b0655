"""The worker: advances alerts that are due, and sends what is in the outbox."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.sender import Sender
from bot.log import with_reference
from bot.outgoing import Kind, Row
from bot.store import Store

log = logging.getLogger(__name__)

_POLL_INTERVAL = 1.0
_BUSY_INTERVAL = 0.02
_AT_ONCE = 16
_DELETIONS_AT_ONCE = 2
_ALERTS_AT_ONCE = 20
_AFTER_A_BUG = timedelta(minutes=5)

Advance = Callable[[int], int]
"""Advances at most so many alerts that are due, and returns how many it did."""


class DeliveryWorker:
    """Works in the background, or round by round. Any number of them may share a database.

    It is woken when a transaction of this process leaves work, and looks each second for that of others. Whatever
    happens to a process, what it had claimed is taken over by another one, or by its next start.
    """

    def __init__(
        self,
        store: Store,
        send: Sender,
        advance: Advance,
        look_after: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._send = send
        self._advance = advance
        self._look_after = look_after
        self._now = now
        self._in_hand: dict[int, bool] = {}
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._woken = threading.Event()
        self._stopped = False
        self._senders = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sender")
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        store.database.on_work(self.wake)

    def start(self) -> None:
        """Work in the background."""
        self._thread.start()

    def stop(self, within: float = 5) -> None:
        """Claim nothing more, and finish what is being sent."""
        deadline = time.monotonic() + within
        self._stopped = True
        self.wake()
        if self._thread.is_alive():
            self._thread.join(within)
        with self._idle:
            self._idle.wait_for(lambda: not self._in_hand, max(0.0, deadline - time.monotonic()))
        self._senders.shutdown(wait=False, cancel_futures=True)

    def wake(self) -> None:
        """Look now."""
        self._woken.set()

    def tick(self) -> None:
        """Do all that is due, in this thread."""
        self._look_after()
        while True:
            advanced = self._advance(_ALERTS_AT_ONCE)
            rows = self._claimed(1)
            for row in rows:
                self._send_and_release(row)
            if not advanced and not rows:
                return

    def flush(self, lane: str, within: float = 10) -> None:
        """Send what is due in a lane in this thread, or wait until whoever is at it has sent it."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            rows = self._claimed(1, lane=lane)
            for row in rows:
                self._send_and_release(row)
            if rows:
                continue
            if not self._is_at_it(lane):
                return
            time.sleep(_BUSY_INTERVAL)

    def _run(self) -> None:
        while not self._stopped:
            self._woken.clear()
            try:
                is_busy = self._look()
            except Exception as trouble:  # noqa: BLE001, such as a database that is away; the worker must go on
                log.error("the worker could not look: %s", type(trouble).__name__)  # noqa: TRY400, it may quote values
                is_busy = False
                self._woken.clear()
            if not is_busy:
                self._woken.wait(_POLL_INTERVAL)

    def _look(self) -> bool:
        """Start what is due, and return whether there may be more."""
        advanced = self._advance(_ALERTS_AT_ONCE)
        rows = self._claimed(_AT_ONCE, deletions=False) + self._claimed(_DELETIONS_AT_ONCE, deletions=True)
        for row in rows:
            self._senders.submit(self._send_and_release, row)
        if not advanced:
            self._look_after()  # last, for it may take long: alerts must not wait for it, however short a life is
        return bool(advanced) and not self._stopped

    def _claimed(self, at_once: int, *, lane: str | None = None, deletions: bool | None = None) -> list[Row]:
        """Claim messages, so many at once of their sort including those in hand."""
        with self._lock:
            in_hand = len(self._in_hand) if deletions is None else list(self._in_hand.values()).count(deletions)
            room = at_once if deletions is None else at_once - in_hand
            if room <= 0 or (self._stopped and deletions is not None):
                return []
            rows = self._store.outbox.claim(
                self._now(), room, in_hand=self._in_hand.keys(), lane=lane, deletions=deletions
            )
            self._in_hand |= {row.id: row.kind is Kind.DELETE for row in rows}
        return rows

    def _send_and_release(self, row: Row) -> None:
        try:
            with with_reference():
                self._send(row)
        except SQLAlchemyError as trouble:
            log.error("what became of a message could not be recorded: %s", type(trouble).__name__)  # noqa: TRY400, it may quote values
        except Exception:
            log.exception("a message (%s) could not be rendered or sent", row.kind)
            with suppress(SQLAlchemyError):
                self._store.outbox.put_off(row, self._now() + _AFTER_A_BUG, may_be_posted=True)
        finally:
            with self._idle:
                del self._in_hand[row.id]
                self._idle.notify_all()
            self.wake()

    def _is_at_it(self, lane: str) -> bool:
        return self._store.outbox.is_in_hand(lane=lane)
