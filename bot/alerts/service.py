"""What people and leads do to alerts: each in one transaction, with its audit entry and what Slack has to be told."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.alerts import lifecycle
from bot.alerts.alert import Alert, AlertStatus, Change, Event, EventKind, Outcome, Urgency
from bot.alerts.board import Board
from bot.alerts.erasure import wait_until_silent
from bot.alerts.lifecycle import Actor
from bot.alerts.policy import Policy
from bot.alerts.ports import AlertStore
from bot.alerts.publisher import change_alert, retry_alert
from scoring.explain.score import Tier

if TYPE_CHECKING:
    from bot.metrics import Metrics

_FOR_MANAGERS = "Only a manager can do that."
_NO_MANAGERS = "Only a manager can do that, and there is none: ask your admin to name them in the setting MANAGERS."
_ALL = 100_000
_TENTATIVE = timedelta(minutes=2)
_MAX_BOARD = 500
_BOARD_DAYS = 7

Clock = Callable[[], float]
"""Says how many seconds have passed since 1970."""


class SavedScore(Protocol):
    """A score that was saved with its lead, and the one before."""

    @property
    def lead_id(self) -> str:
        """The lead."""

    @property
    def score_id(self) -> int:
        """The score."""

    @property
    def id_before(self) -> int | None:
        """The score before, if there was one."""

    @property
    def tier_before(self) -> Tier | None:
        """The tier before, if there was one."""

    @property
    def is_new(self) -> bool:
        """Whether the lead was not known."""

    @property
    def is_repeat(self) -> bool:
        """Whether nothing about it is new."""


class NotAllowed(Exception):
    """Somebody may not do what they asked for; the message says why, to them."""


@dataclass(frozen=True)
class Raised:
    """The alert that a score is worth, whether it is a new one, and whether it changed with this score."""

    alert: Alert
    is_new: bool = False
    is_changed: bool = False


class AlertService:
    """Raises alerts and changes them for people. Safe to share between threads; Slack is told of it soon after."""

    def __init__(self, store: AlertStore, policy: Policy, metrics: "Metrics", clock: Clock) -> None:
        self.policy = policy
        self._store = store
        self.metrics = metrics
        self._clock = clock

    @property
    def now(self) -> datetime:
        """The time, by the one clock of the bot."""
        return datetime.fromtimestamp(self._clock(), UTC)

    def raise_alert(self, saved: SavedScore, tier: Tier, *, entered_by: str, tentative: bool = False) -> Raised | None:
        """Raise the alert of a lead that was just scored, and return it; None where it is worth none.

        A lead with an alert that is not closed keeps it, and the alert's thread says what changed. A lead that rose to
        High gets a new one; a High lead that stays one does not within the policy's cooldown, nor later if it is only
        sent once more, as some programs do every night.

        A `tentative` one waits two minutes for what else is told of the lead, which may make it less than High: then
        the alert is withdrawn before anybody heard of it.
        """
        standing = None if saved.is_new else self._store.alerts.open_of(saved.lead_id)
        if standing is not None and standing.tentative and tier is not Tier.HIGH:
            if self._store.alerts.withdraw(standing.id):
                return None
            standing = self._store.alerts.get(standing.id)
        if standing is not None:
            if saved.is_repeat:
                return Raised(standing)
            return Raised(self._rescored(standing, saved, entered_by, tentative), is_changed=True)
        if tier is not Tier.HIGH:
            return None
        stayed_high = saved.tier_before is Tier.HIGH
        latest = self._store.alerts.latest_of(saved.lead_id) if stayed_high else None
        if latest is not None and (saved.is_repeat or self.now - latest.raised_at < self.policy.cooldown):
            return Raised(latest)
        alert, is_new = self._store.alerts.add(*self._new_alert(saved, entered_by, tentative))
        return Raised(alert, is_new=is_new)

    def latest_of(self, lead_id: str) -> Alert | None:
        """Return the latest alert of a lead, if it ever had one."""
        return self._store.alerts.latest_of(lead_id)

    def claim(self, alert_id: str, by: Actor) -> Alert:
        """Make somebody the owner; the first one wins.

        Raises:
            NotPossible: somebody else has it, or it is closed.
            UnknownAlert: its lead was forgotten.
        """
        return self._change(alert_id, by, "claim", lambda alert: lifecycle.claim(alert, self.paused, self.now, by))

    def release(self, alert_id: str, by: Actor) -> Alert:
        """Let everybody claim it again; raises as `claim`."""
        return self._change(alert_id, by, "release", lambda alert: lifecycle.release(alert, self.paused, self.now, by))

    def reassign(self, alert_id: str, by: Actor, to: str) -> Alert:
        """Make somebody else the owner, as a manager; raises as `claim`, and NotAllowed."""
        self.require_manager(by.user)
        return self._change(
            alert_id, by, "reassign", lambda alert: lifecycle.reassign(alert, self.paused, self.now, by, to)
        )

    def snooze(self, alert_id: str, by: Actor, until: datetime) -> Alert:
        """Send no reminders until then; raises as `claim`."""
        return self._change(alert_id, by, "snooze", lambda alert: lifecycle.snooze(alert, self.now, by, until))

    def contacted(self, alert_id: str, by: Actor) -> Alert:
        """Write down that the owner has contacted the lead; raises as `claim`."""
        return self._change(
            alert_id, by, "contacted", lambda alert: lifecycle.contacted(alert, self.paused, self.now, by)
        )

    def close(self, alert_id: str, by: Actor, outcome: Outcome, note: str | None = None) -> Alert:
        """Write down how it ended; raises as `claim`."""
        return self._change(
            alert_id, by, outcome.value, lambda alert: lifecycle.close(alert, self.paused, self.now, by, outcome, note)
        )

    def actor(self, user: str) -> Actor:
        """Return somebody as the policy sees them."""
        return Actor(user, is_manager=user in self.policy.managers)

    def require_manager(self, user: str) -> None:
        """Raise NotAllowed unless `user` is a manager."""
        if user not in self.policy.managers:
            raise NotAllowed(_FOR_MANAGERS if self.policy.managers else _NO_MANAGERS)

    def require_owner(self, alert_id: str, by: Actor) -> None:
        """Raise as the changes do that are an owner's or a manager's to make."""
        lifecycle.require_owner(self._store.alerts.get(alert_id), by)

    def board(self, user: str) -> Board:
        """Return the board as `user` sees it."""
        listed = self._store.alerts.listed(most=_MAX_BOARD)
        theirs = [alert for alert in listed if alert.owner not in {None, user}]
        return Board(
            late=sum(map(_is_late, listed)),
            unowned=[alert for alert in listed if alert.unowned],
            at_risk=[alert for alert in theirs if _is_late(alert)],
            mine=[alert for alert in listed if alert.owner == user],
            others=[alert for alert in theirs if not _is_late(alert)],
            names=self._store.alerts.names([alert.lead_id for alert in listed]),
            pace=self._store.alerts.pace(self.now - timedelta(days=_BOARD_DAYS)),
            days=_BOARD_DAYS,
        )

    @property
    def paused(self) -> Policy:
        """The policy, its clock standing still where somebody paused it."""
        since = self.now - timedelta(days=30)
        return self.policy.without((pause.begins, pause.ends) for pause in self._store.people.pauses(since))

    def pause(self, user: str, until: datetime) -> datetime:
        """Stop the response clocks until then, as a manager; return when they run again. Raises NotAllowed."""
        self.require_manager(user)
        now = self.now
        with self._store.database.write():
            self._store.people.pause(now, until, user)
            self._store.audit.record(who=user, did="pause", subject=None, at=now)
            self._reset_clocks()
            return max(pause.ends for pause in self._store.people.pauses(now) if pause.begins <= until)

    def resume(self, user: str) -> None:
        """Let the response clocks run again, as a manager. Raises NotAllowed."""
        self.require_manager(user)
        now = self.now
        with self._store.database.write():
            self._store.people.resume(now)
            self._store.audit.record(who=user, did="resume", subject=None, at=now)
            self._reset_clocks()

    def wait_until_silent(self, lead_id: str) -> None:
        """Wait until no process is telling Slack about the lead's alert."""
        wait_until_silent(self._store, lead_id)

    def go_away(self, user: str, until: datetime) -> None:
        """Give no lead to somebody until then."""
        with self._store.database.write():
            self._store.people.away(user, until)
            self._store.audit.record(who=user, did="away", subject=user, at=self.now)

    def come_back(self, user: str) -> None:
        """Give leads to somebody again who was away."""
        with self._store.database.write():
            self._store.people.away(user, None)
            self._store.audit.record(who=user, did="back", subject=user, at=self.now)

    def retry(self, user: str) -> int:
        """Send the alerts that Slack refused, as an admin or a manager, and return how many. Raises NotAllowed."""
        if user not in self.policy.admins:
            self.require_manager(user)
        refused = self._store.alerts.failed()
        for alert in refused:
            with self._store.database.write():
                retry_alert(self._store, alert, self.now)
                self._store.audit.record(who=user, did="retry", subject=alert.id, at=self.now)
        return len(refused)

    def _reset_clocks(self) -> None:
        """Set the clock of every alert again after the time changed at which the team works."""
        policy = self.paused
        for alert in self._store.alerts.listed(most=_ALL):
            change_alert(self._store, alert.id, lambda current: lifecycle.retimed(current, policy), at=self.now)

    def _new_alert(self, saved: SavedScore, entered_by: str, tentative: bool) -> tuple[Alert, list[Event]]:
        now = self.now
        due = self._due(now, tentative)
        quiet = self.policy.quiet.quiet(now)
        alert = Alert(
            id=secrets.token_hex(6),
            lead_id=saved.lead_id,
            score_id=saved.score_id,
            score_before=saved.id_before,
            status=AlertStatus.WAITING,
            urgency=Urgency.ON_TIME,
            entered_by=entered_by,
            raised_at=now,
            due_at=due,
            tentative=tentative,
        )
        held = [Event(EventKind.HELD, now, note=due.isoformat())] if quiet else []
        return alert, [Event(EventKind.RAISED, now, by=entered_by), *held]

    def _rescored(self, alert: Alert, saved: SavedScore, by: str, tentative: bool) -> Alert:
        now, score = self.now, saved.score_id
        due = self._due(now, tentative)

        def rescored(current: Alert) -> Change | None:
            if current.tentative:
                return replace(current, score_id=score, raised_at=now, due_at=due, tentative=tentative), []
            return lifecycle.rescored(current, now, score, by)

        return change_alert(self._store, alert.id, rescored, at=now).after

    def _due(self, now: datetime, tentative: bool) -> datetime:
        """Return when Slack is to hear of a lead that is High now."""
        return self.policy.quiet.ends(now + _TENTATIVE if tentative else now)

    def _change(self, alert_id: str, by: Actor, did: str, decide: Callable[[Alert], Change | None]) -> Alert:
        with self._store.database.write():
            changed = change_alert(self._store, alert_id, decide, at=self.now, urgent=True)
            if changed.is_change:
                self._store.audit.record(who=by.user, did=did, subject=alert_id, note=changed.after.owner, at=self.now)
        self.measure(changed.before, changed.after)
        return changed.after

    def measure(self, before: Alert, after: Alert) -> None:
        """Count how long it took until a lead had an owner, or was contacted, if a change says so."""
        if before.claim_seconds is None and after.claim_seconds is not None:
            self.metrics.claimed(after.claim_seconds)
        if before.contact_seconds is None and after.contact_seconds is not None:
            self.metrics.contacted(after.contact_seconds)


def _is_late(alert: Alert) -> bool:
    unowned_too_long = alert.owner is None and alert.urgency is Urgency.ESCALATED
    return alert.urgency in {Urgency.AT_RISK, Urgency.BREACHED} or unowned_too_long
