"""Parsing: commands, answers, corrections, and any text at all."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Facts
from scoring.errors import InvalidLead
from scoring.fields.field import Feature, Quantity, YesNo
from tests.corpus import FIELDS, PARSER, cases, sentences
from tests.seed import SCENARIOS

COMPLETE, AS_PAIRS = (case["text"] for case in cases("commands")[:2])
DANA = cases("commands")[0]["facts"]
CREDIT_SCORE = FIELDS.feature("credit_score")
WORDS = sorted({word for sentence in sentences() for word in sentence.say.split()})
PARTS = """a|_|a_|1_|1-|no_|no,_|and_|$|~|<|<mailto:|*|*a|(|a.|+1_|45,|pre-|credit_|income_1_|if_|his_wife_|Dana_
Dana_is_|one_|hundred_and_|a-|:a|?|half_a_|between_1_and_|a@|a@b.|not_|45_not_|no_budget,_|budget_and_|unknown_budget_or_
unknown:_budget,_|"|1h_|budgt_|45_-_|newline"""


def command(text: str) -> Facts:
    return PARSER.parse(text, is_command=True)


def known(facts: Facts) -> dict[str, Any]:
    return FIELDS.facts(facts.lead)


def test_facts_of_a_command_may_come_in_any_order() -> None:
    name, *facts = COMPLETE.removeprefix("Dana Reyes ").split(", "), "Dana Reyes"
    for turned in (name[::-1] + facts, facts + name[::-1], name[3:] + facts + name[:3]):
        assert known(command(", ".join(turned))) == DANA


def test_scenarios_are_understood_as_pairs() -> None:
    for scenario in SCENARIOS:
        pairs = " ".join(f"{name}={value}" for name, value in scenario.lead.items())
        assert command(pairs).require_understood() == FIELDS.read(scenario.lead)


def test_every_problem_is_reported_at_once_and_the_rest_is_kept() -> None:
    with pytest.raises(InvalidLead) as caught:
        command("Dana Reyes, age 12, income lots, credit=900, visits 3, foo=bar").require_understood()
    assert [problem.message for problem in caught.value.problems] == [
        "Income: a whole number, at least $0, not “lots”",
        "Age: at least 18, not “12”",
        "Credit score: at most 850, not “900”",
        "“foo=bar” is not understood",
    ]
    assert caught.value.understood == FIELDS.read({"name": "Dana Reyes", "website_visits": 3})
    assert [feature.name for feature in caught.value.missing_of(FIELDS.features)][:2] == [
        "email_opens",
        "property_views",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name=" + "x" * 200, f"Name: at most 120 characters, not “{'x' * 40}”"),
        ("income " + "9" * 400, f"Income: a whole number, at least $0, not “{'9' * 40}”"),
    ],
)
def test_long_values_are_quoted_in_part(text: str, problem: str) -> None:
    assert problem in [one.message for one in command(text).every_problem]


def test_wrong_value_is_a_problem_and_the_rest_stays() -> None:
    facts = PARSER.parse("Dana is 45 with a credit score of 900")
    assert known(facts) == {"name": "Dana", "age": 45}
    assert [problem.message for problem in facts.problems] == ["Credit score: at most 850, not “900”"]


@pytest.mark.parametrize("text", ["inquiry no budget", "pre-approved no inquiry", "inquiry not budget"])
def test_no_between_two_fields_is_ambiguous(text: str) -> None:
    facts = PARSER.parse(text)
    assert known(facts) == {}
    assert [problem.message for problem in facts.problems] == [
        f"“{text}” can be read in two ways; say yes or no to each"
    ]


