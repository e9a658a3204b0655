"""Which recipe was chosen, on what evidence, and how near it comes to the best possible."""

from collections.abc import Iterator
from math import nan

import numpy as np

from scoring.explain.score import Tier
from scoring.scaling import Floats
from scoring.text import join_words
from training.evaluation import Ceiling, Evaluation, ceiling
from training.model_selection import Candidate
from training.recall_curve import RecallCurve
from training.recipes import HIGH_RECALL
from training.report.data_section import excluded
from training.report.holdout import HIGH, Holdout
from training.report.section import ReportTable, Row, Section
from training.report.text import percent, points, signed
from training.splits import Split, folds

_COLUMNS = ("log loss", "accuracy", "calibration error")
_SHOWN = ("shown as High: precision", "recall")
_BEYOND_CHANCE = 2


def choice(trial: Holdout) -> Section:
    """Return how the recipes did on the same folds, and how the chosen one did on the test."""
    tables = [_on_the_test(trial)]
    if trial.training.candidates:
        tables.insert(0, _on_the_folds(trial))
    return Section("choice", "Which recipe, and how near to the best possible", list(_sentences(trial)), tables=tables)


def _sentences(trial: Holdout) -> Iterator[str]:
    candidates, evaluation, best = trial.training.candidates, trial.training.evaluation, trial.training.ceiling
    if len(candidates) > 1:
        yield _won(candidates[0], candidates[1])
    else:
        yield f"The recipe “{trial.recipe.name}” was asked for by name: no other was tried."
    if best:
        left_out = join_words([feature.title for feature in excluded(trial)])
        also = f", and {left_out} too," if left_out else ""
        yield (
            f"On the test its log loss is {evaluation.log_loss:.3f} and its most probable tier is right for "
            f"{percent(evaluation.accuracy, 1)}. A model that knew the rule by which these leads were labelled{also} "
            f"would have {best.measured.log_loss:.3f} and {percent(best.measured.accuracy, 1)}: the rest is chance."
        )
    else:
        yield (
            f"On the test its log loss is {evaluation.log_loss:.3f} and its most probable tier is right for "
            f"{percent(evaluation.accuracy, 1)}. What the best possible model would reach on these leads is not known."
        )
    yield (
        "Log loss is small where the true tier was given a high probability; accuracy asks whether the most probable "
        "tier is right; calibration error is by how much the stated confidence misses how often it is right."
    )


def _won(best: Candidate, next_best: Candidate) -> str:
    beyond = next_best.behind > _BEYOND_CHANCE * next_best.uncertainty
    return (
        f"“{best.recipe.name}” did best on leads it had not seen: its log loss is lower than that of "
        f"“{next_best.recipe.name}”, the next best, by {next_best.behind:.3f} ± {next_best.uncertainty:.3f} "
        f"(standard error), which is {'more than chance' if beyond else 'no more than chance explains'}."
    )


def _on_the_folds(trial: Holdout) -> ReportTable:
    rows = [
        [
            candidate.recipe.name,
            _behind(candidate),
            *_figures(candidate.evaluation),
            percent(candidate.evaluation.precision[Tier.HIGH], 1),
            percent(candidate.evaluation.recall[Tier.HIGH], 1),
        ]
        for candidate in trial.training.candidates
    ]
    if best := _ceiling_of_the_folds(trial):
        rows.append(["best possible", "", *_figures(best.measured), "", ""])
    return ReportTable(
        "The recipes on the same folds of the leads to learn from, each tried on leads it had not seen",
        ("recipe", "behind the best", *_COLUMNS, *_SHOWN),
        rows,
    )


def _behind(candidate: Candidate) -> str:
    if not candidate.uncertainty:
        return "the best"
    return f"{signed(candidate.behind, 3)} ± {candidate.uncertainty:.3f}"


def _ceiling_of_the_folds(trial: Holdout) -> Ceiling | None:
    """Return the best possible on the very leads that the recipes were tried on."""
    learnt_from = Split.from_leads(trial.training.file.leads).training
    tried = np.concatenate([rows for _, rows in folds(learnt_from)])
    return ceiling(trial.training.file.leads, learnt_from.select(tried))


def _on_the_test(trial: Holdout) -> ReportTable:
    evaluation, best = trial.training.evaluation, trial.training.ceiling
    rows: list[Row] = [[trial.recipe.name, *_figures(evaluation), _precision(trial, trial.probabilities)]]
    if best and trial.rule is not None:
        rows.append(["best possible", *_figures(best.measured), _precision(trial, trial.rule)])
    caption = f"The recipe on the {len(trial.leads):,} leads of the test, which had no part in any choice"
    return ReportTable(
        caption, ("recipe", *_COLUMNS, f"precision of High where recall is {percent(HIGH_RECALL)}"), rows
    )


def _precision(trial: Holdout, probabilities: Floats) -> str:
    if not trial.high.any():
        return percent(nan)
    return percent(RecallCurve.from_scores(probabilities[:, HIGH], trial.high).precision(HIGH_RECALL), 1)


def _figures(evaluation: Evaluation) -> list[str]:
    return [
        f"{evaluation.log_loss:.3f}",
        percent(evaluation.accuracy, 1),
        points(evaluation.ece),
    ]
