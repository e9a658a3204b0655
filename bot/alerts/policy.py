"""The team's rules for High leads, as one value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from bot.hours import QuietHours, WorkingHours
from bot.settings.schema import TeamSettings

_REMIND_AT = 2 / 3
_WARN_AT = 5 / 6


@dataclass(frozen=True)
class Policy:
    """Who has to take a High lead, and by when. People are Slack user ids, groups are ids of user groups.

    `claim_within` counts in working hours; `contact_within` counts whole working days, so that 24 hours from Friday
    afternoon end on Monday afternoon.
    """

    hours: WorkingHours
    quiet: QuietHours
    claim_within: timedelta = timedelta(minutes=15)
    contact_within: timedelta = timedelta(hours=24)
    cooldown: timedelta = timedelta(hours=24)
    most_per_hour: int = 30
    team: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    backup_group: str | None = None
    capacity: int = 10

    @classmethod
    def from_settings(cls, settings: TeamSettings) -> Self:
        """Return the policy that the settings describe."""
        return cls(
            hours=settings.hours(),
            quiet=settings.quiet(),
            claim_within=timedelta(minutes=settings.claim_within_minutes),
            contact_within=timedelta(hours=settings.contact_within_hours),
            cooldown=timedelta(hours=settings.alert_cooldown_hours),
            most_per_hour=settings.alerts_per_hour,
            team=settings.sales_team,
            managers=settings.managers,
            admins=settings.admins,
            backup_group=settings.backup_group,
            capacity=settings.team_capacity,
        )

    def without(self, pauses: Iterable[tuple[datetime, datetime]]) -> "Policy":
        """Return the policy with the clock standing still in between these times."""
        return replace(self, hours=self.hours.without(pauses))

    def claim_reminder(self, start: datetime) -> datetime:
        """Return when to remind that nobody has claimed, a clock having started at `start`."""
        return self.hours.after(start, self.claim_within * _REMIND_AT)

    def claim_end(self, start: datetime) -> datetime:
        """Return when the time for claiming is over."""
        return self.hours.after(start, self.claim_within)

    def contact_reminder(self, start: datetime) -> datetime:
        """Return when to remind an owner; never at night."""
        return self.hours.opens(self.hours.whole_days().after(start, self.contact_within * _WARN_AT))

    def contact_end(self, start: datetime) -> datetime:
        """Return when the time for contacting the lead is over; never at night."""
        return self.hours.opens(self.hours.whole_days().after(start, self.contact_within))

    def worked(self, start: datetime, end: datetime) -> float:
        """Return the working time in between, in seconds."""
        return self.hours.between(start, end).total_seconds()
