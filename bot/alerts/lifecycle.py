"""The alert's life: what becomes of an alert, as pure functions of the alert, the policy and the time.

    waiting -> open -> (at risk) -> (breached: the next person is asked) -> (escalated to a manager, whose it is then)
    open -> claimed -> (at risk) -> (breached) -> contacted -> closed: won, lost or not qualified

Each function returns the changed alert and its events.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alerts.alert import Alert, AlertStatus, Change, Event, EventKind, Outcome, Urgency
from bot.alerts.policy import Policy

_CLOCK_TOLERANCE = timedelta(minutes=1)

Choose = Callable[[], str | None]
"""Says whose turn it is: a user, a user group, or None where there is nobody."""


class NotPossible(Exception):
    """What was asked cannot be done to the alert as it stands; the message says why, to the person who asked."""


@dataclass(frozen=True)
class Actor:
    """Who does something."""

    user: str
    is_manager: bool = False


def move(alert: Alert, policy: Policy, now: datetime, *, next_person: Choose, next_owner: Choose) -> Change | None:
    """Return what the clock does to the alert now, or None when nothing is due.

    After a stretch in which nobody looked, reminders that are long over are passed over.
    """
    if alert.due_at is None or alert.due_at > now:
        return None
    if alert.status is not AlertStatus.WAITING and (opens := policy.hours.opens(now)) > now:
        return replace(alert, due_at=opens), []  # the clock was late, and nobody is there now
    match alert.status, alert.urgency:
        case AlertStatus.WAITING, _:
            return _publish(alert, policy, now)
        case AlertStatus.OPEN, Urgency.ON_TIME if alert.clock_from and policy.claim_end(alert.clock_from) > now:
            at_risk = replace(alert, urgency=Urgency.AT_RISK, due_at=policy.claim_end(alert.clock_from))
            return at_risk, [Event(EventKind.REMINDED, now)]
        case AlertStatus.OPEN, Urgency.ON_TIME | Urgency.AT_RISK:
            return _ask(alert, policy, now, next_person())
        case AlertStatus.OPEN, _:
            return _escalate(alert, policy, now, next_owner())
        case AlertStatus.CLAIMED, _:
            return _chase(alert, policy, now)
    return replace(alert, due_at=None), []


def _publish(alert: Alert, policy: Policy, now: datetime) -> Change:
    """Open the alert; its clock starts with its card, or at once where a digest that lists it stands already."""
    opened = replace(alert, status=AlertStatus.OPEN, posted_at=now, clock_from=now, due_at=None, tentative=False)
    return (opened if alert.ts is None else _clock_started(opened, policy, now)), []


def _ask(alert: Alert, policy: Policy, now: datetime, person: str | None) -> Change:
    asked = replace(
        alert, urgency=Urgency.BREACHED, asked=person, clock_from=now, due_at=policy.claim_end(now), snoozed_until=None
    )
    return asked, [Event(EventKind.ASKED, now, to=person)]


def _escalate(alert: Alert, policy: Policy, now: datetime, to: str | None) -> Change:
    """Give the alert to somebody; with nobody at all, say so daily."""
    if to is None:
        again = policy.hours.opens(now + timedelta(hours=24))
        return replace(alert, urgency=Urgency.ESCALATED, due_at=again), [Event(EventKind.ESCALATED, now)]
    given = replace(_owned(alert, policy, to, now, given=True), urgency=Urgency.ESCALATED)
    return given, [Event(EventKind.ESCALATED, now, to=to)]


def _chase(alert: Alert, policy: Policy, now: datetime) -> Change:
    """Remind an owner: when the time for contact is over, before that when it nearly is, and when a snooze ends."""
    start = alert.clock_from or now
    end, warning = policy.contact_end(start), policy.contact_reminder(start)
    if now >= end:
        breached = replace(alert, urgency=Urgency.BREACHED, due_at=None, snoozed_until=None)
        return breached, [Event(EventKind.CONTACT_BREACHED, now, to=alert.owner)]
    is_late = now >= warning
    urgency = Urgency.AT_RISK if is_late else alert.urgency
    reminded = replace(alert, urgency=urgency, due_at=end if is_late else warning, snoozed_until=None)
    return reminded, [Event(EventKind.CONTACT_AT_RISK, now, to=alert.owner)]


def placed(alert: Alert, policy: Policy, now: datetime, channel: str, ts: str) -> Change:
    """Return the alert standing in Slack; if it is still to be claimed, the clock starts when it came to stand."""
    here = replace(alert, channel=channel, ts=ts, failure=None)
    return _clock_started(here, policy, now), [Event(EventKind.POSTED, now)]


def undeliverable(alert: Alert, policy: Policy, now: datetime, code: str) -> Change:
    """Return an alert that Slack refuses for good; the clock runs all the same, so that somebody gets it."""
    return replace(_clock_started(alert, policy, now), failure=code), []


def _clock_started(alert: Alert, policy: Policy, now: datetime) -> Alert:
    if alert.status is not AlertStatus.OPEN or alert.due_at is not None:
        return alert
    was_late = alert.clock_from is None or now - alert.clock_from > _CLOCK_TOLERANCE
    start = now if was_late else alert.clock_from
    return replace(alert, clock_from=start, due_at=policy.claim_reminder(start or now))


def claim(alert: Alert, policy: Policy, now: datetime, by: Actor) -> Change | None:
    """Return the alert with `by` as its owner; None if it is theirs already.

    Raises:
        NotPossible: somebody else has it, or it is closed.
    """
    _require_not_closed(alert)
    if alert.owner == by.user:
        return None
    if alert.owner is not None:
        raise NotPossible(f"<@{alert.owner}> has this lead already.")
    return _owned(alert, policy, by.user, now, given=False), [Event(EventKind.CLAIMED, now, by=by.user)]


def _owned(alert: Alert, policy: Policy, user: str, now: datetime, *, given: bool) -> Alert:
    first = alert.claim_seconds is None
    return replace(
        alert,
        status=AlertStatus.CLAIMED,
        urgency=Urgency.ON_TIME,
        owner=user,
        given=given,
        asked=None,
        tentative=False,
        claimed_at=now,
        clock_from=now,
        snoozed_until=None,
        claim_seconds=policy.worked(alert.raised_at, now) if first else alert.claim_seconds,
        due_at=policy.contact_reminder(now),
    )


def release(alert: Alert, policy: Policy, now: datetime, by: Actor) -> Change:
    """Return the alert for everybody to claim again, with a new clock.

    Raises:
        NotPossible: `by` neither has it nor is a manager, or it is closed.
    """
    require_owner(alert, by)
    released = replace(
        alert,
        status=AlertStatus.OPEN,
        urgency=Urgency.ON_TIME,
        owner=None,
        asked=alert.owner,  # so that somebody else is asked next
        claimed_at=None,
        snoozed_until=None,
        clock_from=now,
        due_at=policy.claim_reminder(now),
    )
    return released, [Event(EventKind.RELEASED, now, by=by.user, to=alert.owner)]


def reassign(alert: Alert, policy: Policy, now: datetime, by: Actor, to: str) -> Change:
    """Return the alert with another owner.

    Raises:
        NotPossible: `to` has it already, or it is closed.
    """
    _require_not_closed(alert)
    if alert.owner == to:
        raise NotPossible(f"<@{to}> has this lead already.")
    return _owned(alert, policy, to, now, given=True), [Event(EventKind.REASSIGNED, now, by=by.user, to=to)]


def snooze(alert: Alert, now: datetime, by: Actor, until: datetime) -> Change:
    """Return the alert without reminders until then; the time that is measured runs on.

    Raises:
        NotPossible: nobody has it, or somebody else; or there is nothing to be reminded of.
    """
    require_owner(alert, by)
    if alert.status is not AlertStatus.CLAIMED:
        raise NotPossible("There is nothing to be reminded of: this lead was contacted.")
    return replace(alert, snoozed_until=until, due_at=until), [
        Event(EventKind.SNOOZED, now, by=by.user, note=until.isoformat())
    ]


def contacted(alert: Alert, policy: Policy, now: datetime, by: Actor) -> Change | None:
    """Return the alert with its lead contacted; None if it was already.

    Raises:
        NotPossible: nobody has it, or somebody else; or it is closed.
    """
    require_owner(alert, by)
    if alert.status is AlertStatus.CONTACTED:
        return None
    reached = replace(
        alert,
        status=AlertStatus.CONTACTED,
        urgency=Urgency.ON_TIME,
        contacted_at=now,
        contact_seconds=policy.worked(alert.raised_at, now),
        snoozed_until=None,
        due_at=None,
    )
    return reached, [Event(EventKind.CONTACTED, now, by=by.user)]


def close(
    alert: Alert, policy: Policy, now: datetime, by: Actor, outcome: Outcome, note: str | None = None
) -> Change | None:
    """Return the alert with how it ended; None if it ended so already. Who won a lead has contacted it.

    Raises:
        NotPossible: nobody has it, or somebody else; or it is closed.
    """
    if alert.status is AlertStatus.CLOSED and alert.outcome is outcome:
        return None
    require_owner(alert, by)
    contact = alert.contact_seconds
    if contact is None and outcome is Outcome.WON:
        contact = policy.worked(alert.raised_at, now)
    closed = replace(
        alert,
        contact_seconds=contact,
        status=AlertStatus.CLOSED,
        urgency=Urgency.ON_TIME,
        outcome=outcome,
        note=note,
        closed_at=now,
        snoozed_until=None,
        due_at=None,
    )
    words = outcome.value if note is None else f"{outcome.value}: {note}"
    return closed, [Event(EventKind.CLOSED, now, by=by.user, note=words)]


def rescored(alert: Alert, now: datetime, score_id: int, by: str) -> Change:
    """Return the alert with a newer score."""
    return replace(alert, score_id=score_id), [Event(EventKind.RESCORED, now, by=by, note=str(score_id))]


def retimed(alert: Alert, policy: Policy) -> Change | None:
    """Return the alert with its clock reset to changed working hours, or None if nothing changes."""
    if alert.clock_from is None or alert.due_at is None or alert.snoozed_until is not None:
        return None
    ends = {
        (AlertStatus.OPEN, Urgency.ON_TIME): policy.claim_reminder,
        (AlertStatus.OPEN, Urgency.AT_RISK): policy.claim_end,
        (AlertStatus.OPEN, Urgency.BREACHED): policy.claim_end,
        (AlertStatus.CLAIMED, Urgency.ON_TIME): policy.contact_reminder,
        (AlertStatus.CLAIMED, Urgency.ESCALATED): policy.contact_reminder,
        (AlertStatus.CLAIMED, Urgency.AT_RISK): policy.contact_end,
    }
    end = ends.get((alert.status, alert.urgency))
    if end is None or end(alert.clock_from) == alert.due_at:
        return None
    return replace(alert, due_at=end(alert.clock_from)), []


def _require_not_closed(alert: Alert) -> None:
    if alert.status is AlertStatus.CLOSED:
        raise NotPossible(f"This lead is closed: {alert.outcome}.")


def require_owner(alert: Alert, by: Actor) -> None:
    """Raise NotPossible unless `by` has the alert or is a manager, and it is not closed."""
    _require_not_closed(alert)
    if alert.owner is None:
        raise NotPossible("Nobody has this lead yet. Claim it first.")
    if alert.owner != by.user and not by.is_manager:
        raise NotPossible(f"<@{alert.owner}> has this lead.")
