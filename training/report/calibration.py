"""Whether stated probabilities come true."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.model.artifact import Band
from scoring.scaling import Floats
from training.evaluation import calibration_error, losses
from training.intervals import Share
from training.report.bins import Bin, bins
from training.report.holdout import HIGH, Holdout
from training.report.plots import reliability_plot
from training.report.section import Plot, ReportTable, Row, Section
from training.report.text import leads, measured, percent, points


def calibration_section(trial: Holdout) -> Section:
    """Return reliability diagrams before and after calibration, and the bands of probability as tables."""
    high = bins(trial.probabilities[:, HIGH], trial.high)
    bands = trial.training.artifact.card.bands
    return Section(
        "honesty",
        "Does the confidence keep its word?",
        list(_sentences(trial, bands)),
        plots=(_confidence_plot(trial), _high_plot(trial, high)),
        tables=(_bands_table(bands), _high_table(high)),
    )


def confidence(probabilities: Floats, trial: Holdout) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the probability of each lead's most probable tier, and whether that is its tier."""
    return probabilities.max(axis=1), probabilities.argmax(axis=1) == trial.labels


def _sentences(trial: Holdout, bands: Sequence[Band]) -> Iterator[str]:
    error, chance = trial.training.evaluation.ece, trial.honest_error
    yield (
        f"On average the confidence misses how often it is right by {points(error)} (expected calibration error, 15 "
        f"bins). On {leads(len(trial.leads))} chance alone gives a perfectly honest model {100 * chance.lowest:.1f} to "
        f"{points(chance.highest)}: this is {'more' if error > chance.highest else 'no more'} than chance explains."
    )
    if trial.uncalibrated is None:
        yield "This recipe does not calibrate: its probabilities are shown as the trees give them."
    else:
        error_before = calibration_error(*confidence(trial.uncalibrated, trial))
        loss_before = float(losses(trial.labels, trial.uncalibrated).mean())
        yield (
            f"Before calibration it missed by {points(error_before)}; the log loss was {loss_before:.3f}, and is "
            f"{trial.training.evaluation.log_loss:.3f}."
        )
    held = [band for band in bands if band.mean_confidence in _right(band).interval]
    yield f"In {len(held)} of {len(bands)} bands of confidence below, what was stated is within what chance allows."


def _right(band: Band) -> Share:
    return Share(round(band.leads * band.right), band.leads)


def _confidence_plot(trial: Holdout) -> Plot:
    before = [] if trial.uncalibrated is None else bins(*confidence(trial.uncalibrated, trial))
    after = bins(*confidence(trial.probabilities, trial))
    return _plot("confidence", "confidence in the most probable tier", "were right", after, before)


def _high_plot(trial: Holdout, after: list[Bin]) -> Plot:
    before = [] if trial.uncalibrated is None else bins(trial.uncalibrated[:, HIGH], trial.high)
    return _plot("probability-of-high", "stated probability of High", "were High", after, before)


def _plot(name: str, label: str, came_true: str, after: list[Bin], before: list[Bin]) -> Plot:
    worst = max(after, key=lambda one: one.true.of * abs(one.true.value - one.stated))
    caption = (
        f"Furthest off, counting leads: of {worst.true.of:,} with a {label} of {percent(worst.stated)} on average, "
        f"{percent(worst.true.value)} {came_true}. On the dashed line, what is stated is what happens."
    )
    description = f"Reliability diagram: {label} against how often it came true. {caption}"
    return Plot(reliability_plot(name, description, label, after, before), caption)


def _bands_table(bands: Sequence[Band]) -> ReportTable:
    rows: list[Row] = [
        [_range(band.lowest, band.highest), f"{band.leads:,}", percent(band.mean_confidence), measured(_right(band))]
        for band in bands
    ]
    return ReportTable(_caption(bands), ("confidence", "leads", "stated, on average", "right"), rows)


def _caption(bands: Sequence[Band]) -> str:
    unsure = [band for band in bands if band.highest < 1] or bands
    band = max(unsure, key=lambda one: one.leads)
    return (
        f"Confidence in the tier shown: of {band.leads:,} leads called with {_range(band.lowest, band.highest)}, "
        f"{percent(band.right)} were of the tier shown."
    )


def _high_table(high: list[Bin]) -> ReportTable:
    rows: list[Row] = [
        [
            _range(one.lowest, one.highest),
            f"{one.true.of:,}",
            percent(one.stated),
            f"{one.true.hits:,}",
            measured(one.true),
        ]
        for one in high
    ]
    columns = ("probability of High", "leads", "stated, on average", "were High", "share")
    return ReportTable("Probability of High, whatever tier is shown", columns, rows)


def _range(lowest: float, highest: float) -> str:
    return f"{100 * lowest:.0f} to {percent(highest)}"
