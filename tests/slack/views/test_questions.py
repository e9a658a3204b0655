"""Questions on cards: their buttons carry what they answer, within what Slack allows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import names
from bot.slack.views.questions import (
    Asked,
    answer_view,
    asked_in,
    in_conversation,
    question_blocks,
    read_answer,
    read_asked,
)
from localslack.blocks import check_message, check_view
from scoring.errors import InvalidLead
from scoring.explain.next_question import Question
from scoring.fields.field import Quantity
from scoring.fields.field_set import load_real_estate

FIELDS = load_real_estate()
FEATURES = FIELDS.features
EVERYTHING = tuple(feature.name for feature in FEATURES)
ASKED = Asked("1" * 32, "age", EVERYTHING, "C0123ABCD:1700000000.000100", "U0MAYA", True, "https://hooks.example.com/1")


@pytest.mark.parametrize("feature", FEATURES, ids=EVERYTHING)
def test_slack_accepts_any_question_and_its_form(feature: Quantity) -> None:
    blocks = question_blocks(Question.about(feature, 0.5), ASKED)
    assert check_message(blocks) == []
    assert check_view(answer_view(ASKED, FIELDS)) == []
    labels = [button["text"]["text"] for button in blocks[1]["elements"]]
    assert labels == (["Answer…"] if isinstance(feature, Quantity) else ["Yes", "No"]) + ["Don't know"]


@given(
    value=st.none() | st.booleans() | st.integers(0, 10**9),
    skipped=st.lists(st.sampled_from(EVERYTHING), unique=True),
    conversation=st.sampled_from(["", "C0123ABCD:1700000000.000100"]),
    shareable=st.booleans(),
)
def test_asked_survives_round_trip(
    value: int | None, skipped: list[str], conversation: str, *, shareable: bool
) -> None:
    asked = Asked("1" * 32, "age", tuple(skipped), conversation, shareable=shareable, value=value)
    for button in question_blocks(Question.about(FEATURES[0], 0.5), asked)[1]["elements"]:
        assert read_asked(button["value"]) == asked
        pressed = {"actions": [button], "container": {"message_ts": "1700000000.000200"}}
        assert in_conversation(pressed) is bool(conversation)
        assert asked_in(pressed) == replace(asked, message_ts="1700000000.000200")
    view = answer_view(asked, FIELDS)
    assert asked_in({"view": view}) == asked
    assert in_conversation({"view": view}) is bool(conversation)


def test_entered_number_is_a_fact() -> None:
    assert read_answer(entered("45"), FIELDS) == FIELDS.read({"age": 45})


@pytest.mark.parametrize(("text", "words"), [("17", "at least 18"), ("lots", "a whole number"), (" ", "say which")])
def test_invalid_answer_is_refused_at_field(text: str, words: str) -> None:
    with pytest.raises(InvalidLead) as refused:
        read_answer(entered(text), FIELDS)
    (problem,) = refused.value.problems
    assert problem.field == "age"
    assert words in problem.message


def entered(text: str) -> dict[str, object]:
    view = answer_view(Asked("1" * 32, "age"), FIELDS)
    return view | {"state": {"values": {"age": {"age": {"type": "number_input", "value": text}}}}}


def test_buttons_carry_answers_of_question() -> None:
    blocks = question_blocks(Question.about(FEATURES[-1], 0.5), Asked("1" * 32))
    carried = {button["action_id"]: read_asked(button["value"]).value for button in blocks[1]["elements"]}
    assert carried == {f"{names.ANSWER}_0": True, f"{names.ANSWER}_1": False, names.DONT_KNOW: None}
