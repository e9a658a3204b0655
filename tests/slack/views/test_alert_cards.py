"""What Slack shows of alerts is what Slack takes, in every state."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts.alert import Alert, Pace
from bot.alerts.board import Board
from bot.alerts.daily_digest import Daily
from bot.alerts.policy import Policy
from bot.hours import QuietHours, WorkingHours
from bot.leads.service import FeedbackSummary
from bot.slack.views.alert_card import AlertedLead, alert_card, duration
from bot.slack.views.alert_forms import not_qualified_view, reassign_view, snooze_view
from bot.slack.views.board import board_blocks
from bot.slack.views.delivery_failure import refusal_card
from bot.slack.views.digests import daily_card, digest_card
from localslack.blocks import check_home, check_message, check_view
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from tests.strategies import alerts, leads

UTC = ZoneInfo("UTC")
POLICY = Policy(hours=WorkingHours.parse("Mon-Fri 09:00-18:00", UTC), quiet=QuietHours.parse("20:00-08:00", UTC))
relaxed = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(alert=alerts(), lead=leads(), rise=st.sampled_from(["", "Medium 61 % → High 84 %: pre-approved financing"]))
def test_slack_accepts_card_of_any_alert(scorer: Scorer, alert: Alert, lead: Lead, rise: str) -> None:
    card = alert_card(AlertedLead(alert, lead, scorer.score(lead), rise), POLICY)
    assert check_message(card["blocks"]) == []
    assert len(card["text"]) < 4000


@relaxed
@given(listed=st.lists(st.tuples(alerts(), leads()), min_size=1, max_size=40, unique_by=lambda one: one[0].id))
def test_slack_accepts_digest_of_forty_alerts(scorer: Scorer, listed: list[tuple[Alert, Lead]]) -> None:
    card = digest_card([AlertedLead(alert, lead, scorer.score(lead)) for alert, lead in listed], POLICY)
    assert check_message(card["blocks"]) == []


@relaxed
@given(open_alerts=st.lists(alerts(), max_size=60), names=st.text(max_size=200))
def test_slack_accepts_board_and_daily_digest(open_alerts: list[Alert], names: str) -> None:
    called = {alert.lead_id: names for alert in open_alerts}
    pace = Pace(240.0, 7200.0, 31, 25)
    board = Board(1, open_alerts, open_alerts, open_alerts, open_alerts, called, pace, 7)
    assert check_message(board_blocks(board, FeedbackSummary({}), POLICY)) == []
    assert check_home({"type": "home", "blocks": board_blocks(board, FeedbackSummary({}), POLICY)}) == []
    daily = Daily(open_alerts, {"U0MAYA": 2}, {"U0JONAS": 1}, pace, 7)
    assert check_message(daily_card(daily, called)["blocks"]) == []


@pytest.mark.parametrize("view", [snooze_view("a"), not_qualified_view("a"), reassign_view("a")])
def test_slack_accepts_alert_forms(view: dict[str, object]) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("code", ["not_in_channel", "token_revoked", "what_nobody_knows"])
def test_delivery_failure_tells_admin_what_to_do(code: str) -> None:
    words = refusal_card(code, "#hot-leads")["text"]
    assert code in words
    assert "python -m bot" in words


@pytest.mark.parametrize(
    ("seconds", "words"), [(20, "under a minute"), (180, "3 min"), (3600, "1 h"), (7500, "2 h 5 min")]
)
def test_duration_reads_naturally(seconds: float, words: str) -> None:
    assert duration(seconds) == words
