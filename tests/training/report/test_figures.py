"""Every figure on the page is that of the model, computed here another way."""

import re

import numpy as np
import pytest
import shap
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from scoring.explain.score import TIERS
from scoring.explain.scorer import Scorer
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import SCENARIOS
from tests.training.report.reading import column, plain, section, text, words
from training.evaluation import calibration_error
from training.model import Model
from training.pipeline import Training
from training.report.holdout import Holdout, explain
from training.report.section import Cell, Page


def test_the_headlines_are_the_figures_of_the_card(page: Page, training: Training) -> None:
    metrics = training.artifact.card.metrics
    right, honest, found, called = (headline.figure for headline in page.headlines)
    assert right == f"{100 * metrics['shown_accuracy']:.0f} of 100"
    assert honest == f"{100 * metrics['ece']:.1f} points"
    assert found == f"{100 * metrics['high_recall']:.0f} of 100"
    assert called == f"{100 * metrics['high_precision']:.0f} of 100"


def test_the_confusion_matrix_is_scikit_learns(page: Page, trial: Holdout) -> None:
    table = section(page, "tiers").tables[0]
    shown = [[int(text(cell).replace(",", "")) for cell in row[1:4]] for row in table.rows[:3]]
    assert shown == confusion_matrix(trial.labels, trial.shown).tolist()
    assert [row[0] for row in table.rows[:3]] == [f"{tier} in truth" for tier in TIERS]


def test_precision_recall_and_f1_are_scikit_learns(page: Page, trial: Holdout) -> None:
    table = section(page, "tiers").tables[1]
    expected = precision_recall_fscore_support(trial.labels, trial.shown)[:3]
    for name, shares in zip(("precision", "recall", "F1"), expected, strict=True):
        assert column(table, name) == {
            str(tier): f"{100 * share:.1f} %" for tier, share in zip(TIERS, shares, strict=True)
        }


def test_each_share_has_its_interval_in_small_print(page: Page) -> None:
    for table in section(page, "tiers").tables[1:]:
        for row in table.rows:
            for cell in row[1:]:
                assert isinstance(cell, Cell)
                lowest, highest = map(float, re.findall(r"[\d.]+", cell.note))
                assert lowest < float(cell.text.split("\N{NO-BREAK SPACE}")[0]) < highest


def test_the_bands_are_those_of_the_card(page: Page, training: Training) -> None:
    bands = training.artifact.card.bands
    table = section(page, "honesty").tables[0]
    assert [text(row[1]) for row in table.rows] == [f"{band.leads:,}" for band in bands]
    assert [text(row[3]) for row in table.rows] == [f"{100 * band.right:.0f} %" for band in bands]


def test_the_bands_of_high_hold_every_lead_and_every_high_one(page: Page, trial: Holdout) -> None:
    table = section(page, "honesty").tables[1]
    counted = {
        name: [int(cell.replace(",", "")) for cell in column(table, name).values()] for name in table.columns[1:4:2]
    }
    assert sum(counted["leads"]) == len(trial.leads)
    assert sum(counted["were High"]) == trial.high.sum()


def test_it_says_what_calibration_changed(page: Page, trial: Holdout) -> None:
    assert trial.uncalibrated is not None
    before = calibration_error(trial.uncalibrated.max(axis=1), trial.uncalibrated.argmax(axis=1) == trial.labels)
    said = words(section(page, "honesty"))
    assert f"Before calibration it missed by {100 * before:.1f} points" in said
    assert f"{trial.training.evaluation.log_loss:.3f}" in said


def test_the_rule_is_said_with_both_thresholds(page: Page, training: Training) -> None:
    measured, deployed = training.measured.high_from, training.artifact.card.high_from
    assert measured is not None
    assert deployed is not None
    said = words(section(page, "finding"))
    assert f"shown as High from a probability of High of {100 * measured:.1f} % on" in said
    assert f"which learnt from all leads, it is {100 * deployed:.1f} %" in said


def test_other_thresholds_find_what_they_promise(page: Page, trial: Holdout) -> None:
    table = section(page, "finding").tables[0]
    for row in table.rows:
        recall, threshold, called, right = (float(text(cell).removesuffix(" %")) for cell in row)
        at_least = trial.probabilities[:, 0] >= threshold / 100 - 0.0006  # it is shown rounded
        assert (trial.high & at_least).sum() >= recall / 100 * trial.high.sum()
        assert called * right / 100 == pytest.approx(round(called * right / 100), abs=0.5)


