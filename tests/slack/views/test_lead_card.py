"""Cards of known leads are what Slack takes, whatever a lead is called and however long its history is."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.alert import Alert
from bot.leads.lead import PastScore, StoredLead
from bot.leads.service import LeadHistory
from bot.slack import names
from bot.slack.views.button_payload import write_value
from bot.slack.views.lead_card import lead_card, leads_card, unknown_lead_card
from localslack.blocks import check_message
from localslack.testing.text import words_of
from scoring.explain.score import Tier
from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import Lead
from tests.scores import lead, score
from tests.strategies import alerts, leads

FIELDS = load_real_estate()
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def past(number: int, one: Lead, tier: Tier = Tier.HIGH) -> PastScore:
    return PastScore(number, score(one, tier, age=number / 10), NOON, "http", "key:abc")


def stored(one: Lead) -> StoredLead:
    return StoredLead("1" * 32, one, past(1, one), NOON, NOON)


@settings(max_examples=50)
@given(one=leads(), alert=st.none() | alerts(), scores=st.integers(1, 30))
def test_slack_accepts_card_of_any_known_lead(one: Lead, alert: Alert | None, scores: int) -> None:
    history = [past(number, one, list(Tier)[number % 3]) for number in range(scores)]
    assert check_message(lead_card(LeadHistory(stored(one), history, alert, FIELDS), "#hot-leads")["blocks"]) == []


@settings(max_examples=30)
@given(listed=st.lists(leads(), min_size=1, max_size=10), words=st.text(max_size=4000))
def test_slack_accepts_any_lead_list(listed: list[Lead], words: str) -> None:
    card = leads_card(f"Leads called “{words}”", list(map(stored, listed)), {"1" * 32: "U0MAYA"}, names.SHOW_LEAD)
    assert check_message(card["blocks"]) == []


@given(words=st.text(max_size=4000), known=leads())
def test_slack_accepts_any_unknown_lead_card(words: str, known: Lead) -> None:
    assert check_message(unknown_lead_card(words, write_value(known))["blocks"]) == []


def test_history_shows_latest_five_scores() -> None:
    dana = lead(name="Dana Reyes")
    history = [past(number, dana, list(Tier)[number % 3]) for number in range(7)]
    told = words_of(lead_card(LeadHistory(stored(dana), history, None, FIELDS), "#hot-leads")["blocks"], {})
    assert told.count("→") == 5
    assert "Low 79 % → High 84 %" in told
