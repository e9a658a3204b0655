"""What one asks of a lead in a conversation is recognised however it is put, and nothing else is."""

import pytest

from bot.conversation.compare import compare
from bot.conversation.intents import INTENTS
from bot.conversation.lead_lookup import as_known, tell_of
from bot.conversation.small_talk import explain, stop
from bot.conversation.what_if import what_if
from bot.conversation.why import why
from bot.conversation.why_not_high import why_not_high


def meant(words: str) -> tuple[object, str] | None:
    """Return what answers the words, and what it is told of them."""
    found = ((intent, intent.pattern.fullmatch(words)) for intent in INTENTS)
    return next(((intent.answer, match.groupdict().get("rest") or "") for intent, match in found if match), None)


@pytest.mark.parametrize(
    ("words", "answer", "rest"),
    [
        ("why", why, ""),
        ("but why", why, ""),
        ("Why Medium", why, ""),
        ("why did you say high", why, ""),
        ("why is she only medium", why, "she"),
        ("why is Dana Reyes so low", why, "Dana Reyes"),
        ("show me the reasons", why, ""),
        ("explain", why, ""),
        ("compare with Mathis Also", compare, "Mathis Also"),
        ("why not medium", why, ""),
        ("why isn't she Medium", why, ""),
        ("y not high", why_not_high, ""),
        ("why not", why_not_high, ""),
        ("why isn't Dana High", why_not_high, ""),
        ("why not high for Sam, whatever it takes", why_not_high, ", whatever it takes"),
        ("so why is it not high", why_not_high, ""),
        ("why not High, credit score included", why_not_high, ", credit score included"),
        ("what would it take", why_not_high, ""),
        ("how can she become High", why_not_high, ""),
        ("what if she gets pre-approved", what_if, "she gets pre-approved"),
        ("and if he had 700 credit", what_if, "he had 700 credit"),
        ("would it be High if she were pre-approved", what_if, "she were pre-approved"),
        ("suppose that we get the budget", what_if, "we get the budget"),
        ("compare with Sam", compare, "Sam"),
        ("how does she compare to Sam Loewe", compare, "Sam Loewe"),
        ("compare Dana and Sam", compare, "Dana and Sam"),
        ("is she better than Sam Loewe", compare, "Sam Loewe"),
        ("tell me about Lisa", tell_of, "Lisa"),
        ("what do you know about Lisa Ott", tell_of, "Lisa Ott"),
        ("how does it stand", as_known, ""),
        ("where do we stand now", as_known, ""),
        ("what do you think of her", as_known, ""),
        ("back to Lisa", tell_of, "Lisa"),
        ("let's go back to Lisa Ott", tell_of, "Lisa Ott"),
        ("who are you", explain, ""),
        ("done", stop, ""),
        ("I'm done", stop, ""),
    ],
)
def test_questions_about_a_lead_are_recognised(words: str, answer: object, rest: str) -> None:
    assert meant(words) == (answer, rest)


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
def test_why_not_high_is_told_of_whom(words: str, who: str) -> None:
    found = next(match for intent in INTENTS if (match := intent.pattern.fullmatch(words)))
    assert meant(words) == (why_not_high, found.groupdict().get("rest") or "")
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
def test_facts_are_no_questions(words: str) -> None:
    assert meant(words) is None
