"""Cards for any lead are what Slack takes, and read as a colleague speaks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts.alert import Alert
from bot.alerts.service import Raised
from bot.conversation.replies import NextQuestion
from bot.leads.service import ScoredLead
from bot.leads.summary import percent
from bot.slack.plain_text import unescape
from bot.slack.views.button_payload import read_value, write_value
from bot.slack.views.cards import invalid_lead_card, reasons_view, score_card, shared_card
from bot.slack.views.form import Origin, form_view
from bot.slack.views.help import help_card
from localslack.blocks import check_message, check_view, text_length
from localslack.conversations.chat import MAX_TEXT_IN_BLOCKS
from localslack.testing.text import words_of
from scoring.errors import InvalidLead, Problem
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import Lead
from tests.seed import LEADS
from tests.strategies import alerts, half_known_leads, leads

PLACE = "C0123ABCD:1700000000.000100"

PROBLEMS = st.lists(st.text(min_size=1, max_size=3000), min_size=1, max_size=20)

FIELDS = load_real_estate()
relaxed = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(
    lead=half_known_leads(),
    alert=st.none() | alerts(),
    channel=st.sampled_from(["#hot-leads", "C0123ABCD"]),
    notes=st.lists(st.text(min_size=1, max_size=3000), max_size=20),
)
def test_slack_accepts_any_score_card(
    scorer: Scorer, lead: Lead, alert: Alert | None, channel: str, notes: list[str]
) -> None:
    raised = Raised(alert) if alert else None
    scored = ScoredLead(
        "1" * 32, lead, scorer.score(lead), "U0MAYA", raised=raised, score_id=1, kept=("age", "income"), fields=FIELDS
    )
    following = NextQuestion(scorer.next_question(lead))
    everything = set(FIELDS.names)
    for card in (
        score_card(
            scored,
            channel=channel,
            following=following,
            skipped=everything,
            conversation=PLACE,
            notes=notes,
        ),
        shared_card(scored, following=following, skipped=everything),
    ):
        assert check_message(card["blocks"]) == []
        assert text_length(card["blocks"]) <= MAX_TEXT_IN_BLOCKS
    assert check_view(reasons_view(lead, scored.score)) == []
    assert check_view(form_view(lead, Origin("https://hooks.example.com/" + "x" * 100), FIELDS)) == []


@relaxed
@given(typed=st.text(min_size=1, max_size=3000), problems=PROBLEMS)
def test_slack_accepts_any_invalid_lead_card(typed: str, problems: list[str]) -> None:
    error = InvalidLead([Problem("", problem) for problem in problems], understood=Lead())
    assert check_message(invalid_lead_card(error, typed)["blocks"]) == []


def test_slack_accepts_help_card() -> None:
    assert check_message(help_card(FIELDS.features, ["pause 2 hours"])["blocks"]) == []


@given(lead=leads())
def test_button_payload_fits_slack_limit(lead: Lead) -> None:
    assert len(write_value(lead)) <= 2000
    assert read_value(write_value(lead), FIELDS) == lead


@given(st.text(st.characters(exclude_characters="&"), max_size=200))
def test_text_survives_slack_escaping(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == text


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "over 99 %"), (0.9901, "over 99 %"), (0.99, "99 %"), (0.534, "53 %"), (0.01, "1 %"), (0.004, "under 1 %")],
)
def test_probability_never_reads_as_certain(share: float, words: str) -> None:
    assert percent(share) == words


def test_reasons_are_plain_sentences(scorer: Scorer) -> None:
    for lead, score in zip(LEADS[:300], scorer.score_many(LEADS[:300]), strict=True):
        words = words_of(shared_card(ScoredLead("lead", lead, score, "U0MAYA", fields=FIELDS))["blocks"], {})
        bullets = [line.removeprefix("• ") for line in words.splitlines() if line.startswith("• ")]
        assert 1 <= len(bullets) <= 6
        for bullet in bullets:
            assert bullet[0].isupper() or bullet[0].isdigit()
            assert any(verb in bullet for verb in ("push it up", "pushes it up", "hold it back", "holds it back"))
            assert "_" not in bullet
            assert "(" not in bullet


def test_counts_take_plural_verbs(scorer: Scorer) -> None:
    said = {sentence for lead in LEADS[:500] for sentence in sentences(scorer, lead)}
    assert any("website visits hold it back" in sentence for sentence in said)
    assert any(sentence.startswith("Income $") and " holds it back" in sentence for sentence in said)
    assert any(sentence.startswith("No inquiry so far holds it back") for sentence in said)
    assert any(sentence.startswith("Pre-approved financing pushes it up") for sentence in said)
    assert not any("visits holds" in sentence or "views pushes" in sentence for sentence in said)


def sentences(scorer: Scorer, lead: Lead) -> list[str]:
    words = words_of(reasons_view(lead, scorer.score(lead))["blocks"], {})
    return [line.removeprefix("• ") for line in words.splitlines() if line.startswith("• ")]
