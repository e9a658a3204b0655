import threading
from pathlib import Path

import numpy as np
import pytest
import shap
import xgboost

from scoring.artifact import load_artifact
from scoring.errors import InvalidLead
from scoring.lead import FEATURES, Lead
from scoring.score import RECOMMENDATIONS, Direction, Score, Side, Tier
from scoring.scorer import Scorer
from tests.seed import LEADS, SCENARIOS


@pytest.fixture(scope="module")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


@pytest.fixture(scope="module")
def scores(scorer: Scorer) -> list[Score]:
    return scorer.score_many(LEADS)


@pytest.fixture(scope="module")
def matrix(model_folder: Path) -> xgboost.DMatrix:
    """All of leads.csv as the model sees it, scaled without the scorer's help."""
    features = load_artifact(model_folder).card.features
    rows = [
        [(lead.features[feature.name] - feature.mean) / feature.scale for feature in features]  # type: ignore[operator]  # none is unknown
        for lead in LEADS
    ]
    return xgboost.DMatrix(np.array(rows, dtype=np.float32))


def test_reasons_add_up_to_the_models_margin_for_every_lead(
    scores: list[Score], matrix: xgboost.DMatrix, model_folder: Path
) -> None:
    artifact = load_artifact(model_folder)
    margins = artifact.booster.predict(matrix, output_margin=True)
    tiers = artifact.card.tiers
    expected = margins[:, tiers.index(Tier.HIGH)] - margins[:, tiers.index(Tier.LOW)]
    added_up = [score.base + sum(reason.contribution for reason in score.reasons) for score in scores]
    np.testing.assert_allclose(added_up, expected, atol=1e-4)
    np.testing.assert_allclose([score.margin for score in scores], expected, atol=1e-4)


def test_probabilities_are_the_models_and_add_up_to_one(
    scores: list[Score], matrix: xgboost.DMatrix, model_folder: Path
) -> None:
    artifact = load_artifact(model_folder)
    margins = artifact.booster.predict(matrix, output_margin=True).astype(np.float64)
    expected = np.exp(margins) / np.exp(margins).sum(axis=1, keepdims=True)
    found = [[score.probabilities[tier] for tier in artifact.card.tiers] for score in scores]
    np.testing.assert_allclose(found, expected, atol=1e-5)
    np.testing.assert_allclose(np.sum(found, axis=1), 1)


def test_contributions_are_those_of_shaps_tree_explainer(
    scores: list[Score], matrix: xgboost.DMatrix, model_folder: Path
) -> None:
    artifact = load_artifact(model_folder)
    explained = shap.TreeExplainer(artifact.booster).shap_values(matrix.slice(list(range(50))))
    tiers = artifact.card.tiers
    expected = explained[:, :, tiers.index(Tier.HIGH)] - explained[:, :, tiers.index(Tier.LOW)]
    for score, row in zip(scores[:50], expected, strict=True):
        contributions = {reason.feature.name: reason.contribution for reason in score.reasons}
        assert [contributions[feature.name] for feature in FEATURES] == pytest.approx(row.tolist(), abs=1e-4)


def test_every_feature_is_a_reason_and_the_weightiest_comes_first(scores: list[Score]) -> None:
    for score in scores[:200]:
        assert {reason.feature for reason in score.reasons} == set(FEATURES)
        weights = [abs(reason.contribution) for reason in score.reasons]
        assert weights == sorted(weights, reverse=True)


def test_tier_is_the_most_probable_and_confidence_its_probability(scores: list[Score]) -> None:
    for score in scores:
        assert score.confidence == max(score.probabilities.values()) == score.probabilities[score.tier]
        assert score.recommendation == RECOMMENDATIONS[score.tier]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenarios_get_their_tier_and_confidence(scorer: Scorer, scenario: object) -> None:
    score = scorer.score(Lead(**scenario.lead))  # type: ignore[attr-defined]
    assert score.tier in scenario.expected  # type: ignore[attr-defined]
    assert score.confidence == pytest.approx(scenario.confidence, abs=0.02)  # type: ignore[attr-defined]


def test_one_lead_scores_as_it_does_among_many(scorer: Scorer, scores: list[Score]) -> None:
    for lead, score in zip(LEADS[:20], scores, strict=False):
        alone = scorer.score(lead)
        assert alone.tier is score.tier
        assert alone.margin == pytest.approx(score.margin, abs=1e-5)


def test_no_leads_have_no_scores(scorer: Scorer) -> None:
    assert scorer.score_many([]) == []


def test_a_value_beyond_the_training_data_is_scored_and_named(scorer: Scorer) -> None:
    rich = Lead(**(SCENARIOS[0].lead | {"income": 2_100_000, "age": 19}))
    score = scorer.score(rich)
    assert score.tier is Tier.HIGH
    assert [(beyond.feature.name, beyond.value, beyond.side) for beyond in score.beyond] == [
        ("age", 19, Side.BELOW),
        ("income", 2_100_000, Side.ABOVE),
        ("time_on_site_minutes", 120, Side.ABOVE),
    ]


def test_a_lead_with_features_missing_is_refused_in_words(scorer: Scorer) -> None:
    with pytest.raises(InvalidLead, match="Missing: age and credit score"):
        scorer.score(Lead(**{k: v for k, v in SCENARIOS[0].lead.items() if k not in {"age", "credit_score"}}))


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
