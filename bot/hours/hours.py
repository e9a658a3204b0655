"""A clock that runs only while the team works."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from bot.hours.calendar import Calendar, Stretch
from bot.hours.holidays import Holidays
from bot.hours.week import Week

_NOTHING = timedelta(0)


@dataclass(frozen=True)
class WorkingHours:
    """A team's working time. Times are aware; results are in UTC, and ends are exclusive."""

    calendar: Calendar
    pauses: tuple[Stretch, ...] = ()

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo, holidays: Holidays | None = None) -> Self:
        """Return the hours that `text` describes, such as Mon-Fri 09:00-18:00, in `zone`.

        Raises:
            ValueError: saying what was not understood.
        """
        return cls(Calendar(Week.parse(text), zone, holidays or Holidays()))

    def without(self, pauses: Iterable[Stretch]) -> Self:
        """Return the hours with the clock stopped during `pauses`."""
        more = ((stops.astimezone(UTC), goes_on.astimezone(UTC)) for stops, goes_on in pauses if stops < goes_on)
        return replace(self, pauses=tuple(sorted((*self.pauses, *more))))

    def whole_days(self) -> "WorkingHours":
        """Return the clock of working days, each 24 hours long: from Friday 17:00 it is 24 hours to Monday 17:00."""
        return WorkingHours(self._whole_days, self.pauses)

    def is_open(self, at: datetime) -> bool:
        """Return whether it is working time."""
        return self.opens(at) == at.astimezone(UTC)  # in its own zone, a time that occurs twice equals none

    def opens(self, at: datetime) -> datetime:
        """Return the next moment of working time, which may be `at` itself."""
        return next(self._stretches(at))[0]

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """Return the first moment at which this much working time has passed since `start`."""
        if duration <= _NOTHING:
            return start.astimezone(UTC)
        left = duration
        for begins, ends in self._stretches(start):
            if begins + left <= ends:
                return begins + left
            left -= ends - begins
        raise AssertionError("stretches never end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between `start` and `end`, or zero if the end is not after the start."""
        passed = _NOTHING
        for begins, ends in self._stretches(start):
            if begins >= end:
                break
            passed += min(ends, end) - begins
        return passed

    @cached_property
    def _whole_days(self) -> Calendar:
        return self.calendar.whole_days()

    def _stretches(self, start: datetime) -> Iterator[Stretch]:
        for begins, ends in self.calendar.stretches(start):
            for stops, goes_on in self.pauses:
                if stops >= ends:
                    break
                if begins < stops:
                    yield begins, stops
                begins = max(begins, goes_on)
            if begins < ends:
                yield begins, ends
