"""A month of the bot under a clock of its own: fifty people, and faults and deaths by chance, from a seed.

`make bench SECTION=month` plays one of 100,000 leads.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.alerts.alert import EventKind
from scoring.explain.scorer import Scorer
from tests.month.findings import wrong_at_the_end, wrong_by_now
from tests.month.record import fingerprint, record
from tests.month.simulate_month import Month, Plan

WORKING_DAYS = 22


@contextmanager
def played(plan: Plan, scorer: Scorer, folder: Path) -> Iterator[Month]:
    with Month(plan, scorer, folder) as month:
        month.play(wrong_by_now)
        yield month


@pytest.fixture(scope="module")
def month(scorer: Scorer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    with played(Plan(seed=4, leads=3_000), scorer, tmp_path_factory.mktemp("month")) as month:
        yield month


def test_at_no_midnight_was_a_lead_left_alone_or_a_message_doubled(month: Month) -> None:
    assert month.found_at_midnight == []


def test_after_a_month_of_trouble_nothing_is_wrong(month: Month) -> None:
    assert wrong_at_the_end(month) == []


def test_there_was_trouble(month: Month) -> None:
    failures = Counter(call.error for call in month.workspace.journal.calls)
    assert month.lives > 5
    assert {"internal_error", "ratelimited", "service_unavailable", "is_archived"} <= failures.keys()
    assert month.trouble.passed_over


def test_everything_happened_that_can_happen_to_an_alert(month: Month) -> None:
    happened = {one.event.kind for past in record(month.bot.store) for one in past.events}
    assert happened == set(EventKind)


def test_alerts_that_came_too_fast_shared_a_digest(month: Month) -> None:
    assert any(past.alert.digest_at is not None for past in record(month.bot.store))


def test_people_pressed_too_late_and_were_refused(month: Month) -> None:
    assert month.team.refused > 0


def test_each_working_day_began_with_its_digest(month: Month) -> None:
    days = [post.key for post in month.posts if post.key.startswith("daily:")]
    assert len(days) == WORKING_DAYS


def test_the_same_seed_plays_the_same_month(scorer: Scorer, tmp_path: Path) -> None:
    def played_with(seed: int, name: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        with played(Plan(seed=seed, leads=400, days=4), scorer, folder) as month:
            return fingerprint(record(month.bot.store))

    assert played_with(1, "first") == played_with(1, "second") != played_with(2, "other")
