"""How often each tier is right."""

from collections.abc import Iterator

import numpy as np

from scoring.explain.score import TIERS
from training.intervals import f1_intervals, f1_scores
from training.report.holdout import Holdout
from training.report.section import Cell, ReportTable, Row, Section
from training.report.text import between, counted, leads, measured, percent


def tiers(trial: Holdout) -> Section:
    """Return the confusion matrix, and precision, recall and F1 of each tier."""
    return Section(
        "tiers", "Right and wrong, tier by tier", list(_sentences(trial)), tables=(_confusion(trial), _each_tier(trial))
    )


def _sentences(trial: Holdout) -> Iterator[str]:
    yield f"Of the leads that it was measured on, {counted(trial.right)} are shown as the tier that they are."
    wrong = trial.confusion * ~np.eye(len(TIERS), dtype=np.bool_)
    if not wrong.any():
        yield "None is shown as another."
        return
    truly, shown = np.unravel_index(wrong.argmax(), wrong.shape)
    far = int(wrong[0, -1] + wrong[-1, 0])
    yield (
        f"The most frequent mistake: {TIERS[truly]} shown as {TIERS[shown]}, {leads(int(wrong.max()))}. "
        f"Mistaken by two tiers, High for Low or Low for High: {far or 'none'}."
    )


def _confusion(trial: Holdout) -> ReportTable:
    rows: list[Row] = []
    for tier, counts in zip(TIERS, trial.confusion.tolist(), strict=True):
        total = max(1, sum(counts))
        rows.append(
            [f"{tier} in truth", *(Cell(f"{count:,}", weight=count / total) for count in counts), f"{sum(counts):,}"]
        )
    rows.append(["all", *(f"{total:,}" for total in trial.confusion.sum(axis=0).tolist()), f"{len(trial.leads):,}"])
    columns = ("leads", *(f"shown as {tier}" for tier in TIERS), "all")
    return ReportTable("Leads by true tier and tier shown", columns, rows, look="tint")


def _each_tier(trial: Holdout) -> ReportTable:
    scores, intervals = f1_scores(trial.confusion).tolist(), f1_intervals(trial.confusion)
    rows: list[Row] = [
        [
            tier,
            measured(trial.precision(at), 1),
            measured(trial.recall(at), 1),
            Cell(percent(scores[at], 1), between(intervals[at], 1)),
        ]
        for at, tier in enumerate(TIERS)
    ]
    caption = (
        "Precision: of leads shown as a tier, how many are. Recall: of leads of a tier, how many are shown as it. "
        "In small print, where the true share lies with 95\N{NO-BREAK SPACE}% certainty."
    )
    return ReportTable(caption, ("tier", "precision", "recall", "F1"), rows)
