from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.alert import Load
from bot.alerts.assignment import next_person

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
TEAM = ("U0MAYA", "U0JONAS", "U0PRIYA")
NOBODY: set[str] = set()

loads = st.builds(
    Load,
    open=st.integers(0, 12),
    lately=st.integers(0, 12),
    last=st.none() | st.integers(0, 10_000).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
)
people = st.sets(st.sampled_from(TEAM))


def test_with_nothing_to_choose_by_it_is_the_first_of_the_team() -> None:
    assert next_person(TEAM, loads={}, away=NOBODY, capacity=10) == "U0MAYA"


def test_who_got_fewest_lately_comes_first() -> None:
    loads = {"U0MAYA": Load(open=0, lately=2), "U0JONAS": Load(open=9, lately=1), "U0PRIYA": Load(open=0, lately=2)}
    assert next_person(TEAM, loads=loads, away=NOBODY, capacity=10) == "U0JONAS"


def test_then_who_has_fewest_open() -> None:
    loads = {"U0MAYA": Load(open=2, lately=1), "U0JONAS": Load(open=1, lately=1), "U0PRIYA": Load(open=2, lately=1)}
    assert next_person(TEAM, loads=loads, away=NOBODY, capacity=10) == "U0JONAS"


def test_then_who_waited_longest_and_first_of_all_who_never_got_one() -> None:
    loads = {
        "U0MAYA": Load(last=MONDAY + timedelta(hours=1)),
        "U0JONAS": Load(last=MONDAY),
        "U0PRIYA": Load(last=MONDAY + timedelta(hours=2)),
    }
    assert next_person(TEAM, loads=loads, away=NOBODY, capacity=10) == "U0JONAS"
    assert next_person(TEAM, loads=loads | {"U0PRIYA": Load()}, away=NOBODY, capacity=10) == "U0PRIYA"


def test_when_nobody_can_be_asked_nobody_is() -> None:
    full = {"U0JONAS": Load(open=10)}
    assert next_person(TEAM, loads=full, away={"U0MAYA"}, capacity=10, not_these={"U0PRIYA"}) is None
    assert next_person((), loads={}, away=NOBODY, capacity=10) is None


def test_without_a_capacity_nobody_is_full() -> None:
    assert next_person(TEAM[:1], loads={"U0MAYA": Load(open=1000)}, away=NOBODY, capacity=None) == "U0MAYA"


@given(st.dictionaries(st.sampled_from(TEAM), loads), people, people, st.integers(1, 12))
def test_nobody_is_asked_who_cannot_be_and_somebody_is_if_anybody_can(
    loads: dict[str, Load], away: set[str], not_these: set[str], capacity: int
) -> None:
    free = {user for user in TEAM if loads.get(user, Load()).open < capacity} - away - not_these
    asked = next_person(TEAM, loads=loads, away=away, capacity=capacity, not_these=not_these)
    assert asked in free if free else asked is None


@given(st.integers(1, 8), st.integers(0, 100))
def test_turns_are_fair(size: int, alerts: int) -> None:
    team = [f"U{number}" for number in range(size)]
    got = Counter(dict.fromkeys(team, 0))
    last: dict[str, datetime] = {}
    for number in range(alerts):
        loads = {user: Load(open=got[user], lately=got[user], last=last.get(user)) for user in team}
        asked = next_person(team, loads=loads, away=NOBODY, capacity=None)
        assert asked is not None
        got[asked] += 1
        last[asked] = MONDAY + timedelta(minutes=number)
    assert max(got.values()) - min(got.values()) <= 1


@given(st.lists(st.sampled_from(TEAM), max_size=60))
def test_who_closes_alerts_early_gets_no_more_of_them_for_it(closers: list[str]) -> None:
    got, open_ = Counter(dict.fromkeys(TEAM, 0)), Counter(dict.fromkeys(TEAM, 0))
    for closer in closers:
        loads = {user: Load(open=open_[user], lately=got[user]) for user in TEAM}
        asked = next_person(TEAM, loads=loads, away=NOBODY, capacity=None)
        assert asked is not None
        got[asked] += 1
        open_[asked] += 1
        open_[closer] = 0
    assert max(got.values()) - min(got.values()) <= 1
