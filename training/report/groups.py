"""Whether leads of different groups are called High equally often, and equally often rightly."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.fields.field import Role
from scoring.text import join_words
from training.fairness import FEWEST_LEADS, GroupComparison, GroupOutcome, Without, compare, outcomes, without
from training.grouping import Grouping, by_column, by_feature
from training.recipes import HIGH_RECALL
from training.report.holdout import Holdout
from training.report.section import Cell, ReportTable, Row, Section
from training.report.text import leads, measured, percent, quoted, signed

_RULE = (
    "The four-fifths rule (EEOC Uniform Guidelines, 1978) asks for a closer look at groups with less than four fifths "
    "of that share; it proves nothing by itself."
)


def groupings(trial: Holdout, names: Sequence[str] = ()) -> Iterator[Grouping]:
    """Yield the ways to part the leads of the test: by age, if there is one, and by features or columns in `names`."""
    fields = trial.whole.fields
    age = fields.with_role(Role.AGE)
    for name in dict.fromkeys([*([age.name] if age else []), *names]):
        if feature := fields.feature(name):
            yield by_feature(feature, trial.whole.columns[name])
        else:
            grouping = by_column(quoted(name), trial.whole.groups[name].tolist())
            yield replace(grouping, names=tuple(map(quoted, grouping.names)))


def group_section(trial: Holdout, grouping: Grouping, number: int) -> Section:
    """Return how each group of a grouping fares, the `number`-th on the page."""
    fares = outcomes(grouping, trial.labels, trial.shown)
    comparisons = compare(fares)
    blind = _without(trial, grouping)
    return Section(
        f"groups-{number}",
        f"Groups of leads: {grouping.title}",
        [*_sentences(fares, comparisons), *_about(trial, grouping, blind)],
        tables=(_table(fares, comparisons), *([_without_table(trial, grouping, blind)] if blind else [])),
    )


def _without(trial: Holdout, grouping: Grouping) -> Without | None:
    """Return what the model would be without the feature that is parted, if it looks at that and at others."""
    training, feature = trial.training, grouping.feature
    if feature not in training.split.test.known or len(training.split.test.known) == 1:
        return None
    return without(feature.name, trial.recipe, training.split.training, training.split.test, training.measured)


def _sentences(fares: Sequence[GroupOutcome], comparisons: Sequence[GroupComparison]) -> Iterator[str]:
    small = [outcome.group for outcome in fares if not outcome.enough]
    if small:
        yield f"Too few to tell (fewer than {FEWEST_LEADS} leads): {join_words(small)}."
    if not comparisons:
        yield "No group has leads enough and any of them shown as High: there is nothing to compare."
        return
    if len(comparisons) == 1:
        yield "Only one group has leads enough: there is nothing to compare."
        return
    best = comparisons[0].best
    yield f"Shown as High most often: {best.group}, {percent(best.selected.value, 1)} of {leads(best.leads)}."
    below = [one for one in comparisons if one.below_four_fifths]
    if not below:
        yield f"{_RULE} None is below."
        return
    beyond = join_words([one.outcome.group for one in below if one.beyond_chance])
    yield f"{_RULE} Below four fifths: {join_words([one.outcome.group for one in below])}."
    yield (
        (f"By more than chance explains: {beyond}. " if beyond else "Chance alone may well explain that. ")
        + "Groups may also differ in truth: see how many of each are High."
    )


def _about(trial: Holdout, grouping: Grouping, blind: Without | None) -> Iterator[str]:
    """Yield what the model has to do with what is parted, and what it would be without it."""
    if grouping.feature is None:
        yield f"The model does not look at {grouping.title}; what it looks at may still go along with it."
    elif grouping.feature not in trial.leads.known:
        yield f"The model was trained without {grouping.feature.title}; what it looks at may still go along with it."
    elif blind is None:
        yield f"The model looks at nothing but {grouping.feature.title}."
    else:
        beyond = abs(blind.more_loss) > 2 * blind.uncertainty
        yield (
            f"Trained without {grouping.feature.title}, its log loss changes by {signed(blind.more_loss, 4)} ± "
            f"{blind.uncertainty:.4f} (standard error): {'more than chance' if beyond else 'no more than chance'}. "
            f"To train so: --exclude {grouping.feature.name}."
        )


def _table(fares: Sequence[GroupOutcome], comparisons: Sequence[GroupComparison]) -> ReportTable:
    of_group = {one.outcome: one for one in comparisons}
    rows: list[Row] = [
        [
            outcome.group,
            f"{outcome.leads:,}",
            percent(outcome.high.value, 1),
            measured(outcome.selected, 1),
            _ratio(outcome, of_group.get(outcome)),
            measured(outcome.missed),
            measured(outcome.false_alarms, 1),
        ]
        for outcome in fares
    ]
    caption = (
        "Selection rate: the share shown as High. Missed: of the High leads, those not shown as High (false negative "
        "rate). False alarms: of all others, those shown as High (false positive rate). In small print, where the true "
        "share lies with 95\N{NO-BREAK SPACE}% certainty."
    )
    columns = ("group", "leads", "High in truth", "selection rate", "ratio to the best", "missed", "false alarms")
    return ReportTable(caption, columns, rows)


def _ratio(outcome: GroupOutcome, comparison: GroupComparison | None) -> Cell:
    if not outcome.enough:
        return Cell("too few to tell")
    if comparison is None:
        return Cell("none")
    if comparison.outcome is comparison.best:
        return Cell("1.00", "the best")
    return Cell(f"{float(comparison.ratio):.2f}", "below four fifths" if comparison.below_four_fifths else "")


def _without_table(trial: Holdout, grouping: Grouping, blind: Without) -> ReportTable:
    rows = [
        [name, percent(figures.accuracy, 1), f"{figures.log_loss:.3f}", percent(precision, 1)]
        for name, figures, precision in (
            (f"with {grouping.title}", trial.training.evaluation, blind.precision_with),
            (f"without {grouping.title}", blind.evaluation, blind.precision),
        )
    ]
    columns = ("model", "accuracy", "log loss", f"precision of High where recall is {percent(HIGH_RECALL)}")
    return ReportTable("What the model would be without the feature, on the same leads", columns, rows)
