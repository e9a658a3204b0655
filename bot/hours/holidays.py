"""Days off: public holidays of countries and regions, and single dates."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Self


@dataclass(frozen=True)
class Holidays:
    """Days off. Countries are ISO codes, optionally with a region: US, DE-BY."""

    countries: tuple[str, ...] = ()
    dates: frozenset[date] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the days off that `text` lists, separated by commas: countries, regions, dates as 2026-12-24.

        Raises:
            ValueError: naming what is neither.
        """
        countries: list[str] = []
        dates: set[date] = set()
        for entry in filter(None, (part.strip() for part in text.split(","))):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry):
                dates.add(_date(entry))
            else:
                _days_off(entry.upper(), date.min.year)
                countries.append(entry.upper())
        return cls(tuple(countries), frozenset(dates))

    def __contains__(self, day: date) -> bool:
        return day in self.dates or any(day in _days_off(country, day.year) for country in self.countries)


def _date(entry: str) -> date:
    try:
        return date.fromisoformat(entry)
    except ValueError:
        raise ValueError(f"{entry} is no day of the calendar") from None


@cache
def _days_off(place: str, year: int) -> frozenset[date]:
    import holidays  # some megabytes of calendars, which most teams do without

    country, _, region = place.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError:
        raise ValueError(
            f"“{place}” is neither a date such as 2026-12-24, nor a country or region such as US or DE-BY"
        ) from None
