import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from scoring.explain.score import TIERS, Tier
from tests.fields import REAL_ESTATE
from tests.seed import SCENARIOS, Scenario
from training.data import LabelledLeads, LeadsFile
from training.evaluation import calibration_error, ceiling, evaluate
from training.splits import Split
from training.synthetic import draw_leads, tier_probabilities

HIGH, MEDIUM, LOW = (TIERS.index(tier) for tier in (Tier.HIGH, Tier.MEDIUM, Tier.LOW))


def test_figures_of_four_leads_are_those_counted_by_hand() -> None:
    labels = np.array([HIGH, MEDIUM, MEDIUM, LOW])
    probabilities = np.zeros((4, 3))
    probabilities[:, HIGH] = [0.8, 0.6, 0.1, 0.1]
    probabilities[:, MEDIUM] = [0.1, 0.3, 0.8, 0.1]
    probabilities[:, LOW] = [0.1, 0.1, 0.1, 0.8]
    figures = evaluate(labels, probabilities)
    assert figures.accuracy == 0.75
    assert figures.precision == pytest.approx({Tier.HIGH: 1 / 2, Tier.MEDIUM: 1, Tier.LOW: 1})
    assert figures.recall == pytest.approx({Tier.HIGH: 1, Tier.MEDIUM: 1 / 2, Tier.LOW: 1})
    assert figures.macro_recall == pytest.approx(5 / 6)
    assert figures.weighted_f1 == pytest.approx((2 / 3 + 2 * 2 / 3 + 1) / 4)
    assert figures.log_loss == pytest.approx(-(3 * np.log(0.8) + np.log(0.3)) / 4)
    assert figures.ece == pytest.approx((3 * 0.2 + 0.6) / 4)


def test_a_model_card_gets_every_figure_by_name() -> None:
    leads = draw_leads(500, seed=1)
    metrics = evaluate(leads.labels, tier_probabilities(leads)).metrics
    overall = {"accuracy", "log_loss", "ece", "shown_accuracy", "macro_recall", "weighted_f1"}
    assert set(metrics) == overall | {
        f"{tier}_{figure}" for tier in ("high", "medium", "low") for figure in ("precision", "recall")
    }


def test_calibration_error_is_the_gap_between_confidence_and_being_right() -> None:
    sure, unsure = np.full(10, 0.95), np.full(10, 0.55)
    right = np.array([True] * 10)
    half_right = np.array([True] * 5 + [False] * 5)
    assert calibration_error(sure, right) == pytest.approx(0.05)
    assert calibration_error(sure, half_right) == pytest.approx(0.45)
    both = calibration_error(np.concatenate([sure, unsure]), np.concatenate([right, half_right]))
    assert both == pytest.approx(0.05)
    assert calibration_error(np.ones(4), np.ones(4, dtype=bool)) == 0


def test_the_ceiling_of_the_specifications_leads(leads_file: LeadsFile) -> None:
    leads = leads_file.leads
    found = ceiling(leads, Split.from_leads(leads).test)
    assert found is not None
    assert found.expected_accuracy == pytest.approx(0.872, abs=0.0005)
    assert found.measured.accuracy == pytest.approx(0.871, abs=0.0005)
    assert found.measured.log_loss == pytest.approx(0.246, abs=0.0005)


def test_the_ceiling_on_the_split_of_labels_numbered_from_best_to_worst(leads_file: LeadsFile) -> None:
    """The split depends on how labels are numbered; 87.7 % and 0.235 belong to High 0, Medium 1, Low 2."""
    leads = leads_file.leads
    _, test = train_test_split(np.arange(len(leads)), test_size=0.2, random_state=42, stratify=leads.labels)
    found = ceiling(leads, leads.select(test))
    assert found is not None
    assert found.measured.accuracy == pytest.approx(0.877, abs=0.001)
    assert found.measured.log_loss == pytest.approx(0.235, abs=0.0005)


def test_no_model_of_fresh_leads_beats_the_ceiling_by_more_than_chance() -> None:
    leads = draw_leads(200_000, seed=11)
    found = ceiling(leads, leads)
    assert found is not None
    assert found.measured.accuracy == pytest.approx(found.expected_accuracy, abs=0.003)
    assert found.measured.ece < 0.003


def test_the_ceiling_is_not_known_of_leads_labelled_otherwise(leads_file: LeadsFile) -> None:
    leads = leads_file.leads
    labels = leads.labels.copy()
    certain = tier_probabilities(leads)[:, LOW] == 1
    labels[np.flatnonzero(certain)[0]] = HIGH
    assert ceiling(LabelledLeads(REAL_ESTATE, leads.features, labels), leads) is None


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_rule_gives_each_scenario_its_true_probabilities(scenario: Scenario) -> None:
    features = np.array([[scenario.lead[feature.name] for feature in REAL_ESTATE.features]], dtype=np.float64)
    rule = tier_probabilities(LabelledLeads(REAL_ESTATE, features, np.zeros(1, dtype=np.int64)))
    found = dict(zip(TIERS, rule[0].tolist(), strict=True))
    assert found == pytest.approx(scenario.true_probabilities, abs=0.001)
