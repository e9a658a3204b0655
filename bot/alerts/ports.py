"""What the service of alerts needs of others: where alerts are kept, and where their messages are sent."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from bot.alerts.alert import Alert, Change, Changed, Event, NumberedEvent, Pace
from bot.alerts.availability import Pause
from bot.outgoing import Kind, Outgoing, Row


class AlertRepository(Protocol):
    """The alerts by id."""

    def add(self, alert: Alert, events: Sequence[Event]) -> tuple[Alert, bool]:
        """Add an alert and return it and True; or the one that its lead has already and is not closed, and False."""

    def change(self, alert_id: str, decide: Callable[[Alert], Change | None]) -> Changed:
        """Let `decide` say what becomes of the alert, while nobody else changes it, and return what changed."""

    def withdraw(self, alert_id: str) -> bool:
        """Delete an alert that was tentative and not announced, and return whether it still was."""

    def note(self, alert_id: str, **columns: Any) -> None:
        """Write down something that is no change to those who read the card, such as when to try again."""

    def get(self, alert_id: str) -> Alert:
        """Return an alert."""

    def open_of(self, lead_id: str) -> Alert | None:
        """Return the alert of a lead that is not closed."""

    def latest_of(self, lead_id: str) -> Alert | None:
        """Return the alert of a lead that was raised last."""

    def listed(self, *, most: int = 100) -> list[Alert]:
        """Return alerts that are not closed those that are due first."""

    def failed(self) -> list[Alert]:
        """Return the alerts with something that Slack refused for good, closed ones too."""

    def in_digest(self, digest_at: datetime) -> list[Alert]:
        """Return those that a digest lists, in the order in which they came."""

    def history(self, alert_id: str) -> list[NumberedEvent]:
        """Return everything that happened to an alert, in order."""

    def pace(self, since: datetime) -> Pace:
        """Return how fast alerts raised since then were claimed and contacted."""

    def names(self, lead_ids: Sequence[str]) -> dict[str, str]:
        """Return how people call these leads: name, else company, e-mail or CRM id."""


class AvailabilityRepository(Protocol):
    """Who is away, and when the team is paused."""

    def away(self, user: str, until: datetime | None) -> None:
        """Write down that somebody is away until then; None means that they are back."""

    def pause(self, begins: datetime, ends: datetime, by: str) -> None:
        """Let the team's clock stand still in between."""

    def resume(self, now: datetime) -> None:
        """End the pauses that have not ended."""

    def pauses(self, since: datetime) -> list[Pause]:
        """Return the pauses that end after `since`, in order."""


class AlertOutbox(Protocol):
    """The messages to be sent."""

    def put(self, messages: Iterable[Outgoing], *, at: datetime, urgent: bool = False) -> None:
        """Enter messages to be sent; workers of this process start once the transaction is committed."""

    def done(self, row: Row, at: datetime, *, channel: str = "", ts: str = "", shown: int | None = None) -> bool:
        """Record that the message was sent, or needs not be; return False if the row was deleted meanwhile."""

    def repost(self, row: Row, at: datetime) -> None:
        """Post a message again that somebody deleted in Slack."""

    def refuse(self, row: Row, code: str) -> None:
        """Keep a message that Slack refuses, with the error code, until it is released."""

    def hold(self, subject: str, kinds: Collection[Kind]) -> None:
        """Let the unsent messages about a subject wait until they are released."""

    def release(self, subject: str, at: datetime, kinds: Collection[Kind] = tuple(Kind)) -> None:
        """Send what is held about a subject."""

    def skip(self, keys: Collection[str]) -> None:
        """Let these messages be as if they had been sent: nobody needs them any more."""

    def delete(self, beginning: str) -> None:
        """Delete every message whose key begins so."""

    def is_in_hand(self, *, subject: str | None = None, lane: str | None = None) -> bool:
        """Return whether a worker is sending a message about a subject, or of a lane, right now."""


class AuditLog(Protocol):
    """Who did what to which id."""

    def record(self, *, who: str, did: str, at: datetime, subject: str | None = None, note: str | None = None) -> None:
        """Keep an entry."""


class AlertTransactions(Protocol):
    """The transactions of the database."""

    def write(self) -> AbstractContextManager[object]:
        """Open a transaction: all of it happens, or nothing."""


class AlertStore(Protocol):
    """The store, as far as alerts need it."""

    @property
    def database(self) -> AlertTransactions:
        """The transactions."""

    @property
    def alerts(self) -> AlertRepository:
        """The alerts."""

    @property
    def people(self) -> AvailabilityRepository:
        """Who is away."""

    @property
    def outbox(self) -> AlertOutbox:
        """The messages to be sent."""

    @property
    def audit(self) -> AuditLog:
        """The audit."""
