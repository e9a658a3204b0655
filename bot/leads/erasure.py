"""What goes when a lead is forgotten."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlackMessage:
    """Where a message about a lead is in Slack; a picture is known by its file.

    A message with a `key` may or may not have been posted: the request was sent but not answered. It would be in the
    thread below `ts`, or in the channel.
    """

    channel: str
    ts: str = ""
    file_id: str = ""
    key: str = ""


@dataclass(frozen=True)
class Erased:
    """How much there was, or is, of some leads, and which messages in Slack go with them."""

    leads: int
    scores: int
    alerts: int
    events: int
    messages: tuple[SlackMessage, ...] = ()
    opinions: int = 0
