"""The team's working time once more, counted day by day, for comparison with `bot.hours`."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

_OPENS, _CLOSES = time(9), time(18)
_DAY = timedelta(days=1)

Pause = tuple[datetime, datetime]


class OfficeHours:
    """Monday to Friday from 9 to 18 on the clocks of a zone, but for Germany's holidays and pauses."""

    def __init__(self, zone: ZoneInfo, pauses: Sequence[Pause] = ()) -> None:
        self._zone = zone
        self._pauses = list(_apart(pauses))
        self._holidays = holidays.country_holidays("DE")

    def seconds(self, start: datetime, end: datetime) -> float:
        """Return how many seconds of working time there are in between."""
        stretches = [(max(opens, start), min(closes, end)) for opens, closes in self._days(start, end)]
        worked = sum((to - since).total_seconds() for since, to in stretches if since < to)
        return worked - sum(self._paused(since, to) for since, to in stretches if since < to)

    def _paused(self, since: datetime, to: datetime) -> float:
        """Return how many seconds of a stretch fall into a pause."""
        cuts = [(max(begins, since), min(ends, to)) for begins, ends in self._pauses]
        return sum((ends - begins).total_seconds() for begins, ends in cuts if begins < ends)

    def _days(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        day, last = start.astimezone(self._zone).date(), end.astimezone(self._zone).date()
        while day <= last:
            if day.weekday() < 5 and day not in self._holidays:
                yield self._at(day, _OPENS), self._at(day, _CLOSES)
            day += _DAY

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._zone).astimezone(ZoneInfo("UTC"))


def _apart(pauses: Sequence[Pause]) -> Iterator[Pause]:
    """Yield the time in which there is a pause, once where two of them overlap."""
    reached: datetime | None = None
    for begins, ends in sorted(pauses):
        start = begins if reached is None else max(begins, reached)
        if start < ends:
            yield start, ends
            reached = ends
