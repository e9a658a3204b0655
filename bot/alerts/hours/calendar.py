"""The calendar of a place: its week, its holidays and its time zone make stretches of time that are worked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.alerts.hours.holidays import Holidays
from bot.alerts.hours.week import Week

Stretch = tuple[datetime, datetime]
"""From and to, both in UTC; the end is no part of it."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, eq=False)  # compared and remembered by identity: its days are looked up very often
class Calendar:
    """When work is done in `zone`. A shift belongs to the day on which it begins: with a holiday goes its night."""

    week: Week
    zone: ZoneInfo
    holidays: Holidays = field(default_factory=Holidays)

    def stretches(self, start: datetime) -> Iterator[Stretch]:
        """Yield what is worked from `start` on, in order and without overlap, for as long as is asked."""
        reached = start.astimezone(UTC)
        day = start.astimezone(self.zone).date() - _DAY  # its night may last until now
        while True:
            for begins, ends in _shifts(self, day):
                if ends > reached:
                    yield max(begins, reached), ends
                    reached = ends
            day += _DAY

    def whole_days(self) -> "Calendar":
        """Return the calendar in which a day that is worked is worked from midnight to midnight."""
        return Calendar(self.week.whole_days(), self.zone, self.holidays)


@lru_cache(maxsize=4096)
def _shifts(calendar: Calendar, day: date) -> tuple[Stretch, ...]:
    if day in calendar.holidays:
        return ()
    midnight = datetime.combine(day, time.min)

    def instant(since_midnight: timedelta) -> datetime:
        """Return when the clock on the wall shows it: the first time where it does twice, after a gap that has it."""
        return (midnight + since_midnight).replace(tzinfo=calendar.zone).astimezone(UTC)

    shifts = calendar.week.days[day.weekday()]
    return tuple(sorted((instant(shift.begins), instant(shift.ends)) for shift in shifts))
