"""Working off the inbox: what a process took and did not finish, another one does."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.store.inbox import Inbox, Request

Once = Callable[[str], AbstractContextManager[bool]]
"""Opens a block that one request may run, and no other: `with once("share:42") as is_first`."""

log = logging.getLogger(__name__)

POLL_INTERVAL = 0.5
_VACATE_INTERVAL = 2.0  # seconds; in which SQLite's log may still hold what a finished request said
_MAX_AT_ONCE = 10
_MAX_ATTEMPTS = 5  # a request that kills whoever works on it must not do so for ever
_MAX_AGE = timedelta(days=1)


class Hands:
    """The requests that this process has in hand."""

    def __init__(self, inbox: Inbox, now: Callable[[], datetime]) -> None:
        self.inbox = inbox
        self._now = now
        self._unfinished: dict[str, timedelta | None] = {}
        self._has_cleared = False
        self._vacated_at = 0.0

    def finish(self, key: str) -> None:
        """Mark a request as worked off; later, if the database is away."""
        self._let_go(key, None)

    def postpone(self, key: str, pause: timedelta) -> None:
        """Let whoever is free work on a request again after a pause."""
        self._let_go(key, pause)

    def catch_up(self) -> None:
        """Finish what the database did not take before, and take out of its log what finished requests said."""
        for key, pause in list(self._unfinished.items()):
            self._let_go(key, pause)
        if self._has_cleared and time.monotonic() - self._vacated_at >= _VACATE_INTERVAL:
            self._has_cleared, self._vacated_at = False, time.monotonic()
            self.inbox.vacate()

    def _let_go(self, key: str, pause: timedelta | None) -> None:
        now = self._now()
        try:
            if pause is None:
                self.inbox.finish(key, at=now)
            else:
                self.inbox.postpone(key, until=now + pause)
        except SQLAlchemyError as trouble:
            self._unfinished[key] = pause
            log.warning("a request is marked as done later: %s", type(trouble).__name__)
        else:
            self._unfinished.pop(key, None)
            self._has_cleared |= pause is None


class InboxWorker:
    """Dispatches stored requests whose process is gone, and those that were put off. Runs in the background."""

    def __init__(
        self,
        hands: Hands,
        now: Callable[[], datetime],
        *,
        dispatch: Callable[[Request], None],
        give_up: Callable[[Request], None],
    ) -> None:
        self._hands = hands
        self._now = now
        self._dispatch = dispatch
        self._give_up = give_up
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def start(self) -> None:
        """Look at once, and go on in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Take up nothing more."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> int:
        """Take up what is due, and return how many requests that were."""
        self._hands.catch_up()
        due = self._hands.inbox.claim(self._now(), most=_MAX_AT_ONCE)
        for request in due:
            self._take_up(request)
        return len(due)

    def _take_up(self, request: Request) -> None:
        age = self._now() - request.received_at
        if request.attempts <= _MAX_ATTEMPTS and age <= _MAX_AGE:
            log.info("taking up %s after %.0f s, attempt %d", request.key, age.total_seconds(), request.attempts)
            self._dispatch(request)
            return
        log.error("giving up %s after %.0f s, %d attempts", request.key, age.total_seconds(), request.attempts - 1)
        self._hands.finish(request.key)
        self._give_up(request)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                found = self.look()
            except Exception as trouble:  # noqa: BLE001, such as a database that is away; the worker must go on
                log.error("the inbox could not be looked at: %s", type(trouble).__name__)  # noqa: TRY400, it may quote values
                found = 0
            if not found:
                self._stopped.wait(POLL_INTERVAL)
