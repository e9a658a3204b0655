"""How many of the High leads are found, at what price, and by what rule."""

from collections.abc import Iterator

import numpy as np

from scoring.explain.score import TIERS
from training.recall_curve import RecallCurve
from training.recipes import HIGH_RECALL
from training.report.holdout import HIGH, Holdout
from training.report.plots import finding_plot
from training.report.section import Plot, ReportTable, Row, Section
from training.report.text import counted, leads, percent

_RECALLS = (0.7, 0.8, 0.9, 0.95)


def finding(trial: Holdout) -> Section:
    """Return the tier rule in words, precision against recall of High, and what other thresholds would give."""
    title = "Finding the High leads"
    if not trial.high.any():
        return Section(
            "finding", title, ["None of the leads of the test is High: nothing can be said of finding them."]
        )
    return Section("finding", title, list(_sentences(trial)), plots=(_plot(trial),), tables=(_thresholds(trial),))


def _sentences(trial: Holdout) -> Iterator[str]:
    threshold = trial.training.measured.high_from
    if threshold is None:
        yield "The rule: a lead is shown as its most probable tier."
    else:
        yield (
            f"The rule: a lead is shown as High from a probability of High of {percent(threshold, 1)} on, otherwise as "
            f"the more probable of {TIERS[1]} and {TIERS[2]}. The threshold was set on leads that the trees had not "
            f"seen, where it finds {percent(HIGH_RECALL)} of the High leads with as few others as possible."
        )
        yield from _deployed(trial)
    found, right = trial.recall(HIGH), trial.precision(HIGH)
    yield f"Of the High leads it finds {counted(found)}. Of the leads that it shows as High, {counted(right)} are High."
    borderline = int((trial.called & (trial.probabilities.argmax(axis=1) != HIGH)).sum())
    if borderline:
        yield (
            f"Of those shown as High, {leads(borderline)} would more probably be of another tier: "
            "the price of missing few."
        )


def _deployed(trial: Holdout) -> Iterator[str]:
    deployed, tried = trial.training.artifact.card.high_from, trial.training.measured.high_from
    if deployed is not None and deployed != tried:
        yield f"In the model in the folder, which learnt from all leads, it is {percent(deployed, 1)}."


def _plot(trial: Holdout) -> Plot:
    model = RecallCurve.from_scores(trial.probabilities[:, HIGH], trial.high)
    rule = None if trial.rule is None else RecallCurve.from_scores(trial.rule[:, HIGH], trial.high)
    threshold = trial.training.measured.high_from
    mark = "most probable tier" if threshold is None else f"shown as High from {percent(threshold)} on"
    recall, precision = trial.recall(HIGH).value, trial.precision(HIGH).value
    caption = (
        f"The dot is the rule in use: recall {percent(recall)}, precision {percent(precision)}. "
        f"Calling every lead High would find all, and be right for {percent(float(trial.high.mean()))}."
    )
    svg = finding_plot(
        "finding", f"Precision against recall of High. {caption}", model, rule, (recall, precision), mark
    )
    return Plot(svg, caption)


def _thresholds(trial: Holdout) -> ReportTable:
    probabilities = trial.probabilities[:, HIGH]
    found = np.sort(probabilities[trial.high])[::-1]
    rows: list[Row] = []
    for recall in _RECALLS:
        threshold = float(found[int(np.ceil(recall * len(found))) - 1])
        called = probabilities >= threshold
        rows.append(
            [
                percent(recall),
                percent(threshold, 1),
                f"{int(called.sum()):,}",
                percent(float(trial.high[called].mean()), 1),
            ]
        )
    caption = "What other thresholds would have given on these leads"
    return ReportTable(caption, ("to find at least", "High from", "called High", "right"), rows)
