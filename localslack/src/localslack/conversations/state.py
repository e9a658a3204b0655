"""A conversation and its messages."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from localslack.files.state import File

Blocks = list[dict[str, Any]]

MAX_MESSAGES = 10_000
BROADCAST = "thread_broadcast"
TOMBSTONE = "tombstone"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Slack keeps it. An edit makes a new value with the same ts. `bot_id` is the id of another app."""

    ts: str
    user: str
    text: str
    blocks: Blocks | None = None
    ephemeral_to: str | None = None
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    subtype: str | None = None
    edited: bool = False
    files: tuple[File, ...] = ()
    bot_id: str | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it is in a thread, below another message."""
        return self.thread_ts not in (None, self.ts)

    @property
    def is_in_thread_only(self) -> bool:
        """Whether only its thread shows it: a reply that was not broadcast."""
        return self.is_reply and self.subtype != BROADCAST

    @property
    def is_service(self) -> bool:
        """Whether Slack wrote it, for instance because somebody joined."""
        return self.subtype not in (None, BROADCAST)

    def is_visible_to(self, person: str) -> bool:
        """Return whether a person may read it: an ephemeral message has a single reader."""
        return self.ephemeral_to in (None, person)


@dataclass(slots=True)
class SlackConversation:
    """A channel, or the direct messages of one person with the bot; it keeps its 10,000 newest messages."""

    id: str
    name: str
    kind: Literal["channel", "im"]
    members: set[str]
    topic: str = ""
    is_private: bool = False
    is_archived: bool = False
    read_until: dict[str, str] = field(default_factory=dict)
    threads_read_until: dict[tuple[str, str], str] = field(default_factory=dict)
    _by_ts: OrderedDict[str, Message] = field(default_factory=OrderedDict)

    @property
    def payload_name(self) -> str:
        """The name that command and interaction payloads carry."""
        return self.name if self.kind == "channel" else "directmessage"

    @property
    def messages(self) -> list[Message]:
        """All messages, oldest first."""
        return list(self._by_ts.values())

    def add(self, message: Message) -> None:
        """Put a message at the end."""
        self._by_ts[message.ts] = message
        if len(self._by_ts) > MAX_MESSAGES:
            self._by_ts.popitem(last=False)

    def newest_first(self) -> Iterator[Message]:
        """Yield all messages, the newest first, without copying them."""
        return reversed(self._by_ts.values())

    def visible_to(self, person: str) -> Iterator[Message]:
        """Yield what a person can read here, oldest first."""
        return (message for message in self._by_ts.values() if message.is_visible_to(person))

    def message(self, ts: str) -> Message:
        """Return the message with this ts, which is here."""
        return self._by_ts[ts]

    def find(self, ts: str, person: str) -> Message | None:
        """Return the message with this ts if the person can see it."""
        message = self._by_ts.get(ts)
        return message if message is not None and message.is_visible_to(person) else None

    def find_public(self, ts: str) -> Message | None:
        """Return the message with this ts; ephemeral ones do not exist for a bot, because Slack does not keep them."""
        message = self._by_ts.get(ts)
        return message if message is not None and message.ephemeral_to is None else None

    def thread_root(self, thread_ts: str) -> Message | None:
        """Return the root of a thread. The ts of a reply leads to its root; an ephemeral message has no thread."""
        named = self.find_public(thread_ts)
        return self.thread_root(named.thread_ts) if named and named.is_reply and named.thread_ts else named

    def threads(self) -> dict[str, list[Message]]:
        """Return the replies that everybody can read by the ts of their root, oldest first."""
        threads: dict[str, list[Message]] = {}
        for message in self._by_ts.values():
            if message.thread_ts is not None and message.is_reply and message.ephemeral_to is None:
                threads.setdefault(message.thread_ts, []).append(message)
        return threads

    def edit(self, ts: str, **changes: Any) -> Message:
        """Replace fields of a message that is here, and return it as it is now."""
        self._by_ts[ts] = replace(self._by_ts[ts], **changes)
        return self._by_ts[ts]

    def delete(self, ts: str) -> Message | None:
        """Remove a message. If it has replies, a tombstone takes its place and is returned."""
        if ts not in self.threads():
            self._by_ts.pop(ts, None)
            return None
        gone = {"text": "This message was deleted.", "blocks": None, "metadata": None, "files": (), "edited": False}
        return self.edit(ts, user="USLACKBOT", subtype=TOMBSTONE, **gone)

    def unread(self, person: str) -> int:
        """Count the unread messages of a person: those of others, without threads and service messages."""
        read_until = self.read_until.get(person, "")
        count = 0
        for message in self.newest_first():
            if message.ts <= read_until:
                break
            is_news = message.user != person and message.ephemeral_to is None
            count += is_news and not message.is_in_thread_only and not message.is_service
        return count
