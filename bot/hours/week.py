"""The working hours of a week, as people write them: Mon-Fri 09:00-18:00, Sat 10:00-14:00."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Self

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_DASH = "\N{EN DASH}"
_TIME = r"(\d{1,2}):(\d{2})"
_ENTRY = re.compile(rf"(?P<days>[a-z]+(?:\s*-\s*[a-z]+)?)?\s*(?P<hours>{_TIME}\s*-\s*{_TIME})?", re.IGNORECASE)
_EXAMPLE = "write days and times such as Mon-Fri 09:00-18:00, Sat 10:00-14:00"


@dataclass(frozen=True)
class Shift:
    """A shift by the wall clock: start and end as times after midnight. A night shift ends after 24 hours."""

    begins: timedelta
    ends: timedelta


@dataclass(frozen=True)
class Week:
    """The shifts by the day on which they begin, Monday first."""

    days: tuple[tuple[Shift, ...], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the week that `text` describes. Without days it means every day; 22:00-06:00 is a night shift.

        Raises:
            ValueError: saying what was not understood, or that nobody ever works.
        """
        shifts: list[list[Shift]] = [[] for _ in _DAYS]
        days: tuple[int, ...] = tuple(range(len(_DAYS)))
        waiting: tuple[int, ...] = ()
        for entry in re.split(r"\s*,\s*", text.strip().replace(_DASH, "-")):
            found = _ENTRY.fullmatch(entry)
            if not found or not entry:
                raise ValueError(f"{_quoted(entry)} is not understood: {_EXAMPLE}")
            if found["days"]:
                waiting += _weekdays(found["days"])
            if found["hours"]:
                days, waiting = waiting or days, ()
                for day in days:
                    shifts[day].append(_shift(entry, *found.groups()[2:]))
        if waiting:
            raise ValueError(f"the days at the end have no hours: {_EXAMPLE}")
        return cls(tuple(_in_order(day, of_day) for day, of_day in enumerate(shifts)))

    def worked(self) -> timedelta:
        """Return the total length of all shifts."""
        return sum((shift.ends - shift.begins for shifts in self.days for shift in shifts), timedelta(0))

    def whole_days(self) -> "Week":
        """Return the week in which every day with a shift lasts from midnight to midnight."""
        return Week(tuple((Shift(timedelta(0), _DAY),) if shifts else () for shifts in self.days))


def _weekdays(words: str) -> tuple[int, ...]:
    first, *last = (_weekday(word) for word in re.split(r"\s*-\s*", words))
    if not last:
        return (first,)
    return tuple(day % len(_DAYS) for day in range(first, first + (last[0] - first) % len(_DAYS) + 1))


def _weekday(word: str) -> int:
    if len(word) < len("mon") or word[:3].lower() not in _DAYS:
        raise ValueError(f"{_quoted(word)} is no day of the week: {_EXAMPLE}")
    return _DAYS.index(word[:3].lower())


def _shift(entry: str, *digits: str) -> Shift:
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in digits)
    begins = timedelta(hours=from_hour, minutes=from_minute)
    ends = timedelta(hours=to_hour, minutes=to_minute)
    if begins >= _DAY or ends > _DAY or max(from_minute, to_minute) > 59:
        raise ValueError(f"{_quoted(entry)} has a time that no clock shows: {_EXAMPLE}")
    if begins == ends:
        raise ValueError(f"{_quoted(entry)} ends when it begins; the whole day is 00:00-24:00")
    return Shift(begins, ends if ends > begins else ends + _DAY)


def _in_order(day: int, shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    ordered = tuple(sorted(shifts, key=lambda shift: shift.begins))
    if any(before.ends > after.begins for before, after in pairwise(ordered)):
        raise ValueError(f"{_DAYS[day].capitalize()} has hours that overlap: write each hour once")
    return ordered


def _quoted(words: str) -> str:
    return f"“{words}”"
