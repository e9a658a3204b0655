"""Field sets: the parser reads what is in its field set, and needs none of the twelve."""

from typing import Any

import pytest

from bot.language import Parser
from scoring.fields.field import Choice, Fraction, IdentityField, Quantity, YesNo
from scoring.fields.field_set import FieldSet
from tests.corpus import FIELDS, Sentence, cases, sentences

COMMAND: dict[str, Any] = cases("commands")[0]
EVERY_NAME = [feature.name for feature in FIELDS.features]
MIN_SHARE_OF_OTHER_FACTS = 0.94
"""A word that is not understood without its field casts doubt on the facts next to it."""

KENNEL = FieldSet(
    identity=(IdentityField(name="name", title="Owner", synonyms=("owner",)),),
    features=(
        Choice(
            name="coat",
            title="Coat",
            group="Dog",
            options=("Short", "Long", "Wire"),
            words={"Wire": ("wiry", "wire haired")},
        ),
        Fraction(name="nights_booked", title="Share of nights booked", group="Stay", synonyms=("occupancy",)),
        Quantity(name="account", title="Account", group="Stay", at_least=-500, at_most=500, synonyms=("account",)),
        Quantity(name="stays", title="Stays", group="Stay", when_missing="no earlier stay", synonyms=("stays",)),
        YesNo(name="vaccinated", title="Vaccinated", group="Dog", yes="a vaccinated dog", no="no vaccination"),
    ),
)


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
    return [(sentence, sentence.found()) for sentence in sentences()]


@pytest.mark.parametrize("name", EVERY_NAME)
def test_sentences_are_read_without_a_field(name: str, read: list[tuple[Sentence, set[Any]]]) -> None:
    parser = Parser(FIELDS.without({name}))
    others = [(one, {fact for fact in facts if fact[1] != name}) for one, facts in read if one.asked != name]
    kept = sum(len(facts & sentence.found(parser)) for sentence, facts in others)
    assert kept >= MIN_SHARE_OF_OTHER_FACTS * sum(len(facts) for _, facts in others)


@pytest.mark.parametrize("field", FIELDS.identity, ids=lambda field: field.name)
def test_sentences_are_read_without_an_identity_field(field: IdentityField) -> None:
    identity = tuple(one for one in FIELDS.identity if one is not field)
    parser = Parser(FieldSet(identity, FIELDS.features))
    for sentence in sentences():
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
        ("owner Dana Reyes, long coat, occupancy 65%", {"name": "Dana Reyes", "coat": "Long", "nights_booked": 0.65}),
        ("coat: wiry, account -120, 3 stays", {"coat": "Wire", "account": -120, "stays": 3}),
        ("wire haired, vaccinated, 40 percent occupancy", {"coat": "Wire", "vaccinated": True, "nights_booked": 0.4}),
        ("occupancy between 60 and 70%", {"nights_booked": 0.65}),
        ("occupancy 0.25, not vaccinated", {"nights_booked": 0.25, "vaccinated": False}),
        ("coat=curly", {}),
        ("not long", {}),
        ("long or short coat", {}),
        ("income 250k, age 45", {}),
        ("no idea about the coat", {}),
    ],
)
def test_field_set_without_money_and_age_is_read(text: str, facts: dict[str, Any]) -> None:
    assert found(Parser(KENNEL), text) == facts


def test_wrong_values_of_other_kinds_are_problems() -> None:
    facts = Parser(KENNEL).parse("coat=curly, account 900, occupancy 120%")
    messages = {problem.field: problem.message for problem in facts.problems}
    assert sorted(messages) == ["account", "coat", "nights_booked"]
    assert messages["coat"] == "Coat: Short, Long or Wire, not “curly”"
    assert messages["account"] == "Account: at most 500, not “900”"
    assert messages["nights_booked"].startswith("Share of nights booked: a share from 0% to 100%, not “")


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("coat", "wiry", "Wire"),
        ("coat", "Short", "Short"),
        ("nights_booked", "65%", 0.65),
        ("account", "-20", -20),
        ("stays", "never", 0),
        ("vaccinated", "yes", True),
    ],
)
def test_question_about_any_kind_can_be_answered(asked: str, text: str, value: object) -> None:
    assert found(Parser(KENNEL), text, asked=KENNEL.feature(asked)) == {asked: value}


@pytest.mark.parametrize("feature", KENNEL.features, ids=lambda feature: feature.name)
def test_any_feature_can_be_unknown(feature: Any) -> None:
    facts = Parser(KENNEL).parse("don't know", asked=feature)
    assert facts.unknown == {feature.name}


def test_sentences_about_other_leads_raise_nothing() -> None:
    parser = Parser(KENNEL)
    for sentence in sentences():
        parser.parse(sentence.say)
