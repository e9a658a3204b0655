import pytest

from scoring.explain.score import Tier
from tests.fields import REAL_ESTATE
from training.comparison import Comparison, compare, render
from training.data import LabelledLeads
from training.synthetic import draw_leads


def test_three_algorithms_are_compared_with_and_without_smote(comparison: Comparison) -> None:
    assert [(run.algorithm, run.smote) for run in comparison.runs] == [
        (algorithm, smote)
        for algorithm in ("logistic regression", "random forest", "XGBoost")
        for smote in (False, True)
    ]


def test_xgboost_with_smote_is_the_specified_recipe(comparison: Comparison) -> None:
    evaluation = comparison.runs[-1].evaluation
    assert evaluation.accuracy == pytest.approx(0.852, abs=0.005)
    assert evaluation.recall[Tier.HIGH] == pytest.approx(0.83, abs=0.005)
    assert evaluation.log_loss == pytest.approx(0.309, abs=0.005)


def test_smote_finds_more_of_the_rare_high_leads_with_every_algorithm(comparison: Comparison) -> None:
    plain, smote = comparison.runs[::2], comparison.runs[1::2]
    for without, with_smote in zip(plain, smote, strict=True):
        assert with_smote.evaluation.recall[Tier.HIGH] > without.evaluation.recall[Tier.HIGH]


def test_no_algorithm_beats_the_ceiling(comparison: Comparison) -> None:
    assert comparison.ceiling is not None
    for run in comparison.runs:
        assert run.evaluation.accuracy < comparison.ceiling.measured.accuracy
        assert run.evaluation.log_loss > comparison.ceiling.measured.log_loss


def test_importances_are_xgboosts_for_every_feature_the_greatest_first(comparison: Comparison) -> None:
    importances = comparison.runs[-1].importances
    assert set(importances) == {feature.name for feature in REAL_ESTATE.features}
    assert sum(importances.values()) == pytest.approx(1, abs=1e-5)
    assert list(importances.values()) == sorted(importances.values(), reverse=True)


def test_the_table_shows_all_figures_of_a_run_in_a_row(comparison: Comparison) -> None:
    table = render(comparison)
    assert "Trained on 8,000 leads, measured on 2,000 others." in table
    row = next(line for line in table.splitlines() if line.startswith("XGBoost") and " yes " in line)
    figures = comparison.runs[-1].evaluation
    tiers = [
        figure
        for tier in (Tier.HIGH, Tier.MEDIUM, Tier.LOW)
        for figure in (figures.precision[tier], figures.recall[tier])
    ]
    expected = [figures.accuracy, *tiers, figures.log_loss, figures.ece]
    assert row.split()[2:] == [f"{figure:.3f}" for figure in expected]
    assert next(line for line in table.splitlines() if line.startswith("ceiling")).split()[1] == "0.871"
    assert "right about 0.872 of such leads" in table
    assert "financing_pre_approved" in table
    assert max(map(len, table.splitlines())) <= 120


def test_leads_of_another_origin_have_no_known_ceiling() -> None:
    leads = draw_leads(600, seed=2)
    comparison = compare(LabelledLeads(REAL_ESTATE, leads.features, leads.labels[::-1].copy()))
    assert comparison.ceiling is None
    assert "not known: these leads were not labelled by the rule for synthetic leads" in render(comparison)
