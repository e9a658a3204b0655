"""The language model: it is asked only if the parser left something, and its answer is checked."""

from typing import Any

import pytest
from pydantic_ai import models
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from bot.language import Facts, Parser
from bot.language.model_parser import NOTE, ModelParser
from scoring.fields.field_set import load_real_estate

FIELDS = load_real_estate()
PARSER = Parser(FIELDS)
ODD = "Dana, forty-five summers young, pockets 250k, and the bank waved her through"


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)


class Recorded:
    """A model with a fixed answer, which records what it was asked."""

    def __init__(self, **answer: Any) -> None:
        self.asked: list[str] = []
        self._answer = answer

    def __call__(self, messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        self.asked.append(str(messages[-1]))
        return ModelResponse([ToolCallPart(info.output_tools[0].name, self._answer)])

    def read(self, text: str, **more: Any) -> Facts:
        return ModelParser(PARSER, FunctionModel(self)).parse(text, **more)


def known(facts: Facts) -> dict[str, Any]:
    return FIELDS.facts(facts.lead)


def test_model_reads_what_the_parser_left() -> None:
    model = Recorded(leads=[{"name": "Dana", "age": 45, "income": 250_000, "financing_pre_approved": True}])
    facts = model.read(ODD)
    assert PARSER.parse(ODD).left
    assert known(facts) == {"name": "Dana", "age": 45, "income": 250_000, "financing_pre_approved": True}
    assert facts.notes == (NOTE,)


def test_text_that_the_parser_understood_is_not_sent_to_the_model() -> None:
    model = Recorded(leads=[{"age": 99}])
    assert known(model.read("Dana is 45")) == {"name": "Dana", "age": 45}
    assert model.asked == []


def test_values_that_are_not_in_the_text_are_ignored() -> None:
    model = Recorded(leads=[{"name": "Dana", "age": 46, "income": 250_000, "company": "Acme"}])
    assert known(model.read(ODD)) == {"name": "Dana", "income": 250_000}


def test_number_outside_the_limits_is_a_problem() -> None:
    facts = Recorded(leads=[{"credit_score": 900}]).read("a shiny 900 from the bureau")
    assert [problem.message for problem in facts.problems] == ["Credit score: at most 850, not “900”"]


def test_unknown_fields_leftovers_and_further_leads_are_returned() -> None:
    model = Recorded(
        leads=[{"name": "Dana", "age": 45}, {"name": "Sam", "age": 38}], unknown=["income", "age"], left=["gnarly", "x"]
    )
    facts = model.read("Dana 45 gnarly Sam 38 riddle")
    assert facts.more == (FIELDS.read({"name": "Sam", "age": 38}),)
    assert facts.unknown == {"income"}
    assert facts.left == ("gnarly",)


def test_reading_of_the_parser_stays_where_the_model_omits_it() -> None:
    model = Recorded(leads=[{"age": 45}])
    facts = model.read("credit 680, forty-five summers young", known=FIELDS.read({"credit_score": 780}))
    assert known(facts) == {"age": 45, "credit_score": 680}


def test_model_that_adds_nothing_changes_nothing() -> None:
    text = "25 visits, loves boats"
    assert Recorded(leads=[{"website_visits": 25}]).read(text) == PARSER.parse(text)


def test_lead_that_the_model_omits_is_kept() -> None:
    text = "Dana is 45. Sam is 38. What a riddle"
    parsed = PARSER.parse(text)
    assert parsed.more
    assert Recorded(leads=[{"name": "Dana", "age": 45, "contact_attempts": 0}]).read(text) == parsed


def test_model_is_given_the_question_that_was_asked() -> None:
    model = Recorded(leads=[])
    model.read("who can say, friend", asked=FIELDS.features[1])
    assert FIELDS.features[1].ask() in model.asked[0]


def test_reading_of_the_parser_counts_if_the_model_finds_nothing() -> None:
    assert Recorded(leads=[{}]).read(ODD) == PARSER.parse(ODD)


def test_answer_of_any_shape_becomes_facts() -> None:
    assert isinstance(ModelParser(PARSER, TestModel()).parse(ODD), Facts)


def test_reading_of_the_parser_counts_if_the_model_fails(caplog: pytest.LogCaptureFixture) -> None:
    def fails(*_: object) -> ModelResponse:
        raise ConnectionError("Dana, 250k")

    assert ModelParser(PARSER, FunctionModel(fails)).parse(ODD) == PARSER.parse(ODD)
    assert "gave no answer (ConnectionError)" in caplog.text
    assert "250k" not in caplog.text


def test_reading_of_the_parser_counts_if_the_model_answers_in_prose() -> None:
    def talks(*_: object) -> ModelResponse:
        return ModelResponse([TextPart("Sure! Dana is 45.")])

    assert ModelParser(PARSER, FunctionModel(talks)).parse(ODD) == PARSER.parse(ODD)


def test_unknown_model_is_refused() -> None:
    with pytest.raises(ValueError, match="nonesuch"):
        ModelParser(PARSER, "nonesuch:model-1")
