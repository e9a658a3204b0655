"""What holds for any hours, zone, pause and time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.hours import Holidays, WorkingHours

SWITCHES = (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")
WEEKS = ("Mon-Fri 09:00-18:00", "22:00-06:00", "Sun 01:30-02:30, Sun 02:30-03:30", "Sat 00:00-24:00", "Mon 09:00-09:01")
HOURS = {
    (week, zone): WorkingHours.parse(week, ZoneInfo(zone), Holidays.parse("2026-03-30"))
    for week in WEEKS
    for zone in ZONES
}

near_a_switch = st.builds(
    lambda switch, seconds: switch + timedelta(seconds=seconds),
    st.sampled_from(SWITCHES),
    st.integers(-400_000, 400_000),
)
times = near_a_switch | st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
durations = st.timedeltas(timedelta(0), timedelta(hours=30))
pauses = st.tuples(times, durations).map(lambda pause: (pause[0], pause[0] + pause[1]))
hours = st.builds(
    lambda worked, paused, whole: (worked.whole_days() if whole else worked).without(paused),
    st.sampled_from(list(HOURS.values())),
    st.lists(pauses, max_size=3),
    st.booleans(),
)


@given(hours, times, durations)
def test_the_time_that_passes_until_after_a_duration_is_that_duration(
    hours: WorkingHours, start: datetime, duration: timedelta
) -> None:
    assert hours.between(start, hours.after(start, duration)) == duration


@given(hours, times, times)
def test_after_what_passes_between_two_times_it_is_not_later_than_the_second(
    hours: WorkingHours, start: datetime, end: datetime
) -> None:
    reached = hours.after(start, hours.between(start, end))
    assert reached <= max(start, end)
    assert hours.between(reached, end) == timedelta(0)


@given(hours, times, durations, durations)
def test_more_takes_longer(hours: WorkingHours, start: datetime, less: timedelta, more: timedelta) -> None:
    assert hours.after(start, less) <= hours.after(start, less + more)


@given(hours, times, durations, durations)
def test_starting_later_never_ends_earlier(
    hours: WorkingHours, start: datetime, later: timedelta, duration: timedelta
) -> None:
    assert hours.after(start, duration) <= hours.after(start + later, duration)


@given(hours, times, durations, durations)
def test_times_between_add_up(hours: WorkingHours, start: datetime, first: timedelta, second: timedelta) -> None:
    middle, end = start + first, start + first + second
    assert hours.between(start, middle) + hours.between(middle, end) == hours.between(start, end)


@given(hours, times)
def test_it_is_open_when_it_opens_and_closed_all_the_time_before(hours: WorkingHours, at: datetime) -> None:
    opens = hours.opens(at)
    assert hours.is_open(opens)
    assert hours.between(at, opens) == timedelta(0)
    assert hours.is_open(at) == (opens == at)


@given(st.sampled_from(WEEKS), st.sampled_from(ZONES), times)
def test_it_is_open_when_the_clock_on_the_wall_says_so(week: str, zone: str, at: datetime) -> None:
    says: dict[str, Callable[[datetime], bool]] = {
        "Mon-Fri 09:00-18:00": lambda wall: wall.weekday() < 5 and 9 <= wall.hour < 18,
        "Sat 00:00-24:00": lambda wall: wall.weekday() == 5,
        "Mon 09:00-09:01": lambda wall: wall.weekday() == 0 and (wall.hour, wall.minute) == (9, 0),
    }
    wall = at.astimezone(ZoneInfo(zone))
    if week in says and wall.date().isoformat() != "2026-03-30":
        assert HOURS[week, zone].is_open(at) == says[week](wall)