@pytest.mark.parametrize("which", ["training", "specified"])
def test_the_contributions_are_those_of_shap(which: str, request: pytest.FixtureRequest) -> None:
    training: Training = request.getfixturevalue(which)
    values = training.split.test.features[:50]
    ours = explain(training.measured, values)
    assert ours == pytest.approx(of_shap(training.measured, values), abs=1e-3)


def of_shap(model: Model, values: np.ndarray) -> np.ndarray:
    """What the shap package says that each feature adds to the score, and its base last."""
    explainer = shap.TreeExplainer(model.booster)
    parts = explainer.shap_values((values - model.mean) / model.scale)
    base = np.asarray(explainer.expected_value)
    if parts.ndim == 2:
        return np.column_stack([parts, np.full(len(values), base.item())])
    outputs = np.concatenate([parts, np.broadcast_to(base, (len(values), 1, len(base)))], axis=1)
    return model.link.upward(np.moveaxis(outputs, 2, 1))


def test_the_features_stand_in_the_order_of_their_weight(page: Page, trial: Holdout) -> None:
    table = section(page, "weights").tables[0]
    weights = dict(zip([feature.title for feature in REAL_ESTATE.features], trial.explanations.weights, strict=True))
    assert column(table, "on average") == {title: f"{weight:.2f}" for title, weight in weights.items()}
    shown = [weights[text(row[0])] for row in table.rows]
    assert shown == sorted(shown, reverse=True)


def test_each_feature_has_its_curve(page: Page) -> None:
    titles = {plot.caption.partition(".")[0] for plot in section(page, "effects").plots}
    assert titles == {feature.title for feature in REAL_ESTATE.features}
    promised = [feature.title for feature in REAL_ESTATE.features if feature.never_lowers]
    for plot in section(page, "effects").plots:
        if plot.caption.partition(".")[0] in promised:
            assert "not always better" not in plot.caption


def test_the_scenarios_are_scored_by_the_model_in_the_folder(page: Page, training: Training) -> None:
    scorer = Scorer(training.artifact)
    table = section(page, "scenarios").tables[0]
    for scenario in SCENARIOS:
        score = scorer.score(make_lead(**scenario.lead))
        stated = " / ".join(f"{100 * score.probabilities[tier]:.0f}" for tier in TIERS)
        assert column(table, "stated")[scenario.name] == f"{stated} %"
        assert column(table, "shown")[scenario.name] == score.tier
    assert "shows 9 of 9 as a tier that is right" in words(section(page, "scenarios"))


def test_age_bands_hold_every_lead_and_their_rates(page: Page, trial: Holdout) -> None:
    table = section(page, "groups-1").tables[0]
    ages = trial.whole.columns["age"]
    middle = (ages >= 30) & (ages < 45)
    assert column(table, "leads")["30 to 44"] == f"{middle.sum():,}"
    assert column(table, "selection rate")["30 to 44"] == f"{100 * trial.called[middle].mean():.1f} %"
    assert column(table, "missed")["30 to 44"] == f"{100 * (~trial.called[middle & trial.high]).mean():.0f} %"
    assert column(table, "false alarms")["30 to 44"] == f"{100 * trial.called[middle & ~trial.high].mean():.1f} %"
    assert sum(int(count.replace(",", "")) for count in column(table, "leads").values()) == len(trial.leads)


def test_the_model_with_age_is_the_one_measured(page: Page, training: Training) -> None:
    table = section(page, "groups-1").tables[1]
    assert column(table, "log loss")["with Age"] == f"{training.evaluation.log_loss:.3f}"
    assert column(table, "log loss").keys() == {"with Age", "without Age"}


def test_the_best_possible_stands_beside_the_model(page: Page, training: Training) -> None:
    assert training.ceiling is not None
    table = section(page, "choice").tables[-1]
    assert column(table, "log loss") == {
        "ordinal": f"{training.evaluation.log_loss:.3f}",
        "best possible": f"{training.ceiling.measured.log_loss:.3f}",
    }
    assert "no other was tried" in words(section(page, "choice"))


def test_the_page_says_what_the_leads_were(page: Page, training: Training) -> None:
    assert "leads.csv" in plain(page.origin)
    assert "holds 10,000 leads: 893 High, 5,802 Medium and 3,305 Low" in words(section(page, "origin"))
    provenance = column(section(page, "origin").tables[-1], "which")
    assert provenance["SHA-256 of the file of leads"] == training.file.sha256
    assert provenance["model"] == training.artifact.card.version
