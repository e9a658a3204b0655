"""A lead and its score in a few words: what changed, and what is still unknown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.leads.lead import PastScore
from bot.leads.summary import describe_change, describe_unknown, format_tier_so_far
from scoring.explain.score import Range, Score, Tier
from tests.fields import REAL_ESTATE
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

NOT_YET = lead(financing_pre_approved=False, inquiry_submitted=False, income=90_000)


def past(score: Score) -> PastScore:
    return PastScore(1, score, NOON, "slack", "U0MAYA")


def test_a_rise_is_told_with_its_cause() -> None:
    before = score(NOT_YET, Tier.MEDIUM, financing_pre_approved=-0.9)
    now = score(REAL_ESTATE.update(NOT_YET, {"financing_pre_approved": True}), Tier.HIGH, financing_pre_approved=1.1)
    assert describe_change(past(before), now) == "Medium 61 % → High 84 %: pre-approved financing"


def test_a_fall_is_told_with_its_cause() -> None:
    before = score(REAL_ESTATE.update(NOT_YET, {"financing_pre_approved": True}), Tier.HIGH, financing_pre_approved=1.1)
    now = score(NOT_YET, Tier.MEDIUM, financing_pre_approved=-0.9)
    assert describe_change(past(before), now) == "High 84 % → Medium 61 %: no pre-approved financing"


def test_the_two_weightiest_causes_are_told_and_none_that_worked_the_other_way() -> None:
    changed = {"financing_pre_approved": True, "inquiry_submitted": True, "income": 250_000, "age": 30}
    before = score(NOT_YET, Tier.LOW, financing_pre_approved=-0.5, inquiry_submitted=-0.2, income=-0.4, age=0.5)
    now = score(
        REAL_ESTATE.update(NOT_YET, changed),
        Tier.HIGH,
        financing_pre_approved=0.5,
        inquiry_submitted=0.1,
        income=1.0,
        age=-0.3,
    )
    assert describe_change(past(before), now) == "Low 79 % → High 84 %: income $250,000 and pre-approved financing"


def test_a_cause_that_hardly_weighs_is_not_told() -> None:
    before = score(NOT_YET, Tier.MEDIUM, financing_pre_approved=-0.9, income=0.1)
    changed = REAL_ESTATE.update(NOT_YET, {"financing_pre_approved": True, "income": 91_000})
    now = score(changed, Tier.HIGH, financing_pre_approved=1.1, income=0.2)
    assert describe_change(past(before), now) == "Medium 61 % → High 84 %: pre-approved financing"


def test_what_did_not_change_is_no_cause() -> None:
    now = score(NOT_YET, Tier.HIGH, income=2.0)
    assert describe_change(past(score(NOT_YET, Tier.MEDIUM, income=0.1)), now) == "Medium 61 % → High 84 %"


def test_another_model_is_named_as_the_cause() -> None:
    before = score(NOT_YET, Tier.MEDIUM, model="model-1")
    now = score(REAL_ESTATE.update(NOT_YET, {"income": 250_000}), Tier.HIGH, model="model-2", income=3.0)
    assert describe_change(past(before), now) == "Medium 61 % → High 84 %: scored by another model"


@pytest.mark.parametrize("income", [90_000, 91_000])
def test_what_reads_the_same_is_not_told(income: int) -> None:
    now = score(REAL_ESTATE.update(NOT_YET, {"income": income}), Tier.MEDIUM, income=0.2)
    assert describe_change(past(score(NOT_YET, Tier.MEDIUM)), now) == ""


@pytest.mark.parametrize(
    ("so_far", "words"),
    [(False, "High, borderline (37 % High, 63 % Medium)"), (True, "High so far, borderline (37 % High, 63 % Medium)")],
)
def test_a_tier_that_another_one_is_more_probable_than_is_told_with_both(*, so_far: bool, words: str) -> None:
    shares = {Tier.HIGH: 0.37, Tier.MEDIUM: 0.629, Tier.LOW: 0.001}
    span = Range(Tier.MEDIUM, Tier.HIGH, 0.1, 0.9) if so_far else Range(Tier.HIGH, Tier.HIGH, 0.37, 0.37)
    now = replace(score(NOT_YET, Tier.HIGH), probabilities=shares, range=span)
    assert format_tier_so_far(now) == words
    assert describe_change(past(score(NOT_YET, Tier.MEDIUM)), now) == f"Medium 61 % → {words}"


HIGH, MEDIUM, LOW = Tier.HIGH, Tier.MEDIUM, Tier.LOW


def score_with_unknowns(outlook: Range) -> Score:
    return replace(score(lead(), MEDIUM), unknown=REAL_ESTATE.features[:2], range=outlook)


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
    assert describe_unknown(score_with_unknowns(outlook)) == [words, "Still unknown: age and income."]


def test_of_what_is_known_nothing_is_said() -> None:
    assert describe_unknown(score(lead())) == []
