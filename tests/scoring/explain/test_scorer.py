import itertools
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shap
import xgboost

from scoring.errors import BadExplanation, InvalidLead
from scoring.explain.score import RECOMMENDATIONS, TIERS, Direction, Score, Side, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature, Quantity
from scoring.fields.lead import Lead
from scoring.model.artifact import Artifact, load_artifact, model_bytes
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS, SCENARIOS, Scenario
from training.data import LeadsFile
from training.ordinal import TREES, fit_latent_score
from training.pipeline import Training


@pytest.fixture(scope="module")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


@pytest.fixture(scope="module")
def scores(scorer: Scorer) -> list[Score]:
    return list(scorer.score_many(LEADS))


@pytest.fixture(scope="module")
def matrix() -> xgboost.DMatrix:
    """All of leads.csv as the model sees it, without the scorer's help."""
    return xgboost.DMatrix(np.array([list(lead.values.values()) for lead in LEADS], dtype=np.float32))


@pytest.fixture(scope="module")
def deep(training: Training, leads_file: LeadsFile) -> Artifact:
    """The model with other trees: of up to three splits, which let features work on one another."""
    trees = fit_latent_score(leads_file.leads.select(np.arange(2_000)), {**TREES, "rounds": 20})
    return replace(training.artifact, booster=trees.booster)


def test_reasons_add_up_to_the_score_from_which_the_confidence_is_read(
    scores: list[Score], matrix: xgboost.DMatrix, model_folder: Path
) -> None:
    artifact = load_artifact(model_folder)
    margins = artifact.booster.predict(matrix, output_margin=True).astype(np.float64)
    added_up = [score.base + sum(reason.contribution for reason in score.reasons) for score in scores]
    np.testing.assert_allclose(added_up, margins, atol=1e-4)
    read = artifact.card.link.probabilities(np.array(added_up))
    found = [[score.probabilities[tier] for tier in TIERS] for score in scores]
    np.testing.assert_allclose(found, read, atol=1e-9)
    np.testing.assert_allclose(np.sum(found, axis=1), 1)


def test_contributions_are_those_of_shaps_tree_explainer(
    scores: list[Score], matrix: xgboost.DMatrix, model_folder: Path
) -> None:
    explained = shap.TreeExplainer(load_artifact(model_folder).booster).shap_values(matrix.slice(list(range(500))))
    for score, row in zip(scores[:500], explained, strict=True):
        contributions = {reason.feature.name: reason.contribution for reason in score.reasons}
        assert [contributions[feature.name] for feature in REAL_ESTATE.features] == pytest.approx(
            row.tolist(), abs=1e-4
        )


class Wrong(xgboost.Booster):
    """XGBoost with a bug: each of its SHAP values is too large by a thousandth."""

    def predict(self, *arguments: Any, **named: Any) -> Any:
        return super().predict(*arguments, **named) + (0.001 if named.get("pred_contribs") else 0)


def wrong(artifact: Artifact) -> Artifact:
    return replace(artifact, booster=Wrong(model_file=bytearray(model_bytes(artifact.booster))))


def test_a_model_of_curves_whose_reasons_do_not_add_up_scores_nothing(training: Training) -> None:
    with pytest.raises(BadExplanation, match=r"Reasons do not add up to the score: they miss it by 0.013"):
        Scorer(wrong(training.artifact))


def test_reasons_of_deep_trees_that_do_not_add_up_are_an_error_and_no_score(deep: Artifact) -> None:
    scorer = Scorer(wrong(deep))
    with pytest.raises(BadExplanation, match=r"Reasons do not add up to the score: they miss it by 0.013"):
        scorer.score(LEADS[0])


def test_deep_trees_are_scored_as_xgboost_scores_them(deep: Artifact, matrix: xgboost.DMatrix) -> None:
    scores = list(Scorer(deep).score_many(LEADS))
    margins = deep.booster.predict(matrix, output_margin=True)
    np.testing.assert_allclose([score.margin for score in scores], margins, atol=1e-4)
    assert Scorer(deep).score(LEADS[7]).margin == pytest.approx(scores[7].margin, abs=1e-5)


def test_every_feature_is_a_reason_and_the_weightiest_comes_first(scores: list[Score]) -> None:
    for score in scores[:200]:
        assert {reason.feature for reason in score.reasons} == set(REAL_ESTATE.features)
        weights = [abs(reason.contribution) for reason in score.reasons]
        assert weights == sorted(weights, reverse=True)