def test_every_name_of_every_field_works() -> None:
    for words, names in PARSER.names.names.items():
        field = FIELDS[names[0]]
        if isinstance(field, Quantity):
            value = max(field.at_least, 20)
            for text in (f"{' '.join(words)} {value}", f"{value} {' '.join(words)}", f"{'_'.join(words)}={value}"):
                assert known(command(text)) == {field.name: value}
        elif isinstance(field, YesNo) and words in PARSER.names.verbs:
            assert known(command(" ".join(words) + " Austin")) == {field.name: True}
        elif isinstance(field, YesNo):
            assert known(command(" ".join(words))) == {field.name: True}
            assert known(command("no " + "-".join(words))) == {field.name: False}
        else:
            assert known(command(f"{' '.join(words)}=Sam")) == {field.name: "Sam"}


def test_unit_decides_between_two_fields_with_one_name() -> None:
    shared = [names for names in PARSER.names.names.values() if len(names) > 1]
    assert shared
    for names in shared:
        units = [field.unit for name in names if isinstance(field := FIELDS[name], Quantity)]
        assert len({unit.name for unit in units}) == len(names)
    assert known(command("on the site 25 times")) == {"website_visits": 25}
    assert known(command("on the site 25 minutes")) == {"time_on_site_minutes": 25}


@pytest.mark.parametrize("feature", FIELDS.features, ids=lambda feature: feature.name)
def test_question_about_any_feature_can_be_answered(feature: Feature) -> None:
    answers: list[tuple[str, Any]] = [("yes", True), ("not yet", False)] if isinstance(feature, YesNo) else [("60", 60)]
    for text, value in answers:
        wanted = {} if feature == CREDIT_SCORE else {feature.name: value}
        assert known(PARSER.parse(text, asked=feature)) == wanted
    for text in ("no idea", "I don't know", "skip", "not sure"):
        facts = PARSER.parse(text, asked=feature)
        assert known(facts) == {}
        assert facts.unknown == {feature.name}


def test_answer_may_come_with_other_facts() -> None:
    facts = PARSER.parse("680, and she's pre-approved", asked=CREDIT_SCORE)
    assert known(facts) == {"credit_score": 680, "financing_pre_approved": True}


def test_text_that_only_names_a_lead_is_recognized() -> None:
    assert command("Dana Reyes").only_names
    assert command("dana@acme.com").only_names
    assert not command("Dana Reyes is 45").only_names
    assert not command("Dana Reyes, budget unknown").only_names
    assert not command("Dana Reyes, age 12").only_names
    assert not command("").only_names


def test_facts_show_no_values_in_logs() -> None:
    assert "45" not in repr(PARSER.parse("Dana is 45").lead)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            feature.name: st.integers(feature.at_least, feature.at_most)
            if isinstance(feature, Quantity)
            else st.booleans()
            for feature in FIELDS.features
        },
    )
)
def test_values_are_understood_as_the_product_writes_them(facts: dict[str, Any]) -> None:
    features = [feature for feature in FIELDS.features if feature.name in facts]
    text = ", ".join(f"{feature.title}: {feature.write(facts[feature.name])}" for feature in features)
    assert known(command(text)) == facts


@given(st.text(max_size=400), st.booleans())
def test_any_text_is_read(text: str, is_command: bool) -> None:
    PARSER.parse(text, asked=CREDIT_SCORE, known=FIELDS.read({"age": 45}), is_command=is_command)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_familiar_words_are_read_in_any_order(words: list[str]) -> None:
    asked, lead = FIELDS.feature("income"), FIELDS.read({"age": 45, "income": 90_000})
    PARSER.parse(" ".join(words), asked=asked, known=lead)


def test_time_grows_no_faster_than_the_text() -> None:
    """A pattern that backtracks forever would never return; other work is counted in function calls."""
    parts = [part.replace("_", " ").replace("newline", "\n") for part in PARTS.replace("\n", "|").split("|")]
    slow = [part for part in parts if not calls(part, 600) < 3 * calls(part, 300)]
    assert not slow


def calls(part: str, length: int) -> int:
    """Return how many functions are called to parse a text of a length."""
    text, counted = (part * length)[:length] + "!", 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    lead = FIELDS.read({"age": 45})
    sys.setprofile(count)
    try:
        PARSER.parse(text, asked=CREDIT_SCORE, known=lead)
    finally:
        sys.setprofile(None)
    return counted
