"""What a manager wants to know first, and what the model does not know."""

from collections.abc import Iterator

from scoring.explain.score import TIERS
from scoring.text import join_words
from training.intervals import Share
from training.report.data_section import excluded
from training.report.holdout import HIGH, Holdout
from training.report.section import Headline
from training.report.text import between, leads, of_100, points

_FEW_HIGH = 100


def headlines(trial: Holdout) -> Iterator[Headline]:
    """Yield the figures that matter most."""
    yield Headline(of_100(trial.right.value), f"leads are shown as the tier that they are. {_best_possible(trial)}")
    error, chance = trial.training.evaluation.ece, trial.honest_error
    explained = f"{'no more' if error <= chance.highest else 'more'} than chance explains on {leads(len(trial.leads))}"
    yield Headline(points(error), f"is how far its confidence is from how often it is right, on average: {explained}.")
    if trial.high.any():
        found = trial.recall(HIGH)
        yield Headline(of_100(found.value), f"High leads are found: {found.hits:,} of {found.of:,}. {_truly(found)}")
    if trial.called.any():
        right = trial.precision(HIGH)
        yield Headline(
            of_100(right.value), f"leads called High are High: {right.hits:,} of {right.of:,}. {_truly(right)}"
        )


def _best_possible(trial: Holdout) -> str:
    if trial.training.ceiling is None:
        return "What the best possible would be is not known for these leads."
    best = trial.training.ceiling.measured.shown_accuracy
    return f"The best possible is {of_100(best)}: the rest is chance."


def _truly(share: Share) -> str:
    return f"With 95\N{NO-BREAK SPACE}% certainty, the true share is {between(share.interval)}."


def unknown(trial: Holdout) -> Iterator[str]:
    """Yield what the model, or this report, does not know."""
    yield "It knows tiers, not sales: it learnt which tier the file gives a lead, not who bought."
    if trial.training.ceiling:
        yield (
            "Every lead has a tier that the rule for synthetic leads may give it. If they are synthetic, these figures "
            "say how well the model finds that rule, and nothing about customers."
        )
    if not trial.training.split.by_date:
        yield "The file has no dates, so whether the model holds for leads of later months was not tried."
    titles = [feature.title for feature in excluded(trial)]
    if titles:
        them = "it" if len(titles) == 1 else "them"
        yield f"It was trained without {join_words(titles)}, and does not look at {them}."
    high = int(trial.high.sum())
    if high < _FEW_HIGH:
        yield f"Few of the leads it was measured on are High ({high:,}): what is said of them is uncertain."
    absent = [tier for at, tier in enumerate(TIERS) if not (trial.labels == at).any()]
    if absent:
        yield f"None of the leads it was measured on is {join_words(absent, last='or')}."
    yield "Of values beyond what it has seen it can only repeat the nearest that it has; the bot marks them."
