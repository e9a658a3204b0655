"""The App Home is what Slack takes, however much there is to show, and says honestly how reliable the model is."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts.alert import Alert, Pace
from bot.alerts.board import Board
from bot.alerts.policy import Policy
from bot.leads.feedback import Verdict
from bot.leads.lead import PastScore, StoredLead
from bot.leads.service import FeedbackSummary
from bot.settings import Settings
from bot.slack.views.home import Home, home_view
from bot.slack.views.model_card import model_in_short
from localslack.blocks import check_home
from localslack.testing.text import words_of
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from scoring.model.artifact import Band, Card
from tests.scores import lead, score
from tests.strategies import alerts, leads

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
POLICY = Policy.from_settings(Settings())
FEEDBACK = {f"model-{n}": {Verdict.RIGHT: 14, Verdict.TOO_HIGH: 2, Verdict.TOO_LOW: 1} for n in (1, 2)}


def home(listed: Sequence[Alert], mine: Sequence[Lead], name: str) -> Home:
    names = {"1" * 32: name}
    board = Board(9, listed, listed, listed, listed, names, Pace(60.0, None, 1, 0), 7)
    past = [StoredLead("1" * 32, one, PastScore(1, score(one), NOON, "slack", "U0MAYA"), NOON, NOON) for one in mine]
    return Home(
        board, FeedbackSummary(FEEDBACK), past, {"1" * 32: "U0MAYA"}, {Tier.HIGH: 1, Tier.MEDIUM: 1_200, Tier.LOW: 0}
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=st.lists(alerts(), max_size=30), mine=st.lists(leads(), max_size=10), name=st.text(max_size=120))
def test_slack_accepts_any_home_tab(scorer: Scorer, listed: list[Alert], mine: list[Lead], name: str) -> None:
    assert check_home(home_view(home(listed, mine, name), POLICY, scorer.card)) == []


def test_home_tab_shows_team_numbers_and_feedback_by_model(scorer: Scorer) -> None:
    words = words_of(home_view(home([], [lead(name="Dana Reyes")], ""), POLICY, scorer.card)["blocks"], {})
    assert "Last 7 days: 1,201 scores (1 High, 1,200 Medium, 0 Low)." in words
    assert (
        "Feedback of the last 30 days: 14 right, 2 too high, 1 too low (model model-1); "
        "14 right, 2 too high, 1 too low (model model-2)."
    ) in words
    assert "High 84 % · Dana Reyes" in words


def test_reliability_covers_largest_bands_only(scorer: Scorer) -> None:
    bands = [band(0.5, 29, 0.2), band(0.6, 60, 0.61), band(0.7, 200, 0.74), band(0.8, 150, 0.83), band(0.9, 90, 0.97)]
    words = model_in_short(replace_bands(scorer, bands))
    assert words.startswith("The model was made from 10,000 leads (leads")
    assert words.endswith(
        "Tested on others: of 200 leads of which it was 70-80 % sure, 74 % were what it said; of 150 leads of which it "
        "was 80-90 % sure, 83 % were what it said; of 90 leads of which it was 90-100 % sure, 97 % were what it said. "
        "More: `/scorelead model`."
    )
    assert "Tested" not in model_in_short(replace_bands(scorer, bands[:1]))


def band(lowest: float, count: int, right: float) -> Band:
    return Band(lowest=lowest, highest=lowest + 0.1, leads=count, mean_confidence=lowest, right=right)


def replace_bands(scorer: Scorer, bands: list[Band]) -> Card:
    return scorer.card.model_copy(update={"bands": tuple(bands)})
