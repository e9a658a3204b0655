"""A conversation as a value: what the bot has to remember of each thread in which somebody talks with it."""

from dataclasses import dataclass, field
from typing import NamedTuple, Self

from scoring.fields.lead import Lead


class Thread(NamedTuple):
    """A thread in Slack, by its conversation and its first message."""

    channel: str
    ts: str

    def __str__(self) -> str:
        """Return it as a button carries it."""
        return f"{self.channel}:{self.ts}"

    @property
    def is_public(self) -> bool:
        """Whether others read it, too: it is in a channel, not in the direct message with the bot."""
        return not self.channel.startswith("D")

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the thread that a button carries."""
        channel, _, ts = text.partition(":")
        return cls(channel, ts)


class StillBusy(Exception):
    """I am still busy with what was said before. Please say it again in a moment."""

    def __init__(self) -> None:
        super().__init__("I am still busy with what was said before. Please say it again in a moment.")


@dataclass(frozen=True)
class Conversation:
    """What is known in a thread: its lead, and the open question.

    `lead` is all that is known of the lead, `lead_id` its id once it was scored; `others` are the leads that the thread
    spoke of before. `asked` is the feature that the bot has asked about, in the message `question_ts`; `skipped` are
    those that nobody here knows. `stopped`: no further questions are wanted. `title` is what the thread is called.
    `heard` are the keys of the latest turns. `said_before` are the answers that were posted before the lead was scored;
    they are deleted with the lead, too.
    """

    thread: Thread
    lead: Lead = field(default_factory=Lead)
    lead_id: str | None = None
    others: tuple[str, ...] = ()
    asked: str | None = None
    question_ts: str | None = None
    skipped: frozenset[str] = frozenset()
    stopped: bool = False
    title: str = ""
    heard: tuple[str, ...] = ()
    said_before: tuple[str, ...] = ()
