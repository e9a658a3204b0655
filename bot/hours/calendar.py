"""A calendar: a week, holidays and a time zone give the stretches of working time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.hours.holidays import Holidays
from bot.hours.week import Week

Stretch = tuple[datetime, datetime]
"""Start and end in UTC. The end is exclusive."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, eq=False)  # compared and remembered by identity: its days are looked up very often
class Calendar:
    """Working time in `zone`. A shift belongs to the day on which it begins, so a holiday includes its night."""

    week: Week
    zone: ZoneInfo
    holidays: Holidays = field(default_factory=Holidays)

    def stretches(self, start: datetime) -> Iterator[Stretch]:
        """Yield the stretches from `start` on, in order, without overlap and without end."""
        reached = start.astimezone(UTC)
        day = start.astimezone(self.zone).date() - _DAY  # its night may last until now
        while True:
            for begins, ends in _shifts(self, day):
                if ends > reached:
                    yield max(begins, reached), ends
                    reached = ends
            day += _DAY

    def whole_days(self) -> "Calendar":
        """Return the calendar in which every working day lasts from midnight to midnight."""
        return Calendar(self.week.whole_days(), self.zone, self.holidays)


@lru_cache(maxsize=4096)
def _shifts(calendar: Calendar, day: date) -> tuple[Stretch, ...]:
    if day in calendar.holidays:
        return ()
    midnight = datetime.combine(day, time.min)

    def instant(since_midnight: timedelta) -> datetime:
        """Return the moment at which a wall clock shows this time: the first of two, or the end of a gap."""
        return (midnight + since_midnight).replace(tzinfo=calendar.zone).astimezone(UTC)

    shifts = calendar.week.days[day.weekday()]
    return tuple(sorted((instant(shift.begins), instant(shift.ends)) for shift in shifts))
