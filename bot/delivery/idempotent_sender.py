"""Sending a message once, although `chat.postMessage` is not idempotent and any process can die at any moment.

A message is written down before it is sent and again when it stands. Whoever finds it begun but not done looks for it
in Slack before sending it again.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery.ports import Place, Refused, TryLater, Unconfirmed
from bot.store.tellings import Tellings

log = logging.getLogger(__name__)

_CLOCKS_DIFFER_BY = timedelta(minutes=5)


class Once:
    """Messages that arrive once, by key."""

    def __init__(self, tellings: Tellings) -> None:
        self._tellings = tellings

    def send(
        self,
        key: str,
        now: datetime,
        *,
        send: Callable[[], Place],
        find: Callable[[datetime], Place | None],
        tells_of: Sequence[str] = (),
    ) -> Place:
        """Send a message unless it stands already, and return where. `find` looks for it among those sent since then.

        `tells_of` are the ids of leads with which it is to go; of an alert's messages the key says so.
        Only one at a time may send a given key: alerts are leased, and other messages are begun by one process alone.

        Raises:
            TryLater, Unconfirmed, Refused: it does not stand, or nobody knows.
        """
        telling = self._tellings.begin(key, now, tells_of)
        if telling.done:
            return Place(telling.channel, telling.ts)
        place = None if telling.is_new else find(telling.begun_at - _CLOCKS_DIFFER_BY)
        if place is None:
            place = self._sent(key, send, is_new=telling.is_new)
        self._tellings.done(key, place.channel, place.ts, now)
        return place

    def attempt(self, key: str, now: datetime, send: Callable[[], Place | None]) -> None:
        """Send a message that may get lost rather than arrive twice.

        Raises:
            TryLater: Slack did not take it, and may later.
        """
        if not self._tellings.begin(key, now).is_new:
            return
        try:
            place = send()
        except Unconfirmed as lost:
            log.warning("a direct message may not have arrived: %s", lost)
        except Refused as refused:
            self._tellings.strike(key)
            log.warning("a direct message was not sent: %s", refused)
        except TryLater:
            self._tellings.strike(key)
            raise
        else:
            if place is not None:
                self._tellings.done(key, place.channel, place.ts, now)

    def forget(self, key: str) -> None:
        """Let a message be sent again."""
        self._tellings.strike(key)

    def _sent(self, key: str, send: Callable[[], Place], *, is_new: bool) -> Place:
        try:
            return send()
        except Unconfirmed:
            raise
        except (TryLater, Refused):
            if is_new:  # Slack said no, so it stands nowhere, and need not be looked for
                self._tellings.strike(key)
            raise
