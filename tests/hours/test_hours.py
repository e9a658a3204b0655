from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.hours import Holidays, WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
OFFICE = WorkingHours.parse("Mon-Fri 09:00-18:00, Sat 10:00-14:00", BERLIN)
EVERY_NIGHT = WorkingHours.parse("22:00-06:00", BERLIN)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def berlin(day: str, time: str, *, fold: int = 0) -> datetime:
    """Return a time in Berlin; 16 November 2026 is a Monday."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=BERLIN, fold=fold)


@pytest.mark.parametrize(
    ("time", "is_open"), [("08:59", False), ("09:00", True), ("17:59:59.999999", True), ("18:00", False)]
)
def test_the_office_is_open_from_its_first_moment_to_before_its_last(time: str, is_open: bool) -> None:
    assert OFFICE.is_open(berlin("2026-11-16", time)) is is_open


def test_it_opens_now_if_it_is_open_else_when_it_next_does() -> None:
    assert OFFICE.opens(berlin("2026-11-16", "12:00")) == berlin("2026-11-16", "12:00")
    assert OFFICE.opens(berlin("2026-11-16", "18:00")) == berlin("2026-11-17", "09:00")
    assert OFFICE.opens(berlin("2026-11-21", "14:00")) == berlin("2026-11-23", "09:00")


def test_a_quarter_of_an_hour_from_five_to_six_ends_ten_past_nine() -> None:
    assert OFFICE.after(berlin("2026-11-16", "17:55"), minutes(15)) == berlin("2026-11-17", "09:10")
    assert OFFICE.after(berlin("2026-11-16", "17:45"), minutes(15)) == berlin("2026-11-16", "18:00")
    assert OFFICE.after(berlin("2026-11-20", "17:55"), minutes(15)) == berlin("2026-11-21", "10:10")


def test_no_time_at_all_is_over_at_once() -> None:
    assert OFFICE.after(berlin("2026-11-22", "03:00"), minutes(0)) == berlin("2026-11-22", "03:00")


def test_between_two_times_only_work_counts() -> None:
    assert OFFICE.between(berlin("2026-11-16", "08:00"), berlin("2026-11-16", "10:30")) == minutes(90)
    assert OFFICE.between(berlin("2026-11-20", "17:00"), berlin("2026-11-23", "09:20")) == minutes(60 + 240 + 20)
    assert OFFICE.between(berlin("2026-11-16", "10:00"), berlin("2026-11-16", "09:00")) == minutes(0)


def test_the_answer_is_in_utc_whatever_the_question_was_in() -> None:
    asked = berlin("2026-11-16", "12:00").astimezone(ZoneInfo("Asia/Tokyo"))
    assert OFFICE.after(asked, minutes(1)).tzinfo is UTC
    assert OFFICE.opens(asked).tzinfo is UTC


def test_whole_days_run_from_friday_at_five_to_monday_at_five() -> None:
    week = WorkingHours.parse("Mon-Fri 09:00-18:00", BERLIN).whole_days()
    assert week.after(berlin("2026-11-20", "17:00"), hours(24)) == berlin("2026-11-23", "17:00")
    assert week.after(berlin("2026-11-21", "17:00"), hours(24)) == berlin("2026-11-24", "00:00")
    assert week.between(berlin("2026-11-20", "17:00"), berlin("2026-11-23", "17:00")) == hours(24)


def test_a_night_goes_on_after_midnight() -> None:
    assert EVERY_NIGHT.is_open(berlin("2026-11-16", "03:00"))
    assert not EVERY_NIGHT.is_open(berlin("2026-11-16", "12:00"))
    assert EVERY_NIGHT.after(berlin("2026-11-16", "23:00"), hours(8)) == berlin("2026-11-17", "23:00")


def test_the_night_of_friday_belongs_to_friday() -> None:
    nights = WorkingHours.parse("Mon-Fri 22:00-06:00", BERLIN)
    assert nights.is_open(berlin("2026-11-21", "05:59"))
    assert not nights.is_open(berlin("2026-11-22", "23:00"))
    assert not nights.is_open(berlin("2026-11-23", "03:00"))


def test_hours_that_reach_into_those_of_the_next_day_count_once() -> None:
    late = WorkingHours.parse("Mon 22:00-06:00, Tue 05:00-09:00", BERLIN)
    assert late.between(berlin("2026-11-16", "22:00"), berlin("2026-11-17", "09:00")) == hours(11)


def test_a_holiday_is_closed_and_so_is_the_night_that_begins_on_it() -> None:
    christmas = Holidays.parse("2026-12-24, DE")
    office = WorkingHours.parse("Mon-Sun 09:00-18:00", BERLIN, christmas)
    assert office.opens(berlin("2026-12-23", "18:00")) == berlin("2026-12-27", "09:00")
    nights = WorkingHours.parse("22:00-06:00", BERLIN, Holidays.parse("2026-12-24"))
    assert nights.is_open(berlin("2026-12-24", "05:00"))
    assert not nights.is_open(berlin("2026-12-25", "05:00"))


def test_the_clock_stands_still_in_a_pause() -> None:
    paused = OFFICE.without(
        [
            (berlin("2026-11-16", "10:00"), berlin("2026-11-16", "11:00")),
            (berlin("2026-11-16", "10:30"), berlin("2026-11-16", "11:30")),
            (berlin("2026-11-16", "17:00"), berlin("2026-11-17", "10:00")),
        ]
    )
    assert paused.after(berlin("2026-11-16", "09:55"), minutes(10)) == berlin("2026-11-16", "11:35")
    assert paused.opens(berlin("2026-11-16", "17:30")) == berlin("2026-11-17", "10:00")
    assert paused.between(berlin("2026-11-16", "09:00"), berlin("2026-11-17", "10:00")) == minutes(60 + 330)
    assert paused.whole_days().between(berlin("2026-11-16", "00:00"), berlin("2026-11-17", "00:00")) == hours(15.5)


def test_pauses_add_up() -> None:
    first = (berlin("2026-11-16", "10:00"), berlin("2026-11-16", "11:00"))
    second = (berlin("2026-11-16", "09:00"), berlin("2026-11-16", "09:30"))
    paused = OFFICE.without([first]).without([second])
    assert paused.after(berlin("2026-11-16", "09:00"), minutes(60)) == berlin("2026-11-16", "11:30")


def test_the_night_on_which_clocks_go_forward_is_an_hour_shorter() -> None:
    assert EVERY_NIGHT.between(berlin("2026-03-28", "22:00"), berlin("2026-03-29", "06:00")) == hours(7)
    assert EVERY_NIGHT.after(berlin("2026-03-28", "22:00"), hours(7.5)) == berlin("2026-03-29", "22:30")


def test_the_night_on_which_they_go_back_is_an_hour_longer() -> None:
    assert EVERY_NIGHT.between(berlin("2026-10-24", "22:00"), berlin("2026-10-25", "06:00")) == hours(9)
    assert EVERY_NIGHT.is_open(berlin("2026-10-25", "02:30", fold=1))


def test_the_office_opens_at_nine_by_its_own_clock_before_and_after_a_switch() -> None:
    office = WorkingHours.parse("Mon-Fri 09:00-17:00", NEW_YORK)
    friday = datetime(2026, 3, 6, 21, 59, tzinfo=UTC)  # New York's clocks go forward on Sunday the 8th
    assert office.after(friday, minutes(2)) == datetime(2026, 3, 9, 13, 1, tzinfo=UTC)
    friday = datetime(2026, 10, 30, 20, 59, tzinfo=UTC)  # and back on 1 November
    assert office.after(friday, minutes(2)) == datetime(2026, 11, 2, 14, 1, tzinfo=UTC)


def test_hours_within_the_gap_of_a_switch_are_worked_after_it() -> None:
    small = WorkingHours.parse("Sun 02:30-02:45, Sun 03:00-04:00", BERLIN)
    opens, closes = berlin("2026-03-29", "03:00"), berlin("2026-03-29", "04:00")
    assert small.opens(berlin("2026-03-29", "00:00")) == opens
    assert small.between(opens - hours(2), closes + hours(2)) == hours(1)


def test_a_day_has_24_hours_of_whole_days_also_across_a_switch() -> None:
    every_day = WorkingHours.parse("09:00-18:00", BERLIN).whole_days()
    assert every_day.after(berlin("2026-03-28", "12:00"), hours(24)) == berlin("2026-03-29", "13:00")
