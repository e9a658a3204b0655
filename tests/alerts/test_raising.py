"""Raising alerts: a lead that stays High gets another one only after the cooldown, and with news."""

from datetime import timedelta

import pytest

from bot.alerts.alert import Outcome
from bot.alerts.policy import Policy
from bot.alerts.service import AlertService
from bot.leads.service import LeadService, ScoredLead
from bot.metrics import Metrics
from bot.settings import Settings
from bot.store import Store
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.fields import REAL_ESTATE
from tests.http.test_leads import DANA

COOLDOWN = timedelta(hours=24)


class Team:
    """Scores leads and closes alerts, on a clock that can be put forward."""

    def __init__(self, scorer: Scorer, store: Store) -> None:
        self.clock = Clock()
        policy = Policy.from_settings(Settings(quiet_hours="off"))
        self._desk = AlertService(store, policy, Metrics(store.alerts.counts, store.alerts.count_refused), self.clock)
        self._leads = LeadService(store, scorer, self._desk)

    def score(self, **more: int) -> ScoredLead:
        """Score Dana, with these facts instead of hers."""
        return self._leads.score(REAL_ESTATE.read(DANA | more), source="slack", by="U0MAYA")

    def lose(self, scored: ScoredLead) -> None:
        """Write down that somebody has had a lead, and lost it."""
        assert scored.raised is not None
        maya, alert_id = self._desk.actor("U0MAYA"), scored.raised.alert.id
        self._desk.claim(alert_id, maya)
        self._desk.close(alert_id, maya, Outcome.LOST)


@pytest.fixture
def team(scorer: Scorer, store: Store) -> Team:
    return Team(scorer, store)


def is_news(scored: ScoredLead) -> bool:
    assert scored.raised is not None
    return scored.raised.is_new


def test_a_closed_lead_that_stays_high_raises_no_alert_within_the_cooldown_and_one_after_it(team: Team) -> None:
    first = team.score()
    assert is_news(first)
    team.lose(first)
    team.clock.advance(COOLDOWN.total_seconds() - 60)
    assert not is_news(team.score(website_visits=31))
    team.clock.advance(120)
    assert is_news(team.score(website_visits=32))


def test_one_that_is_only_sent_again_raises_none_after_it_either(team: Team) -> None:
    team.lose(team.score())
    team.clock.advance(2 * COOLDOWN.total_seconds())
    assert not is_news(team.score())


def test_one_that_fell_and_rose_raises_one_within_the_cooldown(team: Team) -> None:
    team.lose(team.score())
    assert team.score(credit_score=400, income=1_000, website_visits=0).raised is None
    assert is_news(team.score())
