"""Quiet hours: the part of each day in which the bot posts no alerts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.hours.calendar import Calendar
from bot.hours.week import Week

OFF = "off"


@dataclass(frozen=True)
class QuietHours:
    """The quiet part of the day, or none."""

    calendar: Calendar | None

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Self:
        """Return the quiet hours that `text` describes: 20:00-08:00 in `zone`, or off.

        Raises:
            ValueError: saying what was not understood.
        """
        if text.strip().lower() == OFF:
            return cls(None)
        try:
            week = Week.parse(text)
        except ValueError:
            raise ValueError(f"write from when to when, such as 20:00-08:00, or {OFF}") from None
        if week.worked() >= timedelta(days=7):
            raise ValueError("it is never to be disturbed: leave some hours of the day")
        return cls(Calendar(week, zone))

    def quiet(self, at: datetime) -> bool:
        """Return whether it is quiet."""
        return self.ends(at) > at

    def ends(self, at: datetime) -> datetime:
        """Return the end of the quiet time, or `at` itself if it is not quiet."""
        until = at.astimezone(UTC)
        if self.calendar is None:
            return until
        for begins, ends in self.calendar.stretches(until):
            if begins > until:
                break
            until = ends
        return until
