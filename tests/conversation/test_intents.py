"""Intents are recognized in many wordings, and facts are not mistaken for them."""

import pytest

from bot.conversation.compare import compare
from bot.conversation.explain import explain_score, explain_what_if, explain_why_not_high
from bot.conversation.intents import INTENTS, Intent
from bot.conversation.lead_focus import show_current, show_named
from bot.conversation.small_talk import show_help, stop


def matched(words: str) -> tuple[object, str] | None:
    """Return the function that answers the words, and the `rest` that it gets."""
    found = ((intent, intent.pattern.fullmatch(words)) for intent in INTENTS)
    return next(((intent.answer, match.groupdict().get("rest") or "") for intent, match in found if match), None)


@pytest.mark.parametrize("intent", INTENTS, ids=lambda intent: intent.examples[0])
def test_each_row_matches_its_examples_first(intent: Intent) -> None:
    for example in intent.examples:
        assert next(row for row in INTENTS if row.pattern.fullmatch(example)) is intent


@pytest.mark.parametrize(
    ("words", "answer", "rest"),
    [
        ("why", explain_score, ""),
        ("but why", explain_score, ""),
        ("Why Medium", explain_score, ""),
        ("why did you say high", explain_score, ""),
        ("why is she only medium", explain_score, "she"),
        ("why is Dana Reyes so low", explain_score, "Dana Reyes"),
        ("show me the reasons", explain_score, ""),
        ("explain", explain_score, ""),
        ("compare with Mathis Also", compare, "Mathis Also"),
        ("why not medium", explain_score, ""),
        ("why isn't she Medium", explain_score, ""),
        ("y not high", explain_why_not_high, ""),
        ("why not", explain_why_not_high, ""),
        ("why isn't Dana High", explain_why_not_high, ""),
        ("why not high for Sam, whatever it takes", explain_why_not_high, ", whatever it takes"),
        ("so why is it not high", explain_why_not_high, ""),
        ("why not High, credit score included", explain_why_not_high, ", credit score included"),
        ("what would it take", explain_why_not_high, ""),
        ("how can she become High", explain_why_not_high, ""),
        ("what if she gets pre-approved", explain_what_if, "she gets pre-approved"),
        ("and if he had 700 credit", explain_what_if, "he had 700 credit"),
        ("would it be High if she were pre-approved", explain_what_if, "she were pre-approved"),
        ("suppose that we get the budget", explain_what_if, "we get the budget"),
        ("compare with Sam", compare, "Sam"),
        ("how does she compare to Sam Loewe", compare, "Sam Loewe"),
        ("compare Dana and Sam", compare, "Dana and Sam"),
        ("is she better than Sam Loewe", compare, "Sam Loewe"),
        ("tell me about Lisa", show_named, "Lisa"),
        ("what do you know about Lisa Ott", show_named, "Lisa Ott"),
        ("how does it stand", show_current, ""),
        ("where do we stand now", show_current, ""),
        ("what do you think of her", show_current, ""),
        ("back to Lisa", show_named, "Lisa"),
        ("let's go back to Lisa Ott", show_named, "Lisa Ott"),
        ("who are you", show_help, ""),
        ("done", stop, ""),
        ("I'm done", stop, ""),
    ],
)
def test_questions_about_lead_match(words: str, answer: object, rest: str) -> None:
    assert matched(words) == (answer, rest)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("why is Sam not high", "Sam"),
        ("why isn't Sam Ortiz High", "Sam Ortiz"),
        ("why doesn't Sam get high", "Sam"),
        ("why isn't Sam's score high", "Sam"),
        ("why is Sam only medium and not high", "Sam"),
        ("why not high for Sam", "Sam"),
        ("why isn't it high for Sam", "Sam"),
        ("why not high for Sam, whatever it takes", "Sam"),
        ("how can Sam become high", "Sam"),
        ("how can we get Sam to be high", "Sam"),
        ("what would make Sam high", "Sam"),
        ("what would it take for Sam to be high", "Sam"),
        ("what would it take to get Sam to high", "Sam"),
        ("why is it that she isn't high", "she"),
        ("why did you not say high", ""),
        ("how do we get to high", ""),
        ("why not", ""),
    ],
)
def test_why_not_high_gets_named_lead(words: str, who: str) -> None:
    found = next(match for intent in INTENTS if (match := intent.pattern.fullmatch(words)))
    assert matched(words) == (explain_why_not_high, found.groupdict().get("rest") or "")
    assert (found.groupdict().get("who") or "") == who


@pytest.mark.parametrize(
    "words",
    [
        "if possible score Dana, 45, income 250k",
        "no idea why she wants to know",
        "Whitney is 45",
        "she is high maintenance",
        "we sent a comparison to Sam",
    ],
)
def test_facts_match_no_intent(words: str) -> None:
    assert matched(words) is None
