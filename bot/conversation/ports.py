"""What conversations need of others: where they are kept, and where their answers are sent."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.conversation.conversation import Conversation, Thread
from bot.conversation.waterfall import Picture
from bot.leads.erasure import SlackMessage
from bot.outgoing import Outgoing


class Threads(Protocol):
    """The threads that people and the bot write in."""

    def flush(self, lane: str) -> None:
        """Send what the outbox holds for a lane, or wait until it is sent; what cannot be sent now is sent later."""

    def think(self, thread: Thread) -> None:
        """Show that an answer is coming."""

    def post_picture(self, thread: Thread, picture: Picture) -> str | None:
        """Post a picture in a thread, and return the id of its file; None if that failed."""


class ConversationRepository(Protocol):
    """Conversations by thread."""

    def turn(self, thread: Thread, *, at: datetime) -> AbstractContextManager[None]:
        """Take a turn in the thread; raises StillBusy if the turn before does not end."""

    def get(self, thread: Thread, *, at: datetime) -> Conversation | None:
        """Return the conversation in the thread, None if there is none or it has ended."""

    def save(self, conversation: Conversation, *, ends_at: datetime) -> None:
        """Save a conversation until then."""


class LeadMessages(Protocol):
    """The messages that tell about leads, and are deleted with them."""

    def tells_of(self, lead_ids: Iterable[str], message: SlackMessage, *, at: datetime) -> None:
        """Record that a message tells about these leads."""

    def to_be_removed(self, messages: Iterable[SlackMessage], *, at: datetime) -> None:
        """Enter messages to be deleted."""


class AnswerOutbox(Protocol):
    """The messages to be sent."""

    def put(self, messages: Iterable[Outgoing], *, at: datetime) -> None:
        """Enter messages to be sent once the transaction is committed."""


class WriteTransactions(Protocol):
    """The transactions of the database."""

    def write(self) -> AbstractContextManager[object]:
        """Open a transaction: all of it happens, or nothing."""


class ConversationStore(Protocol):
    """The store, as far as conversations need it."""

    @property
    def conversations(self) -> ConversationRepository:
        """The conversations."""

    @property
    def messages(self) -> LeadMessages:
        """The messages about leads."""

    @property
    def outbox(self) -> AnswerOutbox:
        """The messages to be sent."""

    @property
    def database(self) -> WriteTransactions:
        """The transactions."""
