from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scoring.explain.imputation import Completions
from scoring.explain.next_question import Option, information_gains
from scoring.explain.score import TIERS, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field import Quantity, Signal
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS, SCENARIOS
from training.data import LeadsFile
from training.pipeline import train
from training.recipes import SPECIFIED

LEAD = LEADS[0]


@pytest.fixture(scope="module")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


def without(lead: Lead, *names: str) -> Lead:
    return REAL_ESTATE.update(lead, dict.fromkeys(names))


def test_unknown_lead_is_asked_for_what_matters_most(scorer: Scorer) -> None:
    question = scorer.next_question(Lead())
    assert question is not None
    assert question.feature.name in {"income", "credit_score", "financing_pre_approved", "inquiry_submitted"}
    assert question.gain > 0.05


def test_asking_on_until_it_is_settled_ends_with_the_tier_of_the_whole_lead(scorer: Scorer) -> None:
    early = 0
    for whole in LEADS[:40]:
        lead, asked = Lead(), []
        while question := scorer.next_question(lead):
            asked.append(question.feature.name)
            lead = REAL_ESTATE.update(lead, {asked[-1]: whole.get(asked[-1])})
        assert len(set(asked)) == len(asked)
        assert scorer.score(lead).settled
        assert scorer.score(lead).tier is scorer.score(whole).tier
        early += len(asked) < len(REAL_ESTATE.features)
    assert early > 30


def test_a_whole_lead_raises_no_question(scorer: Scorer) -> None:
    assert scorer.next_question(LEAD) is None


def test_what_cannot_change_the_tier_is_not_asked(scorer: Scorer) -> None:
    rich = make_lead(**SCENARIOS[0].lead)
    assert scorer.next_question(without(rich, "age", "contact_attempts")) is None


def test_what_somebody_does_not_know_is_not_asked_again(scorer: Scorer) -> None:
    skipped: set[str] = set()
    while question := scorer.next_question(Lead(), skipped=skipped):
        assert question.feature.name not in skipped
        skipped.add(question.feature.name)
    assert skipped == {feature.name for feature in REAL_ESTATE.features}


def test_a_signal_is_asked_with_yes_and_no_and_a_quantity_without_choices(scorer: Scorer) -> None:
    names = {feature.name for feature in REAL_ESTATE.features}
    asked = {name: scorer.next_question(Lead(), skipped=names - {name}) for name in names}
    approved, credit = asked["financing_pre_approved"], asked["credit_score"]
    assert approved is not None
    assert credit is not None
    assert approved.text == "Is financing pre-approved?"
    assert approved.options == (Option("Yes", value=True), Option("No", value=False))
    assert credit.text == "What is the credit score?"
    assert credit.options == ()


def test_every_question_is_one_line_that_ends_with_its_mark_and_no_two_are_alike() -> None:
    texts = [feature.ask() for feature in REAL_ESTATE.features]
    assert all(text.endswith("?") and text.count("?") == 1 and "\n" not in text for text in texts)
    assert len(set(texts)) == len(texts)


def test_a_new_feature_has_a_question_without_being_given_one() -> None:
    assert Quantity(name="net_worth", title="Net worth", group="Money").ask() == "What is the net worth?"
    assert (
        Quantity(name="referrals", title="Referrals", group="Who", many="{} referrals").ask() == "How many referrals?"
    )
    assert Signal(name="booked", title="Viewing booked", yes="a viewing", no="no viewing").ask() == "Viewing booked?"


def test_models_of_deep_trees_ask_too(leads_file: LeadsFile) -> None:
    few = replace(leads_file, leads=leads_file.leads.select(np.arange(2_000)))
    scorer = Scorer(train(few, SPECIFIED).artifact)
    question = scorer.next_question(without(LEAD, "income", "age", "contact_attempts"))
    assert question is not None
    assert question.feature.name == "income"


def certain(columns: np.ndarray) -> np.ndarray:
    """Return the probabilities of a model that calls High who has a 1 in the first two columns, and else Low."""
    high = (columns[:, 0] == 1) & (columns[:, 1] == 1)
    return np.eye(len(TIERS))[np.where(high, TIERS.index(Tier.HIGH), TIERS.index(Tier.LOW))]


def test_an_answer_tells_as_much_as_it_makes_less_uncertain() -> None:
    rows = np.array([[first, second, third] for first in (0, 1) for second in (0, 1) for third in (0, 1)], dtype=float)
    weights = np.array([1 / 8] * 8)
    first, second, third = information_gains(Completions(rows, weights), [0, 1, 2], certain, None)
    # One lead in four is High: 0.811 bits. With a 0 it is certain, with a 1 it is one in two: 0.5 bits on average.
    assert first.shown == second.shown == pytest.approx(0.811278 - 0.5)
    assert first.likely == pytest.approx(first.shown)
    assert third.shown == third.likely == 0


def test_an_answer_that_is_seldom_given_tells_less() -> None:
    rows = np.array([[0, 1], [1, 1]], dtype=float)
    half, tenth, hundredth = (
        information_gains(Completions(rows, np.array([1 - share, share])), [0], certain, None)[0].shown
        for share in (0.5, 0.1, 0.01)
    )
    assert half == pytest.approx(1)
    assert half > tenth > hundredth > 0
