"""The plots, as far as they are more than figures."""

import re

import numpy as np
import pytest

from tests.fields import REAL_ESTATE
from tests.training.report.reading import Tags
from training.report.bins import bins
from training.report.effect import Effect, effects
from training.report.holdout import Explanations, Holdout
from training.report.plots import effect_plot, summary_plot

INCOME = next(feature for feature in REAL_ESTATE.features if feature.name == "income")


def explained(values: list[float], contributions: list[float]) -> Effect:
    """The effect of income on leads of these incomes."""
    of_leads = np.array([values]).T, np.zeros(len(values), dtype=np.int64), np.array([contributions]).T
    (effect,) = effects(Explanations((INCOME,), *of_leads, base=0))
    return effect


def test_the_same_leads_are_drawn_the_same_and_the_dice_are_left_alone(trial: Holdout) -> None:
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    first = summary_plot("summary", "SHAP", trial.explanations)
    assert np.random.random() == expected
    assert summary_plot("summary", "SHAP", trial.explanations) == first


def test_a_plot_takes_the_colours_and_the_font_of_the_page(trial: Holdout) -> None:
    svg = summary_plot("summary", "SHAP", trial.explanations)
    assert "var(--ink)" in svg
    assert "#333333" not in svg
    assert "font-family" not in svg
    assert "font-size" in svg


def test_dollars_and_angle_brackets_are_written_as_they_are() -> None:
    svg = effect_plot("x", 'a "<b>" & $x$', explained([1_000, 500_000], [0, 1]), (-1, 2))
    assert re.search(r">\$\d+k<", svg)
    (plot,) = [attributes for tag, attributes in Tags(svg).tags if tag == "svg"]
    assert plot["aria-label"] == 'a "<b>" & $x$'


def test_bins_hold_every_lead_in_its_tenth() -> None:
    found = bins(np.array([0, 0.05, 0.31, 1]), np.array([False, True, True, True]))
    assert [(one.stated, one.true.hits, one.true.of) for one in found] == [(0.025, 1, 2), (0.31, 1, 1), (1, 1, 1)]
    assert [one.lowest for one in found] == pytest.approx([0, 0.3, 0.9])


@pytest.mark.parametrize(
    ("values", "contributions", "said"),
    [
        ([1, 2, 2, 3], [-1, 0, 0, 2], "More is never worse: from -1.00 ($1) to +2.00 ($3)."),
        ([1, 2, 2, 3], [-1, 3, 3, 2], "More is not always better: from -1.00 ($1) to +3.00 ($2)."),
        ([1, 2, 2, 3], [-1, 0, 1, 2], "Depends on the rest of the lead: from -1.00 ($1) to +2.00 ($3)."),
        ([1, 2, 2, 3], [0, 0.1, 0.1, 0.2], "Hardly matters: from 0.00 to +0.20."),
        ([1, 2, 2, 3], [0, 0, 0, 0], "Adds nothing to any lead."),
    ],
)  # fmt: skip
def test_an_effect_is_said_as_it_is(values: list[float], contributions: list[float], said: str) -> None:
    assert explained(values, contributions).sentence(widest=5) == said.replace("-", "\N{MINUS SIGN}")
