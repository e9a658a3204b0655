"""Scores of leads with unknown features."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scoring.explain.reasons import format_reason, strongest
from scoring.explain.score import TIERS, Direction, Range, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field import Quantity, Value
from scoring.fields.lead import Lead
from scoring.model.artifact import Artifact, load_artifact
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS
from training.data import LeadsFile
from training.evaluation import evaluate
from training.ordinal import TREES, fit_latent_score
from training.pipeline import Training, train
from training.recipes import SPECIFIED
from training.synthetic import draw_leads

NAMES = [feature.name for feature in REAL_ESTATE.features]


@pytest.fixture(scope="module")
def artifact(model_folder: Path) -> Artifact:
    return load_artifact(model_folder)


@pytest.fixture(scope="module", params=["curves", "deep trees", "three outputs"])
def scorer(request: pytest.FixtureRequest, artifact: Artifact, training: Training, leads_file: LeadsFile) -> Scorer:
    few = leads_file.leads.select(np.arange(1_000))
    if request.param == "curves":
        return Scorer(artifact)
    if request.param == "deep trees":
        return Scorer(replace(training.artifact, booster=fit_latent_score(few, {**TREES, "rounds": 40}).booster))
    return Scorer(train(replace(leads_file, leads=few), SPECIFIED).artifact)


def half_known(leads: list[Lead], seed: int = 1) -> list[Lead]:
    """Return the leads with a random number of features unknown."""
    random = np.random.default_rng(seed)
    return [without(lead, *random.permutation(NAMES)[: random.integers(1, len(NAMES))].tolist()) for lead in leads]


def without(lead: Lead, *names: str) -> Lead:
    return REAL_ESTATE.update(lead, dict.fromkeys(names))


def anyone(lead: Lead, random: np.random.Generator) -> Lead:
    """Return the lead with any values whatever in place of what is unknown, the ends of the bounds among them."""
    filled: dict[str, int | bool] = {}
    for feature in REAL_ESTATE.missing(lead):
        if isinstance(feature, Quantity):
            most = min(feature.at_most, feature.example * 20)
            values = [feature.at_least, most, int(random.integers(feature.at_least, most))]
            filled[feature.name] = values[random.integers(len(values))]
        else:
            filled[feature.name] = bool(random.integers(2))
    return REAL_ESTATE.update(lead, filled)


def test_unknown_lead_has_the_shares_of_all_leads(artifact: Artifact) -> None:
    score = Scorer(artifact).score(make_lead(name="Dana"))
    assert score.tier is Tier.MEDIUM
    classes = artifact.card.data.classes
    for tier, share in score.probabilities.items():
        assert share == pytest.approx(classes[tier] / artifact.card.data.rows, abs=0.02)
    assert score.unknown == REAL_ESTATE.features
    assert (score.range.lowest, score.range.highest) == (Tier.LOW, Tier.HIGH)


def test_complete_lead_has_no_range(scorer: Scorer) -> None:
    for score in scorer.score_many(LEADS[:50]):
        high = score.probabilities[Tier.HIGH]
        assert score.unknown == ()
        assert score.range == Range(score.tier, score.tier, high, high)
        assert score.settled


def test_reasons_of_half_known_leads_add_up(scorer: Scorer) -> None:
    for lead in half_known(LEADS[:60]):
        score = scorer.score(lead)
        assert {reason.feature for reason in score.reasons} == set(REAL_ESTATE.features)
        added_up = score.base + sum(reason.contribution for reason in score.reasons)
        assert added_up == pytest.approx(score.margin, abs=1e-9)
        assert sum(score.probabilities.values()) == pytest.approx(1)


def test_of_curves_the_margin_is_the_mean_of_the_completions(artifact: Artifact) -> None:
    scorer = Scorer(artifact)
    for lead in half_known(LEADS[:5]):
        completions = scorer._completer.complete(scorer._values(lead))
        whole = [REAL_ESTATE.read(dict(zip(NAMES, row, strict=True))) for row in completions.rows.astype(int).tolist()]
        margins = [score.margin for score in scorer.score_many(whole)]
        assert scorer.score(lead).margin == pytest.approx(float(completions.weights @ margins))


def test_unknown_features_are_named_in_the_models_order_and_have_no_value(scorer: Scorer) -> None:
    score = scorer.score(without(LEADS[0], "inquiry_submitted", "income"))
    assert [feature.name for feature in score.unknown] == ["income", "inquiry_submitted"]
    values = {reason.feature.name: reason.value for reason in score.reasons}
    assert values == dict.fromkeys(NAMES) | dict(without(LEADS[0], "inquiry_submitted", "income").values)


def test_what_is_unknown_is_no_reason_worth_saying(artifact: Artifact) -> None:
    score = Scorer(artifact).score(without(LEADS[0], "credit_score"))
    said = [*strongest(score, Direction.UP, most=12), *strongest(score, Direction.DOWN, most=12)]
    assert "credit_score" not in {reason.feature.name for reason in said}
    assert [format_reason(reason, score) for reason in score.reasons if reason.value is None] == [
        "Credit score is not known"
    ]


def test_no_values_of_what_is_unknown_give_a_tier_out_of_the_range(scorer: Scorer) -> None:
    random = np.random.default_rng(3)
    settled = 0
    for lead in half_known(LEADS[:120], seed=4):
        score = scorer.score(lead)
        best, worst = TIERS.index(score.range.highest), TIERS.index(score.range.lowest)
        found = [TIERS.index(each.tier) for each in scorer.score_many(anyone(lead, random) for _ in range(20))]
        assert best <= min(found)
        assert worst >= max(found)
        assert best <= TIERS.index(score.tier) <= worst
        settled += score.settled
    assert settled > 5


def test_of_curves_both_ends_of_the_range_can_come_true(artifact: Artifact) -> None:
    scorer = Scorer(artifact)
    random = np.random.default_rng(8)
    for lead in half_known(LEADS[:40], seed=9):
        score = scorer.score(lead)
        tries = [anyone(lead, random) for _ in range(1_000)]
        better = {feature.name for feature in REAL_ESTATE.missing(lead) if feature.never_lowers}
        best, worst = ({name: end(each.get(name) or 0 for each in tries) for name in better} for end in (max, min))
        found = {each.tier for ends in (best, worst) for each in scorer.score_many(_with(tries[:100], ends))}
        assert {score.range.lowest, score.range.highest} <= found


def _with(leads: list[Lead], values: Mapping[str, Value]) -> list[Lead]:
    return [REAL_ESTATE.update(lead, values) for lead in leads]


def test_the_range_of_the_probability_holds_it(scorer: Scorer) -> None:
    for lead in half_known(LEADS[:60], seed=5):
        score = scorer.score(lead)
        assert score.range.low <= score.probabilities[Tier.HIGH] <= score.range.high


def test_a_lead_scores_alone_as_it_does_among_known_and_half_known_ones(scorer: Scorer) -> None:
    leads = [one for pair in zip(LEADS[:20], half_known(LEADS[:20]), strict=True) for one in pair]
    many = list(scorer.score_many(leads))
    for lead, score in zip(leads, many, strict=True):
        alone = scorer.score(lead)
        assert alone.tier is score.tier
        assert alone.margin == pytest.approx(score.margin, abs=1e-5)
        assert alone.unknown == score.unknown


def test_a_known_value_beyond_the_training_data_is_still_named(scorer: Scorer) -> None:
    score = scorer.score(make_lead(income=2_100_000))
    assert [beyond.feature.name for beyond in score.beyond] == ["income"]


def test_half_known_leads_are_called_what_they_turn_out_to_be(artifact: Artifact) -> None:
    fresh = draw_leads(6_000, seed=777)
    whole = [REAL_ESTATE.read(dict(zip(NAMES, row, strict=True))) for row in fresh.features.astype(int).tolist()]
    leads = half_known(whole, seed=6)
    shares = np.array([list(score.probabilities.values()) for score in Scorer(artifact).score_many(leads)])
    medians = dict(zip(NAMES, np.median(artifact.references, axis=0).astype(int).tolist(), strict=True))
    filled = [
        REAL_ESTATE.update(lead, {one.name: medians[one.name] for one in REAL_ESTATE.missing(lead)}) for lead in leads
    ]
    guessed = np.array([list(score.probabilities.values()) for score in Scorer(artifact).score_many(filled)])
    ours, theirs = evaluate(fresh.labels, shares), evaluate(fresh.labels, guessed)
    assert ours.ece <= 0.02 < theirs.ece
    assert ours.log_loss < 0.5 * theirs.log_loss
    assert ours.accuracy > theirs.accuracy