def test_confidence_is_the_probability_of_the_tier_that_the_rule_shows(scorer: Scorer, scores: list[Score]) -> None:
    high_from = scorer.card.high_from
    assert high_from is not None
    for score in scores:
        assert score.confidence == score.probabilities[score.tier]
        assert (score.tier is Tier.HIGH) == (score.probabilities[Tier.HIGH] >= high_from)
        assert score.tier in {score.most_probable, Tier.HIGH}
        assert score.recommendation == RECOMMENDATIONS[score.tier]


def test_borderline_is_where_another_tier_is_more_than_half_as_probable(scores: list[Score]) -> None:
    found = {score.borderline for score in scores}
    assert found == {True, False}
    for score in scores:
        others = [share for tier, share in score.probabilities.items() if tier is not score.tier]
        assert score.borderline == (max(others) > score.confidence / 2)
        assert score.borderline or score.tier is score.most_probable


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenarios_get_their_tier_and_nearly_their_true_probabilities(scorer: Scorer, scenario: Scenario) -> None:
    score = scorer.score(make_lead(**scenario.lead))
    assert score.tier in scenario.expected
    assert max(abs(score.probabilities[tier] - share) for tier, share in scenario.true_probabilities.items()) < 0.15


@pytest.mark.parametrize(
    "feature", [feature for feature in REAL_ESTATE.features if feature.never_lowers], ids=lambda one: one.name
)
def test_more_of_what_never_lowers_a_lead_lowers_none(feature: Feature, scorer: Scorer, scores: list[Score]) -> None:
    more, end = (feature.example, feature.at_most) if isinstance(feature, Quantity) else (1, 1)
    better = [
        REAL_ESTATE.update(lead, {feature.name: min(end, int(lead.values[feature.name]) + more)})
        for lead in LEADS[:500]
    ]
    for before, after in zip(scores, scorer.score_many(better), strict=False):
        assert after.margin >= before.margin - 1e-5


def test_one_lead_scores_as_it_does_among_many(scorer: Scorer, scores: list[Score]) -> None:
    for lead, score in zip(LEADS[:200], scores, strict=False):
        assert scorer.score(lead) == score


def test_many_leads_are_scored_as_they_come(scorer: Scorer) -> None:
    taken = 0

    def endless() -> Iterator[Lead]:
        nonlocal taken
        for lead in itertools.cycle(LEADS):
            taken += 1
            yield lead

    first = list(itertools.islice(scorer.score_many(endless()), 3))
    assert len(first) == 3
    assert taken < 20_000


def test_no_leads_have_no_scores(scorer: Scorer) -> None:
    assert list(scorer.score_many([])) == []


def test_a_value_beyond_the_training_data_is_scored_and_named(scorer: Scorer) -> None:
    rich = make_lead(**(SCENARIOS[0].lead | {"income": 2_100_000, "age": 19}))
    score = scorer.score(rich)
    assert score.tier is Tier.HIGH
    assert [(beyond.feature.name, beyond.value, beyond.side) for beyond in score.beyond] == [
        ("age", 19, Side.BELOW),
        ("income", 2_100_000, Side.ABOVE),
        ("time_on_site_minutes", 120, Side.ABOVE),
    ]


def test_a_way_in_that_wants_all_features_refuses_a_lead_without_them(scorer: Scorer) -> None:
    with pytest.raises(InvalidLead, match="Missing: age and credit score"):
        scorer.require_complete(
            make_lead(**{k: v for k, v in SCENARIOS[0].lead.items() if k not in {"age", "credit_score"}})
        )


def test_direction_is_up_for_what_raises_the_score(scores: list[Score]) -> None:
    for reason in scores[0].reasons:
        assert reason.direction is (Direction.UP if reason.contribution > 0 else Direction.DOWN)


def test_threads_can_share_a_scorer(scorer: Scorer, scores: list[Score]) -> None:
    found: dict[int, float] = {}

    def score_each(at: int) -> None:
        found[at] = scorer.score(LEADS[at]).margin

    threads = [threading.Thread(target=score_each, args=(at,)) for at in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[at] for at in range(40)] == pytest.approx([score.margin for score in scores[:40]], abs=1e-5)
