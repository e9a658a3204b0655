"""What is still to be said to Slack, as values. Rows are kept in bot/store/outbox.py, and sent by bot/delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where a message was posted: the id of its channel, and its time stamp."""

    channel: str
    ts: str


class Kind(StrEnum):
    """What kind of message it is, which decides how it is rendered and sent."""

    CARD = "card"
    DIGEST = "digest"
    EVENT = "event"
    DIRECT = "direct"
    ADMIN = "admin"
    DAILY = "daily"
    ANSWER = "answer"
    PRIVATE = "private"
    SHARE = "share"
    TITLE = "title"
    CLOSE_QUESTION = "close question"
    DELETE = "delete"


POSTS = frozenset({Kind.CARD, Kind.DIGEST, Kind.EVENT, Kind.DAILY, Kind.ANSWER, Kind.SHARE})
"""Messages that carry their key in their metadata, by which one is found again that may have arrived."""

ADMIN_KEYS = "admin:"
"""The prefix of the keys of notices to admins."""


@dataclass(frozen=True)
class Outgoing:
    """A message to be sent.

    Messages of one lane are sent in the order in which they were entered. `subject` is what the message is about:
    deleting the subject deletes the message. A `held` message waits until its lane is released. Of a message that is
    shown in different versions, such as a card, the row with the key is sent again once its `version` rises.
    """

    key: str
    kind: Kind
    lane: str
    subject: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    held: bool = False


@dataclass(frozen=True)
class Row:
    """A message in the outbox that a worker has claimed.

    `begun_at` is when an earlier attempt to send it began whose outcome is unknown. `channel` and `ts` are where the
    message was posted, `shown` is the version that it shows there.
    """

    id: int
    key: str
    kind: Kind
    lane: str
    subject: str
    payload: Mapping[str, Any]
    version: int
    shown: int
    attempts: int
    created_at: datetime
    begun_at: datetime | None
    channel: str
    ts: str

    @property
    def is_posted(self) -> bool:
        """Whether it was posted, and can only be updated."""
        return bool(self.ts)

    @property
    def subject_id(self) -> str:
        """The id within the subject: "42" of "alert:42"."""
        return self.subject.partition(":")[2]


def alert_subject(alert_id: str) -> str:
    """Return the subject of an alert's messages."""
    return f"alert:{alert_id}"


def card_key(alert_id: str) -> str:
    """Return the key of an alert's own card."""
    return f"alert:{alert_id}:card"


def event_key(alert_id: str, number: int) -> str:
    """Return the key of the sentence in the thread about an event."""
    return f"alert:{alert_id}:event:{number}"


def digest_key(digest_at: datetime) -> str:
    """Return the key of a digest, which is also its lane."""
    return f"digest:{int(digest_at.timestamp())}"


def digest_subject(digest_at: datetime) -> str:
    """Return the subject of a digest."""
    return f"digest:{digest_at.isoformat()}"


def admin_key(code: str, admin: str) -> str:
    """Return the key under which an admin is notified of a refusal once."""
    return f"{ADMIN_KEYS}{code}:{admin}"


def conversation_lane(channel: str, ts: str) -> str:
    """Return the lane of the messages in a conversation's thread."""
    return f"conversation:{channel}:{ts}"


def deletion_lane(lead_id: str) -> str:
    """Return the lane of the deletions that go with a lead."""
    return f"delete:{lead_id}"


def answer_key(turn: str, number: int) -> str:
    """Return the key of one message of the answer to a turn."""
    return f"answer:{turn}:{number}"
