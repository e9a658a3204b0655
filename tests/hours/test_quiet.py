from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import QuietHours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours.parse("20:00-08:00", BERLIN)


def at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{time}").replace(tzinfo=BERLIN)


def test_it_is_quiet_from_the_evening_to_the_morning() -> None:
    assert not NIGHT.quiet(at("16 19:59"))
    assert NIGHT.quiet(at("16 20:00"))
    assert NIGHT.quiet(at("17 07:59"))
    assert not NIGHT.quiet(at("17 08:00"))


def test_it_ends_in_the_morning_or_is_over_already() -> None:
    assert NIGHT.ends(at("16 21:00")) == at("17 08:00")
    assert NIGHT.ends(at("17 03:00")) == at("17 08:00")
    assert NIGHT.ends(at("16 12:00")) == at("16 12:00")


def test_the_rest_of_a_quiet_weekend_is_one_stretch() -> None:
    weekend = QuietHours.parse("Sat-Sun 00:00-24:00", BERLIN)
    assert weekend.ends(at("21 09:00")) == at("23 00:00")


def test_off_is_never_quiet() -> None:
    off = QuietHours.parse("off", BERLIN)
    assert not off.quiet(at("16 23:00"))
    assert off.ends(at("16 23:00")) == at("16 23:00")


@pytest.mark.parametrize(
    ("text", "words"),
    [("at night", "such as 20:00-08:00, or off"), ("00:00-24:00", "leave some hours of the day")],
)
def test_what_is_wrong_is_said(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        QuietHours.parse(text, BERLIN)


@given(st.sampled_from(["20:00-08:00", "01:30-02:30", "02:30-03:00", "00:00-23:59"]), st.integers(-200_000, 200_000))
def test_nobody_is_disturbed_when_it_ends_however_the_clocks_go(text: str, seconds: int) -> None:
    quiet = QuietHours.parse(text, BERLIN)
    for switch in (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)):
        asked = switch + timedelta(seconds=seconds)
        ends = quiet.ends(asked)
        assert not quiet.quiet(ends)
        assert quiet.quiet(asked) == (ends > asked)
        assert ends - asked <= timedelta(hours=26)
