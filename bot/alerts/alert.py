"""Alerts as values: a High lead that somebody has to take, and what happened to it so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertStatus(StrEnum):
    """How far an alert has come."""

    WAITING = "waiting"  # kept back for the night or for a digest, or only just raised
    OPEN = "open"  # for everybody in the channel to claim
    CLAIMED = "claimed"  # somebody's, who has not contacted the lead yet
    CONTACTED = "contacted"  # its owner has contacted the lead
    CLOSED = "closed"  # won, lost or not qualified


class Urgency(StrEnum):
    """How the clock stands: the one for claiming while an alert is open, the one for contact once it is claimed."""

    ON_TIME = "on time"
    AT_RISK = "at risk"  # the time is nearly over, and a reminder was sent
    BREACHED = "breached"  # the time is over; of an open alert, the next person was asked
    ESCALATED = "escalated"  # nobody took it in the second stretch of time either


class Outcome(StrEnum):
    """How it ended."""

    WON = "won"
    LOST = "lost"
    NOT_QUALIFIED = "not qualified"


class EventKind(StrEnum):
    """What can happen to an alert."""

    RAISED = "raised"
    HELD = "held"
    POSTED = "posted"
    REMINDED = "reminded"
    ASKED = "asked"
    ESCALATED = "escalated"
    CLAIMED = "claimed"
    RELEASED = "released"
    REASSIGNED = "reassigned"
    SNOOZED = "snoozed"
    CONTACT_AT_RISK = "contact at risk"
    CONTACT_BREACHED = "contact breached"
    CONTACTED = "contacted"
    CLOSED = "closed"
    RESCORED = "rescored"

    @property
    def is_told(self) -> bool:
        """Whether the alert's thread says it; the others are what its card is there for."""
        return self not in {EventKind.RAISED, EventKind.HELD, EventKind.POSTED}

    @property
    def ages(self) -> bool:
        """Whether nobody needs to hear it any more once something else has happened."""
        return self in {EventKind.REMINDED, EventKind.ASKED, EventKind.CONTACT_AT_RISK}


@dataclass(frozen=True)
class Event:
    """Something that happened: `by` a Slack user, or None for the clock; `to` the person it concerns."""

    kind: EventKind
    at: datetime
    by: str | None = None
    to: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class NumberedEvent:
    """An event in an alert's history."""

    number: int
    event: Event


@dataclass(frozen=True)
class Alert:
    """An alert as it stands. Slack users and channels are ids; times are in UTC.

    `score_before` is the score that the lead had before it was raised. `given`: the owner has not claimed it, but got
    it from the clock or from somebody.
    `clock_from` is when the present clock started, `due_at` when it next has something to do; `digest_at` names the
    digest that lists the alert in place of a card of its own. `claim_seconds` and `contact_seconds` are working time
    since the lead came in. `failure` is the error code with which Slack refused for good. `version` counts changes.
    `tentative`: it waits for what somebody is still telling of a half-known lead.
    """

    id: str
    lead_id: str
    score_id: int
    status: AlertStatus
    urgency: Urgency
    entered_by: str
    raised_at: datetime
    score_before: int | None = None
    owner: str | None = None
    given: bool = False
    asked: str | None = None
    channel: str | None = None
    ts: str | None = None
    digest_at: datetime | None = None
    posted_at: datetime | None = None
    clock_from: datetime | None = None
    claimed_at: datetime | None = None
    contacted_at: datetime | None = None
    closed_at: datetime | None = None
    snoozed_until: datetime | None = None
    due_at: datetime | None = None
    outcome: Outcome | None = None
    note: str | None = None
    failure: str | None = None
    claim_seconds: float | None = None
    contact_seconds: float | None = None
    tentative: bool = False
    version: int = 1

    @property
    def unowned(self) -> bool:
        """Whether nobody has it, and somebody should."""
        return self.owner is None and self.status is not AlertStatus.CLOSED


Change = tuple[Alert, Sequence[Event]]
"""An alert after a change, and what happened to it."""


@dataclass(frozen=True)
class Changed:
    """An alert before and after a change, and what happened to it."""

    before: Alert
    after: Alert
    events: Sequence[NumberedEvent] = ()

    @property
    def is_change(self) -> bool:
        """Whether it was changed at all."""
        return self.before is not self.after


class UnknownAlert(Exception):
    """There is no alert {alert_id}; its lead was forgotten."""

    def __init__(self, alert_id: str) -> None:
        super().__init__(f"There is no alert {alert_id}; its lead was forgotten.")


@dataclass(frozen=True)
class Load:
    """What a person has: alerts that are `open`, those got `lately`, and when the `last` one came."""

    open: int = 0
    lately: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Pace:
    """How fast a team was: medians in seconds of working time, None without any."""

    claim_seconds: float | None
    contact_seconds: float | None
    claimed: int
    contacted: int
