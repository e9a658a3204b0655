"""What a text says of a lead: the corpus as a whole, then what single kinds of words do."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Facts, Parser, parse_facts
from scoring.fields.field import Quantity
from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import FEATURES, Lead
from tests.corpus import FILES, Sentence, sentences

CORPUS = [sentence for file in FILES for sentence in sentences(file)]
FEATURE = {feature.name: feature for feature in FEATURES}


def known(facts: Facts) -> dict[str, Any]:
    return facts.lead.model_dump(exclude_none=True)


def test_at_least_95_percent_of_the_facts_in_the_corpus_are_found(record_property: Any) -> None:
    stated = sum(len(sentence.stated) for sentence in CORPUS)
    missed = [(sentence.say, fact) for sentence in CORPUS for fact in sentence.stated - sentence.found()]
    record_property("share", 1 - len(missed) / stated)
    assert len(CORPUS) >= 150
    assert len(missed) <= 0.05 * stated, f"{len(missed)} of {stated} facts missed: {missed}"


@pytest.mark.parametrize("sentence", CORPUS, ids=lambda sentence: sentence.say[:60])
def test_no_fact_is_invented(sentence: Sentence) -> None:
    assert sentence.found() <= sentence.stated


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("makes about 250k", "“about 250k” taken as income $250,000"),
        ("20-30 visits", "“20-30” taken as 25 website visits"),
        ("in his mid forties", "“mid forties” taken as age 45"),
        ("Dana, 45", "“45” taken as age 45"),
        ("twenty-some visits", "“twenty-some” taken as 25 website visits"),
        ("a budget of 500k", "“budget of 500k” taken as a disclosed budget"),
        ("crdit 780", "“crdit” read as “credit”"),
        ("credit is seven eighty", ""),
        ("income 250k", ""),
    ],
)
def test_what_was_not_read_word_for_word_is_noted(text: str, note: str) -> None:
    assert parse_facts(text).notes == ((note,) if note else ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dana is 45. What a day on the moon", ("What a day on the moon",)),
        ("his wife makes 250k", ("wife makes 250k",)),
        ("what's the weather", ("what's the weather",)),
        ("thanks!", ()),
        ("Hi, how are you?", ("how",)),
        ("she is 45 and wants financing", ("wants financing",)),
        ("Dana Reyes, credit 700, New York", ("New York",)),
        ("Dana Reyes, New York, credit 700", ("New York",)),
        ("Talked to Sam Smith. Dana Reyes, credit 700", ("Sam Smith",)),
        ("pre-approved 2019", ("pre-approved 2019",)),
        ("budget on 500000", ("budget on 500000",)),
        ("3 visits per day", ("3 visits per day",)),
        ("lookin at 250k income, age 45", ("lookin at 250k income",)),
        ("was pre-approved but lost it", ("pre-approved but lost",)),
    ],
)
def test_what_was_not_understood_is_left(text: str, left: tuple[str, ...]) -> None:
    assert parse_facts(text).left == left


def test_wrong_values_are_problems_and_the_rest_stays() -> None:
    facts = parse_facts("Dana is 45 with a credit score of 900")
    assert known(facts) == {"name": "Dana", "age": 45}
    assert [problem.message for problem in facts.problems] == ["Credit score: at most 850, not “900”"]


@pytest.mark.parametrize("text", ["inquiry no budget", "pre-approved no inquiry", "inquiry not budget"])
def test_a_no_between_two_signals_is_asked_about_and_states_neither(text: str) -> None:
    facts = parse_facts(text, markup=True)
    assert known(facts) == {}
    assert [problem.message for problem in facts.problems] == [
        f"“{text}” can be read in two ways; say yes or no to each"
    ]


def test_the_text_may_have_slacks_markup() -> None:
    text = "<@U0BOT> *Dana* is ~54~ 45 :tada:, <mailto:dana@acme.com|dana@acme.com>, `250k` income &amp; pre-approved"
    assert known(parse_facts(text, markup=True)) == {
        "name": "Dana",
        "age": 45,
        "email": "dana@acme.com",
        "income": 250_000,
        "financing_pre_approved": True,
    }


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_every_feature_that_is_asked_about_can_be_answered(feature: Any) -> None:
    for said, value in [("yes", True), ("not yet", False)] if not isinstance(feature, Quantity) else [("60", 60)]:
        wanted = {} if feature.name == "credit_score" else {feature.name: value}
        assert known(parse_facts(said, asked=feature)) == wanted
    for said in ("no idea", "I don't know", "skip", "not sure"):
        facts = parse_facts(said, asked=feature)
        assert known(facts) == {}
        assert facts.unknown == {feature.name}


def test_an_answer_may_come_with_other_facts() -> None:
    facts = parse_facts("680, and she's pre-approved", asked=FEATURE["credit_score"])
    assert known(facts) == {"credit_score": 680, "financing_pre_approved": True}


def test_feature_outside_the_field_set_is_not_understood() -> None:
    facts = Parser(load_real_estate().without({"age"})).parse("Dana, age 45, income 250k")
    assert known(facts) == {"name": "Dana", "income": 250_000}
    assert facts.left == ("age 45",)


def test_a_lead_is_never_in_the_words_that_facts_show_of_themselves() -> None:
    assert "45" not in repr(parse_facts("Dana is 45").lead)


@given(st.text(max_size=400))
def test_any_text_is_taken(text: str) -> None:
    parse_facts(text, asked=FEATURE["credit_score"], known=Lead(age=45))


@given(st.lists(st.sampled_from(sorted({word for sentence in CORPUS for word in sentence.say.split()})), max_size=40))
def test_any_order_of_familiar_words_is_taken(words: list[str]) -> None:
    parse_facts(" ".join(words), asked=FEATURE["income"], known=Lead(age=45, income=90_000))


@pytest.mark.parametrize(
    "part",
    [
        *(
            "a",
            " ",
            "a ",
            "1 ",
            "1-",
            "no ",
            "no, ",
            "and ",
            "$",
            "~",
            "<",
            "<mailto:",
            "*",
            "*a",
            "(",
            "a.",
            "+1 ",
            "45,",
        ),
        *(
            "pre-",
            "credit ",
            "income 1 ",
            "if ",
            "his wife ",
            "Dana ",
            "Dana is ",
            "one ",
            "hundred and ",
            "a-",
            ":a",
            "?",
        ),
        *(
            "half a ",
            "between 1 and ",
            "a@",
            "a@b.",
            "not ",
            "45 not ",
            "no budget, ",
            "budget and ",
            "unknown budget or ",
            "unknown: budget, ",
            '"',
            "1h ",
            "budgt ",
            "45 - ",
            "\n",
        ),
    ],
)
def test_long_hostile_text_costs_no_more_for_each_character(part: str) -> None:
    """A pattern that backtracks without end would never come back; other work is counted, in calls of functions."""
    assert calls(part, 4_000) < 3 * calls(part, 2_000)


def calls(part: str, length: int) -> int:
    """Return how many functions are called to parse so many characters."""
    text, counted = (part * length)[:length] + "!", 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    parse_facts(text, markup=True)  # what is remembered from one text to the next is remembered now
    sys.setprofile(count)
    try:
        parse_facts(text, asked=FEATURE["credit_score"], known=Lead(age=45), markup=True)
    finally:
        sys.setprofile(None)
    return counted
