import numpy as np
import pytest
from imblearn.over_sampling import SMOTE
from sklearn.preprocessing import StandardScaler

from scoring.explain.score import TIERS, Tier
from scoring.explain.scorer import Scorer
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS, NOT_REPRODUCED, SCENARIOS, Scenario
from training.baseline import ALPHABETICAL, alphabetical, oversample, specified_xgboost, train_specified
from training.data import FEWEST_ROWS_PER_TIER, LabelledLeads, LeadsFile
from training.pipeline import Training
from training.splits import Split


@pytest.fixture(scope="module")
def split(leads_file: LeadsFile) -> Split:
    return Split.from_leads(leads_file.leads)


@pytest.fixture(scope="module")
def scorer(specified: Training) -> Scorer:
    return Scorer(specified.artifact)


@pytest.mark.parametrize(
    ("name", "specified_figure"),
    [
        ("accuracy", 0.852),
        ("high_precision", 0.72),
        ("high_recall", 0.83),
        ("macro_recall", 0.84),
        ("weighted_f1", 0.85),
        ("log_loss", 0.309),
    ],
)
def test_the_recipe_reaches_what_the_specification_states(
    specified: Training, name: str, specified_figure: float
) -> None:
    assert specified.artifact.card.metrics[name] == pytest.approx(specified_figure, abs=0.005)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_each_scenario_gets_its_tier_and_confidence(scorer: Scorer, scenario: Scenario) -> None:
    score = scorer.score(make_lead(**scenario.lead))
    assert score.tier in scenario.expected
    assert score.confidence == pytest.approx(NOT_REPRODUCED.get(scenario.name, scenario.specified_confidence), abs=0.02)


def test_seven_of_the_nine_scenarios_get_the_specified_confidence(scorer: Scorer) -> None:
    far = {
        scenario.name
        for scenario in SCENARIOS
        if abs(scorer.score(make_lead(**scenario.lead)).confidence - scenario.specified_confidence) > 0.02
    }
    assert far == set(NOT_REPRODUCED)


def test_the_split_keeps_a_fifth_of_each_tier_out_of_training(leads_file: LeadsFile, split: Split) -> None:
    assert (len(split.training), len(split.test)) == (8_000, 2_000)
    for tier, count in leads_file.leads.count().items():
        assert split.test.count()[tier] == pytest.approx(count / 5, abs=1)


def test_smote_keeps_the_rows_and_adds_to_the_rarer_tiers_only(split: Split) -> None:
    plain = StandardScaler().fit_transform(split.training.features)
    features, labels = oversample(plain, split.training.labels)
    assert (features[: len(plain)] == plain).all()
    assert LabelledLeads(REAL_ESTATE, features, labels).count() == dict.fromkeys(
        TIERS, split.training.count()[Tier.MEDIUM]
    )


def test_scaling_knows_the_training_part_only(specified: Training, split: Split) -> None:
    features = specified.artifact.card.features
    assert [feature.mean for feature in features] == pytest.approx(split.training.features.mean(axis=0), rel=1e-12)
    assert [feature.scale for feature in features] == pytest.approx(split.training.features.std(axis=0), rel=1e-12)


def test_probabilities_are_those_of_the_pipeline_that_the_specification_names(
    specified: Training, split: Split
) -> None:
    scaler = StandardScaler().fit(split.training.features)
    labels = alphabetical(split.training.labels)
    resampled = SMOTE(random_state=42).fit_resample(scaler.transform(split.training.features), labels)
    classifier = specified_xgboost().fit(*resampled)
    expected = classifier.predict_proba(scaler.transform(split.test.features))
    found = specified.measured.probabilities(split.test.features)
    np.testing.assert_allclose(found, expected[:, [ALPHABETICAL.index(tier) for tier in TIERS]], atol=1e-6)


def test_a_served_score_is_the_score_that_was_measured(
    specified: Training, scorer: Scorer, leads_file: LeadsFile
) -> None:
    measured = specified.measured.probabilities(leads_file.leads.features[:500])
    served = [[score.probabilities[tier] for tier in TIERS] for score in scorer.score_many(LEADS[:500])]
    np.testing.assert_allclose(served, measured, atol=1e-5)


def test_the_tier_shown_is_the_most_probable(scorer: Scorer) -> None:
    for score in scorer.score_many(LEADS[:1000]):
        assert score.tier is score.most_probable


def test_the_smallest_file_that_is_accepted_can_be_trained_on() -> None:
    rows = FEWEST_ROWS_PER_TIER
    values = np.random.default_rng(0).integers(0, 50, (3 * rows, len(REAL_ESTATE.features)))
    leads = LabelledLeads(REAL_ESTATE, values.astype(np.float64), np.repeat(np.arange(3), rows))
    assert train_specified(Split.from_leads(leads).training).probabilities(leads.features).sum(axis=1) == pytest.approx(
        1
    )
