"""Forms, questions and cards of another field set, and of real estate without one of its features."""

from typing import Any

import pytest

from bot.conversation.replies import NextQuestion
from bot.leads.service import ScoredLead
from bot.slack.views.button_payload import read_value, write_value
from bot.slack.views.cards import reasons_view, score_card, shared_card
from bot.slack.views.form import Origin, form_view, read_form
from bot.slack.views.help import help_card
from bot.slack.views.questions import Asked, answer_view, question_blocks, read_answer, read_asked
from localslack.blocks import check_message, check_view
from localslack.testing.text import words_of
from scoring.errors import InvalidLead
from scoring.explain.next_question import Question
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import FieldSet, load_real_estate
from scoring.fields.lead import Lead
from tests.slack.views.test_form import inputs, sent

REAL_ESTATE = load_real_estate()
STUDENT = {
    "name": "Mia Holm",
    "instrument": "violin",
    "lessons_missed": 0.125,
    "grade_change": -2,
    "siblings": 1,
    "owns_instrument": False,
}


def student(fields: FieldSet, **facts: Any) -> Lead:
    return fields.read(STUDENT | facts)


def test_form_has_input_for_each_kind_of_field(other_fields: FieldSet) -> None:
    view = form_view(student(other_fields), Origin(), other_fields)
    assert check_view(view) == []
    elements = {name: block["element"] for name, block in inputs(view).items()}
    assert [option["value"] for option in elements["instrument"]["options"]] == ["piano", "guitar", "violin", "drums"]
    assert elements["instrument"]["initial_option"]["value"] == "violin"
    assert elements["lessons_missed"]["initial_value"] == "12.5%"
    assert (elements["grade_change"]["min_value"], elements["grade_change"]["initial_value"]) == ("-5", "-2")
    assert elements["owns_instrument"]["initial_option"]["value"] == "no"
    assert "initial_value" not in elements["weeks_since_trial"]


def test_filled_form_reads_back_as_same_student(other_fields: FieldSet) -> None:
    lead = student(other_fields, weeks_since_trial=3)
    view = form_view(lead, Origin(), other_fields)
    assert read_form(view | {"state": {"values": sent(view)}}, other_fields) == lead
    assert read_value(write_value(lead), other_fields) == lead


def test_empty_form_of_other_fields_is_refused_at_first_feature(other_fields: FieldSet) -> None:
    view = form_view(Lead(), Origin(), other_fields)
    with pytest.raises(InvalidLead) as refused:
        read_form(view | {"state": {"values": sent(view)}}, other_fields)
    assert [problem.field for problem in refused.value.problems] == ["instrument"]


def test_every_question_has_buttons_or_form(other_fields: FieldSet) -> None:
    for feature in other_fields.features:
        asked = Asked("1" * 32, feature.name)
        blocks = question_blocks(Question.about(feature, 0.5), asked)
        assert check_message(blocks) == []
        assert check_view(answer_view(asked, other_fields)) == []
        values = [read_asked(button["value"]).value for button in blocks[1]["elements"]]
        for value in values:
            other_fields.read({feature.name: value})


def test_typed_share_is_an_answer(other_fields: FieldSet) -> None:
    view = answer_view(Asked("1" * 32, "lessons_missed"), other_fields)
    entered = {"lessons_missed": {"lessons_missed": {"type": "plain_text_input", "value": "30 %"}}}
    assert read_answer(view | {"state": {"values": entered}}, other_fields).values == {"lessons_missed": 0.3}


def test_cards_of_student_use_words_of_other_fields(other_scorer: Scorer) -> None:
    lead = student(other_scorer.fields)
    scored = ScoredLead(
        "1" * 32, lead, other_scorer.score(lead), "U0MAYA", score_id=1, kept=("siblings",), fields=other_scorer.fields
    )
    card = score_card(
        scored,
        channel="#hot-leads",
        following=NextQuestion(other_scorer.next_question(lead)),
    )
    for blocks in (card["blocks"], shared_card(scored)["blocks"]):
        assert check_message(blocks) == []
    words = words_of(card["blocks"], {})
    assert "I read: violin lessons · 12.5% of lessons missed" in words
    assert "Known from before: one sibling enrolled." in words
    assert check_view(reasons_view(lead, scored.score)) == []
    assert check_message(help_card(other_scorer.features, ())["blocks"]) == []


@pytest.mark.parametrize("name", [feature.name for feature in REAL_ESTATE.features])
def test_forms_and_cards_need_no_single_feature(scorer: Scorer, name: str) -> None:
    fields = REAL_ESTATE.without([name])
    lead = fields.read({feature.name: feature.example for feature in fields.features} | {"name": "Dana Reyes"})
    view = form_view(lead, Origin(), fields)
    assert check_view(view) == []
    assert read_form(view | {"state": {"values": sent(view)}}, fields) == lead
    scored = ScoredLead("1" * 32, lead, scorer.score(lead), "U0MAYA", score_id=1, fields=fields)
    card = score_card(scored, channel="#hot-leads")
    assert check_message(card["blocks"]) == []
    assert check_message(help_card(fields.features, ())["blocks"]) == []
