"""What delivery needs of Slack and of those whose messages it sends, and the ways in which sending can fail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.outgoing import Place, Row


class NotDelivered(Exception):
    """A message did not reach Slack."""


class NotYet(NotDelivered):
    """It is not the time to send this message, such as a card at night."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("not yet")


class TryLater(NotDelivered):
    """Slack did not take it now ({code}); it may in {seconds} s, if that is known."""

    def __init__(self, code: str, seconds: float | None = None) -> None:
        self.code = code
        self.seconds = seconds
        super().__init__(f"Slack did not take it now ({code})")


class Unconfirmed(TryLater):
    """The connection broke, or Slack failed itself: nobody knows whether it took the message."""


class Refused(NotDelivered):
    """Slack will not take it until somebody fixes something: {code}."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"Slack refused: {code}")


class Gone(NotDelivered):
    """Somebody deleted the message in Slack before it was changed."""


@dataclass(frozen=True)
class RenderedMessage:
    """A message rendered from the latest state of its subject.

    `send` posts or updates it, and returns where it was posted; it raises TryLater, Unconfirmed, Refused or Gone.
    `find` looks for a message that may have arrived, among those posted since a time. A message that cannot be found
    again and is sent `at_most_once` gets lost rather than arrive twice. `shown` is the version of the subject, and
    `lead_ids` are leads that the message names and its subject does not.
    """

    send: Callable[[], Place | None]
    find: Callable[[datetime], Place | None] | None = None
    at_most_once: bool = False
    shown: int = 0
    lead_ids: tuple[str, ...] = ()


class Renderer(Protocol):
    """Renders messages of one kind."""

    def __call__(self, row: Row) -> RenderedMessage | None:
        """Return the message to send now, or None if it is no longer needed.

        Raises:
            NotYet: it must be sent later.
        """


class Recorder(Protocol):
    """Records in the store what became of messages of one kind, in the transaction that marks the message."""

    def sent(self, row: Row, place: Place | None) -> None:
        """Record where a message was posted, or that it was updated."""

    def refused(self, row: Row, code: str) -> None:
        """Record that Slack refuses a message for good."""

    def gone(self, row: Row) -> None:
        """Record that somebody deleted the message before it was updated."""
