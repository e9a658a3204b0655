"""Courier: what the alerts need of Slack, and the ways in which it can fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.alerts.alert import Alert, Event
from bot.alerts.daily_digest import Daily


@dataclass(frozen=True)
class Place:
    """Where a message stands: the id of its channel, and its time stamp."""

    channel: str
    ts: str


class NotDelivered(Exception):
    """A message did not reach Slack."""


class TryLater(NotDelivered):
    """Slack did not take it now ({code}); it may in {seconds} s, if that is known."""

    def __init__(self, code: str, seconds: float | None = None) -> None:
        self.code = code
        self.seconds = seconds
        super().__init__(f"Slack did not take it now ({code})")


class Unconfirmed(TryLater):
    """The connection broke, or Slack failed itself: nobody knows whether it took the message."""


class Refused(NotDelivered):
    """Slack will not take it until somebody mends something: {code}."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"Slack refused: {code}")


class Gone(NotDelivered):
    """Somebody deleted the message in Slack that was to be changed."""


class Courier(Protocol):
    """Says in Slack what happened; each method raises TryLater, Unconfirmed or Refused.

    A `key` travels with each message that must arrive once, and finds it again.
    """

    def post_card(self, alert: Alert, key: str) -> Place:
        """Post the alert's card to the hot leads channel."""

    def post_digest(self, alerts: Sequence[Alert], key: str) -> Place:
        """Post one message there that lists several alerts."""

    def update_card(self, alert: Alert) -> None:
        """Show the alert on its card as it is now; raises Gone, too."""

    def update_digest(self, alerts: Sequence[Alert], place: Place) -> None:
        """Show the alerts of a digest as they are now; raises Gone, too."""

    def is_news(self, alert: Alert, event: Event) -> bool:
        """Whether there is anything to say of an event."""

    def reply(self, alert: Alert, event: Event, key: str) -> Place:
        """Say in the alert's thread what happened."""

    def link_to(self, alert: Alert) -> str:
        """Return words that lead to the alert's card, or none; raises nothing."""

    def escalate(self, alert: Alert, to: str, link: str) -> Place:
        """Tell somebody directly that an alert is theirs now."""

    def post_daily(self, daily: Daily, key: str) -> Place:
        """Post to the channel how the day begins."""

    def tell_admin(self, admin: str, code: str) -> None:
        """Tell somebody who looks after the bot that Slack refuses its alerts, and what to do."""

    def find(self, key: str, since: datetime, thread: Place | None = None) -> Place | None:
        """Return where a message of ours stands that was sent since then, in the channel or in a thread of it."""
