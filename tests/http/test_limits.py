"""How often an API key may ask."""

from bot.http.limits import RequestLimit


class Timer:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_minutes_requests_may_come_at_once_and_one_more_waits_for_its_share_of_the_minute() -> None:
    timer = Timer()
    limit = RequestLimit(120, timer=timer)
    assert [limit.wait("crm") for _ in range(120)] == [0] * 120
    wait = limit.wait("crm")
    assert 0.49 < wait <= 0.5
    timer.seconds += wait
    assert limit.wait("crm") == 0
    assert limit.wait("crm") > 0


def test_what_is_refused_does_not_count() -> None:
    timer = Timer()
    limit = RequestLimit(1, timer=timer)
    limit.wait("crm")
    waits = [limit.wait("crm") for _ in range(100)]
    assert waits == [60.0] * 100
    timer.seconds += 60
    assert limit.wait("crm") == 0


def test_one_key_takes_nothing_from_another() -> None:
    limit = RequestLimit(1, timer=Timer())
    assert limit.wait("crm") == 0
    assert limit.wait("website") == 0
    assert limit.wait("crm") > 0


def test_an_even_pace_at_the_limit_is_never_refused() -> None:
    timer = Timer()
    limit = RequestLimit(6000, timer=timer)
    for _ in range(20_000):
        assert limit.wait("crm") == 0
        timer.seconds += 0.01


def test_nobody_gets_more_than_two_minutes_worth_in_any_minute() -> None:
    timer = Timer()
    limit = RequestLimit(600, timer=timer)
    served = 0
    for _ in range(6000):
        served += limit.wait("crm") == 0
        timer.seconds += 0.01
    assert 1199 <= served <= 1201
