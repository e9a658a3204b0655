"""Facts read by a language model: asked only where the parser left something, checked, and never trusted."""

from typing import Any

import pytest
from pydantic_ai import models
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from bot.language import Facts, parse_facts
from bot.language.model_parser import NOTE, ModelParser
from scoring.fields.lead import FEATURES, Lead

ODD = "Dana, forty-five summers young, pockets 250k, and the bank waved her through"


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)


class Recorded:
    """A model that tells what it is given to tell, and records what it was asked."""

    def __init__(self, **told: Any) -> None:
        self.asked: list[str] = []
        self._told = told

    def __call__(self, messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        self.asked.append(str(messages[-1]))
        return ModelResponse([ToolCallPart(info.output_tools[0].name, self._told)])

    def read(self, text: str, **more: Any) -> Facts:
        return ModelParser(FunctionModel(self))(text, **more)


def known(facts: Facts) -> dict[str, Any]:
    return facts.lead.model_dump(exclude_none=True)


def test_what_the_parser_left_the_model_may_read() -> None:
    told = Recorded(leads=[{"name": "Dana", "age": 45, "income": 250_000, "financing_pre_approved": True}])
    facts = told.read(ODD)
    assert parse_facts(ODD).left
    assert known(facts) == {"name": "Dana", "age": 45, "income": 250_000, "financing_pre_approved": True}
    assert facts.notes == (NOTE,)


def test_what_the_parser_understood_leaves_the_house_never() -> None:
    told = Recorded(leads=[{"age": 99}])
    assert known(told.read("Dana is 45")) == {"name": "Dana", "age": 45}
    assert told.asked == []


def test_a_number_that_is_not_in_the_text_is_not_taken() -> None:
    told = Recorded(leads=[{"name": "Dana", "age": 46, "income": 250_000, "company": "Acme"}])
    assert known(told.read(ODD)) == {"name": "Dana", "income": 250_000}


def test_a_number_out_of_bounds_is_a_problem_as_ever() -> None:
    facts = Recorded(leads=[{"credit_score": 900}]).read("a shiny 900 from the bureau")
    assert [problem.message for problem in facts.problems] == ["Credit score: at most 850, not “900”"]


def test_what_is_unknown_left_or_of_further_leads_is_told_apart() -> None:
    told = Recorded(
        leads=[{"name": "Dana", "age": 45}, {"name": "Sam", "age": 38}], unknown=["income", "age"], left=["gnarly", "x"]
    )
    facts = told.read("Dana 45 gnarly Sam 38 riddle")
    assert facts.more == (Lead(name="Sam", age=38),)
    assert facts.unknown == {"income"}
    assert facts.left == ("gnarly",)


def test_what_the_parser_read_stays_where_the_model_says_nothing_of_it() -> None:
    told = Recorded(leads=[{"age": 45}])
    facts = told.read("credit 680, forty-five summers young", known=Lead(credit_score=780))
    assert known(facts) == {"age": 45, "credit_score": 680}


def test_a_model_that_adds_nothing_leaves_also_what_was_not_understood() -> None:
    text = "25 visits, loves boats"
    assert Recorded(leads=[{"website_visits": 25}]).read(text) == parse_facts(text)


def test_no_lead_is_lost_that_the_model_passes_over() -> None:
    text = "Dana is 45. Sam is 38. What a riddle"
    parsed = parse_facts(text)
    assert parsed.more
    assert Recorded(leads=[{"name": "Dana", "age": 45, "contact_attempts": 0}]).read(text) == parsed


def test_the_model_is_told_what_was_asked() -> None:
    told = Recorded(leads=[])
    told.read("who can say, friend", asked=FEATURES[1])
    assert FEATURES[1].ask() in told.asked[0]


def test_a_model_that_finds_nothing_leaves_the_parsers_reading() -> None:
    assert Recorded(leads=[{}]).read(ODD) == parse_facts(ODD)


def test_any_model_gives_facts_or_the_parsers_reading() -> None:
    assert isinstance(ModelParser(TestModel())(ODD), Facts)


def test_a_model_that_fails_leaves_the_parsers_reading(caplog: pytest.LogCaptureFixture) -> None:
    def fails(*_: object) -> ModelResponse:
        raise ConnectionError("Dana, 250k")

    assert ModelParser(FunctionModel(fails))(ODD) == parse_facts(ODD)
    assert "gave no answer (ConnectionError)" in caplog.text
    assert "250k" not in caplog.text


def test_a_model_that_talks_instead_leaves_the_parsers_reading() -> None:
    def talks(*_: object) -> ModelResponse:
        return ModelResponse([TextPart("Sure! Dana is 45.")])

    assert ModelParser(FunctionModel(talks))(ODD) == parse_facts(ODD)


def test_a_model_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="nonesuch"):
        ModelParser("nonesuch:model-1")
