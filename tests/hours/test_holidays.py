import re
from datetime import date

import pytest

from bot.hours import Holidays


def test_a_country_has_its_days_every_year() -> None:
    american = Holidays.parse("US")
    assert date(2026, 7, 3) in american  # the 4th is a Saturday
    assert date(2027, 11, 25) in american
    assert date(2026, 7, 6) not in american


def test_a_region_has_more_days_than_its_country() -> None:
    epiphany = date(2027, 1, 6)
    assert epiphany not in Holidays.parse("DE")
    assert epiphany in Holidays.parse("de-by")


def test_dates_and_several_countries_go_together() -> None:
    days = Holidays.parse(" US , DE, 2026-12-31,")
    assert all(day in days for day in (date(2026, 10, 3), date(2026, 11, 26), date(2026, 12, 31)))
    assert date(2027, 12, 31) not in Holidays.parse("DE, 2026-12-31")


def test_no_text_means_no_days() -> None:
    assert date(2026, 12, 25) not in Holidays.parse("")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-30", "2026-02-30 is no day of the calendar"),
        ("Christmas", "“CHRISTMAS” is neither a date such as 2026-12-24, nor a country or region such as US or DE-BY"),
        ("DE-XX", "“DE-XX” is neither"),
    ],
)
def test_what_is_no_day_is_named(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        Holidays.parse(text)
