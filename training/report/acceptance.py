"""How the model does on the specification's scenarios."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from scoring.explain.score import TIERS, Score, Tier
from scoring.explain.scorer import Scorer
from scoring.text import join_words
from training.report.holdout import Holdout
from training.report.section import ReportTable, Section
from training.report.text import points
from training.scenarios import Scenario, read_scenarios

Scored = tuple[Scenario, Score]


def applies(trial: Holdout) -> bool:
    """Return whether the scenarios state any feature of these leads."""
    return any(name in trial.whole.fields for scenario in read_scenarios() for name in scenario.lead)


def acceptance(trial: Holdout) -> Section:
    """Return what the model in the folder says of each scenario, beside what is right."""
    scenarios = read_scenarios()
    scored = list(_scored(Scorer(trial.training.artifact), scenarios))
    sentences = list(_sentences(trial, scenarios, scored))
    return Section("scenarios", "The specification's scenarios", sentences, tables=(_table(scored),) if scored else ())


def _scored(scorer: Scorer, scenarios: Sequence[Scenario]) -> Iterator[Scored]:
    for scenario in scenarios:
        known = {name: value for name, value in scenario.lead.items() if name in scorer.fields}
        score = scorer.score(scorer.fields.read(known))
        if not score.unknown:  # else the model looks at a feature that the specification did not know
            yield scenario, score


def _sentences(trial: Holdout, scenarios: Sequence[Scenario], scored: Sequence[Scored]) -> Iterator[str]:
    if left_out := len(scenarios) - len(scored):
        yield (
            f"Left out: {left_out} of the {len(scenarios)} scenarios, "
            "which do not state a feature that the model looks at."
        )
    if not scored:
        return
    right = sum(score.tier in scenario.expected for scenario, score in scored)
    gap = fmean(scenario.distance(score.probabilities) for scenario, score in scored)
    yield (
        f"The model in the folder shows {right} of {len(scored)} as a tier that is right. Its probabilities are "
        f"{points(gap)} from the true ones on average (the largest gap of any tier)."
    )
    if not trial.training.ceiling:
        yield (
            "The scenarios come with the rule for synthetic leads. The leads of this file were not labelled by it, so "
            "what is right there need not be right here."
        )


def _table(scored: Sequence[Scored]) -> ReportTable:
    rows = [
        [
            scenario.name,
            join_words(scenario.expected, last="or"),
            score.tier + ("" if score.tier in scenario.expected else " (wrong)"),
            _three(score.probabilities),
            _three(scenario.true_probabilities),
            points(scenario.distance(score.probabilities)),
        ]
        for scenario, score in scored
    ]
    columns = ("scenario", "right", "shown", "stated", "true", "largest gap")
    return ReportTable(f"Stated and true: the probabilities of {join_words(TIERS)}", columns, rows)


def _three(probabilities: Mapping[Tier, float]) -> str:
    return " / ".join(f"{100 * probabilities[tier]:.0f}" for tier in TIERS) + "\N{NO-BREAK SPACE}%"
