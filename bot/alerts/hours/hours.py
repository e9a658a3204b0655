"""The clock that runs while the team works, and stands still while it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from bot.alerts.hours.calendar import Calendar, Stretch
from bot.alerts.hours.holidays import Holidays
from bot.alerts.hours.week import Week

_NOTHING = timedelta(0)


@dataclass(frozen=True)
class WorkingHours:
    """A team's working time. Times are aware; what is returned is in UTC, and an end is no part of its stretch."""

    calendar: Calendar
    pauses: tuple[Stretch, ...] = ()

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo, holidays: Holidays | None = None) -> Self:
        """Return the hours that `text` describes, such as Mon-Fri 09:00-18:00, on the clocks of `zone`.

        Raises:
            ValueError: saying what was not understood.
        """
        return cls(Calendar(Week.parse(text), zone, holidays or Holidays()))

    def without(self, pauses: Iterable[Stretch]) -> Self:
        """Return the hours with the clock standing still during `pauses`, from and to."""
        more = ((stops.astimezone(UTC), goes_on.astimezone(UTC)) for stops, goes_on in pauses if stops < goes_on)
        return replace(self, pauses=tuple(sorted((*self.pauses, *more))))

    def whole_days(self) -> "WorkingHours":
        """Return the clock of working days, each 24 hours long: from Friday 17:00 it is 24 hours to Monday 17:00."""
        return WorkingHours(self._whole_days, self.pauses)

    def is_open(self, at: datetime) -> bool:
        """Return whether work is being done."""
        return self.opens(at) == at.astimezone(UTC)  # in its own zone, a time that occurs twice equals none

    def opens(self, at: datetime) -> datetime:
        """Return when work is next being done: `at` itself, if then."""
        return next(self._stretches(at))[0]

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """Return the first moment by which that much working time has passed since `start`."""
        if duration <= _NOTHING:
            return start.astimezone(UTC)
        left = duration
        for begins, ends in self._stretches(start):
            if begins + left <= ends:
                return begins + left
            left -= ends - begins
        raise AssertionError("stretches never end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time that passes from `start` to `end`; none, if the end is not after the start."""
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
