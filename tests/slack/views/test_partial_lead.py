"""What is unknown of a lead, in words."""

from dataclasses import replace

import pytest

from bot.slack.views.partial_lead import half_known
from scoring.explain.score import Range, Score, Tier
from scoring.fields.lead import FEATURES
from tests.scores import lead, score

HIGH, MEDIUM, LOW = Tier.HIGH, Tier.MEDIUM, Tier.LOW


def half_known_score(outlook: Range) -> Score:
    return replace(score(lead(), MEDIUM), unknown=FEATURES[:2], range=outlook)


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (
            Range(LOW, HIGH, 0.05, 0.4),
            "With what is still unknown it could be anything from Low to High; the probability of High is most likely "
            "between 5 % and 40 %.",
        ),
        (
            Range(LOW, MEDIUM, 0.001, 0.002),
            "With what is still unknown it could be Low or Medium; the probability of High stays under 1 %.",
        ),
        (
            Range(MEDIUM, HIGH, 0.2, 0.995),
            "With what is still unknown it could be Medium or High; the probability of High is most likely between "
            "20 % and over 99 %.",
        ),
        (
            Range(LOW, HIGH, 0.004, 0.6),
            "With what is still unknown it could be anything from Low to High; the probability of High is most likely "
            "at most 60 %.",
        ),
        (
            Range(LOW, HIGH, 0.001, 0.012),
            "With what is still unknown it could be anything from Low to High, but the probability of High is most "
            "likely at most 1 %.",
        ),
        (
            Range(LOW, HIGH, 0.001, 0.002),
            "With what is still unknown it could be anything from Low to High, but the probability of High most "
            "likely stays under 1 %.",
        ),
        (Range(MEDIUM, HIGH, 0.004, 0.995), "With what is still unknown it could be Medium or High."),
        (Range(MEDIUM, MEDIUM, 0.0, 0.1), "Whatever the rest is, this is Medium."),
    ],
)
def test_what_may_become_of_it_is_said(outlook: Range, words: str) -> None:
    assert half_known(half_known_score(outlook)) == [words, "Still unknown: age and income."]


def test_of_what_is_known_nothing_is_said() -> None:
    assert half_known(score(lead())) == []
