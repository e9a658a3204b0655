"""People who are away, and pauses."""

from datetime import UTC, datetime, timedelta

from bot.alerts.availability import Pause
from bot.store import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_who_is_away_is_so_until_then(store: Store) -> None:
    store.people.away("U0MAYA", NOON + DAY)
    store.people.away("U0JONAS", NOON + 3 * DAY)
    assert store.people.away_now(NOON) == {"U0MAYA": NOON + DAY, "U0JONAS": NOON + 3 * DAY}
    assert store.people.away_now(NOON + 2 * DAY) == {"U0JONAS": NOON + 3 * DAY}


def test_who_comes_back_early_is_not_away(store: Store) -> None:
    store.people.away("U0MAYA", NOON + DAY)
    store.people.away("U0MAYA", NOON + 2 * DAY)
    assert store.people.away_now(NOON) == {"U0MAYA": NOON + 2 * DAY}
    store.people.away("U0MAYA", None)
    assert store.people.away_now(NOON) == {}


def test_pauses_are_told_in_order_without_those_long_over(store: Store) -> None:
    later = Pause(NOON + DAY, NOON + 2 * DAY, "U0MAYA")
    sooner = Pause(NOON, NOON + timedelta(hours=1), "U0MAYA")
    over = Pause(NOON - 9 * DAY, NOON - 8 * DAY, "U0MAYA")
    for pause in (later, sooner, over):
        store.people.pause(pause.begins, pause.ends, pause.by)
    assert store.people.pauses(NOON - DAY) == [sooner, later]
