"""A conversation and its messages."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Blocks = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Slack keeps it; an edit makes a new value with the same ts."""

    ts: str
    user: str
    text: str
    blocks: Blocks | None = None
    ephemeral_to: str | None = None
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    subtype: str | None = None
    edited: bool = False

    def is_visible_to(self, person: str) -> bool:
        """Say whether a person may read it: an ephemeral message has a single reader."""
        return self.ephemeral_to in (None, person)


@dataclass(slots=True)
class Conversation:
    """A channel, or the direct messages of one person with the bot."""

    id: str
    name: str
    kind: Literal["channel", "im"]
    members: set[str]
    topic: str = ""
    is_archived: bool = False
    messages: list[Message] = field(default_factory=list)
    read_until: dict[str, str] = field(default_factory=dict)

    @property
    def payload_name(self) -> str:
        """The name that command and interaction payloads carry."""
        return self.name if self.kind == "channel" else "directmessage"

    def visible_to(self, person: str) -> Iterator[Message]:
        """Yield what a person can read here, oldest first."""
        return (message for message in self.messages if message.is_visible_to(person))

    def find(self, ts: str, person: str) -> Message | None:
        """Return the message with this ts if the person can see it."""
        return next((message for message in self.visible_to(person) if message.ts == ts), None)

    def thread_root(self, thread_ts: str) -> Message | None:
        """Return the message a thread hangs on: a reply's ts leads to the root, an ephemeral one has no thread."""
        named = next((m for m in self.messages if m.ts == thread_ts and m.ephemeral_to is None), None)
        return self.thread_root(named.thread_ts) if named and named.thread_ts else named

    def edit(self, ts: str, **changes: Any) -> Message:
        """Replace fields of a message that is here, and return it as it is now."""
        at = next(index for index, message in enumerate(self.messages) if message.ts == ts)
        self.messages[at] = replace(self.messages[at], **changes)
        return self.messages[at]

    def delete(self, ts: str) -> None:
        """Remove a message for good."""
        self.messages = [message for message in self.messages if message.ts != ts]

    def unread(self, person: str) -> int:
        """Count what a person has yet to read: what others posted, without threads and service messages."""
        read_until = self.read_until.get(person, "")
        return sum(
            message.ts > read_until
            and message.user != person
            and message.ephemeral_to is None
            and message.thread_ts is None
            and message.subtype is None
            for message in self.messages
        )
