"""The team: who is in it, when it works, and how fast it wants to be."""

from datetime import time
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from bot.alerts.hours import Holidays, QuietHours, Week, WorkingHours
from bot.settings.ids import UserGroupId, UserIds
from bot.settings.part import SettingsPart

_OFF = "off"


class TeamSettings(SettingsPart):
    """What the bot is told of the sales team."""

    sales_team: UserIds = Field(
        default=(), description="Salespeople (ids U…, with commas) who are asked in turn to take a High lead."
    )
    managers: UserIds = Field(
        default=(), description="Managers (ids U…): get leads that nobody took, and may reassign, forget and retry."
    )
    admins: UserIds = Field(default=(), description="Admins (ids U…): told when Slack refuses the bot's posts.")
    backup_group: UserGroupId | None = Field(
        default=None,
        description="User group (id S…) asked to take a High lead instead of the next person.",
    )
    team_capacity: int = Field(default=10, ge=1, description="Open leads with which a person is not asked for more.")
    claim_within_minutes: int = Field(
        default=15, ge=1, le=10_080, description="Working minutes in which a High lead is to be claimed."
    )
    contact_within_hours: int = Field(
        default=24, ge=1, le=1_000, description="Hours of working days in which its owner is to contact it."
    )
    working_hours: str = Field(
        default="Mon-Fri 09:00-18:00", description="When the clock runs, such as Mon-Fri 09:00-18:00, Sat 10:00-14:00."
    )
    time_zone: str = Field(default="UTC", description="Time zone of the team, such as America/New_York.")
    holidays: str = Field(
        default="", description="Days off: countries or regions (US, DE-BY) and dates (2026-12-24), with commas."
    )
    quiet_hours: str = Field(default="20:00-08:00", description="When no High lead is posted: from-to, or off.")
    alert_cooldown_hours: int = Field(
        default=24, ge=0, description="Hours in which a lead that is High again raises no new alert."
    )
    alerts_per_hour: int = Field(default=30, ge=1, description="Alerts in an hour after which the rest is one digest.")
    daily_digest_at: str = Field(
        default="09:00", description="When the daily digest is posted on working days, such as 09:00, or off."
    )

    @field_validator("working_hours")
    @classmethod
    def _is_a_week(cls, text: str) -> str:
        Week.parse(text)
        return text

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError):  # a folder, a path out of them, an unknown name
            raise ValueError("there is no such time zone; write one such as Europe/Berlin") from None
        return name

    @field_validator("holidays")
    @classmethod
    def _are_days(cls, text: str) -> str:
        Holidays.parse(text)
        return text

    @field_validator("quiet_hours")
    @classmethod
    def _is_quiet(cls, text: str) -> str:
        QuietHours.parse(text, ZoneInfo("UTC"))
        return text

    @field_validator("daily_digest_at")
    @classmethod
    def _is_a_time(cls, text: str) -> str:
        _time_of_day(text)
        return text

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the team."""
        return ZoneInfo(self.time_zone)

    def hours(self) -> WorkingHours:
        """Return when the team works."""
        return WorkingHours.parse(self.working_hours, self.zone, Holidays.parse(self.holidays))

    def quiet(self) -> QuietHours:
        """Return when the team is to be left alone."""
        return QuietHours.parse(self.quiet_hours, self.zone)

    def digest_time(self) -> time | None:
        """Return the time of day of the daily digest, or None for no digest."""
        return _time_of_day(self.daily_digest_at)


def _time_of_day(text: str) -> time | None:
    if text.strip().lower() == _OFF:
        return None
    try:
        hour, minute = text.strip().split(":")
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(f"write a time such as 09:00, or {_OFF}") from None
