"""Field sets: the parser reads what is in its field set, and needs none of the twelve."""

from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import Parser
from scoring.fields.field import IdentityField, Quantity
from scoring.fields.field_set import FieldSet
from tests.corpus import FIELDS, Sentence, cases, read_sentences, sentences
from tests.music_school import MUSIC_SCHOOL

COMMAND: dict[str, Any] = cases("commands")[0]
SCHOOL = Parser(MUSIC_SCHOOL)
WORDS = sorted({word for sentence in sentences() for word in sentence.say.split()})
EVERY_NAME = [feature.name for feature in FIELDS.features]
MIN_SHARE_OF_OTHER_FACTS = 0.94
"""A word that is not understood without its field casts doubt on the facts next to it."""


def found(parser: Parser, text: str, **more: Any) -> dict[str, Any]:
    return parser.fields.facts(parser.parse(text, **more).lead)


@pytest.mark.parametrize("name", EVERY_NAME)
def test_other_fields_of_a_command_are_read_without_a_field(name: str) -> None:
    fields = FIELDS.without({name})
    expected = {other: value for other, value in COMMAND["facts"].items() if other != name}
    assert found(Parser(fields), COMMAND["text"], is_command=True) == expected


@pytest.fixture(scope="module")
def read() -> list[tuple[Sentence, set[Any]]]:
    """The sentences, each with the facts that are found with every field."""
    return list(read_sentences())


@pytest.mark.parametrize("name", EVERY_NAME)
def test_sentences_are_read_without_a_field(name: str, read: list[tuple[Sentence, set[Any]]]) -> None:
    parser = Parser(FIELDS.without({name}))
    others = [(one, {fact for fact in facts if fact[1] != name}) for one, facts in read if one.asked != name]
    kept = sum(len(facts & sentence.found(parser)) for sentence, facts in others)
    assert kept >= MIN_SHARE_OF_OTHER_FACTS * sum(len(facts) for _, facts in others)


@given(st.sets(st.sampled_from(FIELDS.names)), st.lists(st.sampled_from(WORDS), max_size=25))
@settings(max_examples=25)
def test_any_part_of_the_field_set_will_do(names: set[str], words: list[str]) -> None:
    identity = tuple(field for field in FIELDS.identity if field.name in names)
    fields = FieldSet(identity, tuple(feature for feature in FIELDS.features if feature.name in names))
    facts = Parser(fields).parse(" ".join(words), known=fields.read({}), is_command=True)
    assert set(fields.facts(facts.lead)) <= names
    assert all(problem.message for problem in facts.every_problem)


@pytest.mark.parametrize("field", FIELDS.identity, ids=lambda field: field.name)
def test_sentences_are_read_without_an_identity_field(field: IdentityField) -> None:
    identity = tuple(one for one in FIELDS.identity if one is not field)
    parser = Parser(FieldSet(identity, FIELDS.features))
    for sentence in islice(sentences(), 0, None, 5):
        assert field.name not in parser.parse(sentence.say).lead.identity
    assert found(parser, "age 45, income 250k") == {"age": 45, "income": 250_000}


def test_new_field_is_read() -> None:
    referrals = Quantity(name="referrals", title="Referrals", group="Engagement", verbs=("referred",))
    parser = Parser(FieldSet(FIELDS.identity, (*FIELDS.features, referrals)))
    assert found(parser, "Dana Reyes, 45, 7 referrals, 3 visits") == {
        "name": "Dana Reyes",
        "age": 45,
        "website_visits": 3,
        "referrals": 7,
    }
    assert found(parser, "she referred 3") == {"referrals": 3}
    assert found(parser, "4", asked=referrals) == {"referrals": 4}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Dana Reyes plays the fiddle, missed 12% of lessons, grade change -2",
            {"name": "Dana Reyes", "instrument": "violin", "lessons_missed": 0.12, "grade_change": -2},
        ),
        ("drums, 3 weeks since trial, 2 siblings", {"instrument": "drums", "weeks_since_trial": 3, "siblings": 2}),
        ("instrument: keyboard, missed: 5%, trial: none", {"instrument": "piano", "lessons_missed": 0.05}),
        (
            "drum kit, own instrument, 4 percent missed",
            {"instrument": "drums", "owns_instrument": True, "lessons_missed": 0.04},
        ),
        ("missed between 10 and 20%", {"lessons_missed": 0.15}),
        ("missed 0.25, no own instrument", {"lessons_missed": 0.25, "owns_instrument": False}),
        ("no lessons missed, no siblings, no trial", {"lessons_missed": 0, "siblings": 0}),
        ("trial 2 months ago", {"weeks_since_trial": 8}),
        ("instrument=tuba", {}),
        ("not the piano", {}),
        ("piano or violin", {}),
        ("income 250k, age 45", {}),
        ("no idea about the instrument", {}),
    ],
)
def test_field_set_without_money_and_age_is_read(text: str, facts: dict[str, Any]) -> None:
    assert found(SCHOOL, text) == facts


def test_words_for_a_missing_value_say_that_it_is_unknown() -> None:
    assert SCHOOL.parse("no trial").unknown == {"weeks_since_trial"}
    assert SCHOOL.parse("none", asked=MUSIC_SCHOOL.feature("weeks_since_trial")).unknown == {"weeks_since_trial"}


def test_wrong_values_of_other_kinds_are_problems() -> None:
    facts = SCHOOL.parse("instrument=tuba, grade change 9, missed 120%")
    messages = {problem.field: problem.message for problem in facts.problems}
    assert sorted(messages) == ["grade_change", "instrument", "lessons_missed"]
    assert messages["instrument"] == "Instrument: piano, guitar, violin or drums, not “tuba”"
    assert messages["grade_change"] == "Grade change: at most 5, not “9”"
    assert messages["lessons_missed"].startswith("Lessons missed: a share from 0% to 100%, not “")


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("instrument", "Guitar", "guitar"),
        ("instrument", "it's the fiddle", "violin"),
        ("lessons_missed", "12%", 0.12),
        ("grade_change", "-2", -2),
        ("weeks_since_trial", "a couple of weeks", 2),
        ("siblings", "none", 0),
        ("owns_instrument", "yes", True),
    ],
)
def test_question_about_any_kind_can_be_answered(asked: str, text: str, value: object) -> None:
    assert found(SCHOOL, text, asked=MUSIC_SCHOOL.feature(asked)) == {asked: value}


@pytest.mark.parametrize("feature", MUSIC_SCHOOL.features, ids=lambda feature: feature.name)
def test_any_feature_can_be_unknown(feature: Any) -> None:
    assert SCHOOL.parse("don't know", asked=feature).unknown == {feature.name}
    assert SCHOOL.parse(f"{feature.title} unknown").unknown == {feature.name}


def test_sentences_about_other_leads_raise_nothing() -> None:
    for sentence in sentences():
        SCHOOL.parse(sentence.say)
