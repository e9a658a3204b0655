"""The plots of the report: figures in, SVG out."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import shap
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter
from numpy.typing import NDArray

from scoring.fields.field import Choice, YesNo
from training.grouping import write_code
from training.recall_curve import RecallCurve
from training.report.bins import Bin
from training.report.canvas import FIRST, INK, MUTED, SECOND, canvas
from training.report.effect import Effect
from training.report.holdout import Explanations
from training.report.text import short

_DOTS = 250
_SEED = 42
_RECALLS = np.linspace(0.01, 1, 100).tolist()
_SHARES = PercentFormatter(xmax=1, decimals=0, symbol="\N{NO-BREAK SPACE}%")


def reliability_plot(name: str, description: str, label: str, after: list[Bin], before: list[Bin]) -> Markup:
    """Draw what was stated against what came true, with intervals and counts; `before` calibration may be empty."""
    with canvas(name, description, 4.4, 4.4) as drawn:
        diagram, counts = drawn.figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
        diagram.plot((0, 1), (0, 1), color=MUTED, linewidth=1, linestyle="--", label="perfectly honest")
        _draw_bins(diagram, after, before)
        diagram.set_ylabel("came true")
        diagram.yaxis.set_major_formatter(_SHARES)
        diagram.legend(loc="upper left")
        counts.bar([one.stated for one in after], [one.true.of for one in after], width=0.06, color=FIRST)
        counts.set_xlabel(label)
        counts.set_ylabel("leads")
        counts.xaxis.set_major_formatter(_SHARES)
        counts.yaxis.set_major_locator(MaxNLocator(2, integer=True))
    return drawn.svg


def _draw_bins(diagram: Axes, after: list[Bin], before: list[Bin]) -> None:
    if before:
        stated, true = [one.stated for one in before], [one.true.value for one in before]
        (line,) = diagram.plot(stated, true, color=SECOND, label="before calibration")
        line.set(marker="s", markersize=4, markerfacecolor="none")
    stated, true = [one.stated for one in after], [one.true.value for one in after]
    below = [one.true.value - one.true.interval.lowest for one in after]
    above = [one.true.interval.highest - one.true.value for one in after]
    label = "after calibration" if before else "as stated"
    diagram.errorbar(stated, true, (below, above), color=FIRST, marker="o", markersize=4, label=label)


def finding_plot(
    name: str, description: str, model: RecallCurve, rule: RecallCurve | None, point: tuple[float, float], mark: str
) -> Markup:
    """Draw precision against recall of High; `point` is where the model's rule stands, `mark` says what it is."""
    with canvas(name, description, 4.4, 4.0) as drawn:
        axes = drawn.axes()
        if rule:  # most leads share a score of it, and between two scores its curve is no line
            precisions = [rule.precision(recall) for recall in _RECALLS]
            axes.plot(_RECALLS, precisions, color=MUTED, linestyle="--", label="best possible")
        found = model.found[_some(len(model.found))]
        called = model.called[_some(len(model.found))]
        axes.plot(found / model.found[-1], found / called, color=FIRST, label="this model")
        axes.plot(*point, color=SECOND, marker="o", markersize=8, linestyle="none", label=mark)
        axes.set(
            xlabel="recall: share of the High leads found",
            ylabel="precision: share of those called High",
            ylim=(0, 1.04),
        )
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(_SHARES)
        axes.legend(loc="lower left")
    return drawn.svg


def summary_plot(name: str, description: str, explanations: Explanations) -> Markup:
    """Draw shap's beeswarm of a few hundred leads: a dot is a lead, its place a contribution, its colour a value."""
    rows = _some(len(explanations.values))
    explanation = shap.Explanation(
        values=explanations.contributions[rows],
        data=explanations.values[rows],
        feature_names=[feature.title for feature in explanations.features],
    )
    order = np.array(explanations.order)
    with canvas(name, description, 4.8, 0.3 * len(order) + 1.0) as drawn, _same_dots():
        axes = drawn.axes()
        axes.grid(visible=False)
        shap.plots.beeswarm(
            explanation, max_display=None, order=order, ax=axes, plot_size=None, show=False, s=9, axis_color=INK
        )
        axes.set_xlabel("what the feature adds to the score", fontsize=9)
        axes.tick_params(labelsize=9)
        axes.tick_params("y", length=0)
        for dots in axes.collections:
            dots.set(rasterized=False, clip_on=False)
        _tidy_colour_bar(drawn.figure.axes[-1])
    return drawn.svg


def effect_plot(name: str, description: str, effect: Effect, limits: tuple[float, float]) -> Markup:
    """Draw what each value of a feature adds to the score: a curve, or a dot for each lead if it depends on others."""
    few = effect.feature.codes if isinstance(effect.feature, YesNo | Choice) else ()
    with canvas(name, description, 3.0, 2.1) as drawn:
        axes = drawn.axes()
        axes.axhline(0, color=MUTED, linewidth=0.8)
        if effect.alone:
            distinct, first = np.unique(effect.values, return_index=True)
            axes.plot(distinct, effect.contributions[first], color=FIRST, marker="o" if few else "")
        else:
            rows = _some(len(effect.values))
            axes.scatter(effect.values[rows], effect.contributions[rows], s=7, color=FIRST, alpha=0.7, linewidth=0)
        axes.set_ylim(limits)
        if few:
            axes.set_xticks(few, [write_code(effect.feature, code) for code in few])
            axes.set_xlim(few[0] - 0.4, few[-1] + 0.4)
        else:
            axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(effect.feature, value)))
    return drawn.svg


def _some(leads: int) -> NDArray[np.int64]:
    """Return the positions of as many of so many leads as a plot has room for, evenly spread."""
    return np.linspace(0, leads - 1, min(leads, _DOTS)).astype(np.int64)


@contextmanager
def _same_dots() -> Iterator[None]:
    """Let shap stack dots the same way each time: it draws lots with NumPy's global generator."""
    before = np.random.get_state()
    np.random.seed(_SEED)
    try:
        yield
    finally:
        np.random.set_state(before)


def _tidy_colour_bar(axes: Axes) -> None:
    axes.set_ylabel("value of the feature", fontsize=9, labelpad=0)
    axes.set_yticks((0, 1), ("small", "large"), fontsize=9)  # shap's “Low” and “High” are names of tiers here
    axes.grid(visible=False)
    for steps in axes.collections:
        steps.set(rasterized=False, edgecolor="face")
