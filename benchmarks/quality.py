"""Quality: how good the probabilities are on leads that no training has seen, beside the specified recipe's."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Self

import numpy as np

from benchmarks.table import Goal, Row, Table, at_least, at_most, figure
from scoring.explain.score import TIERS, Tier
from scoring.fields.field_set import load_real_estate
from scoring.model.artifact import Artifact
from scoring.scaling import Floats
from training.data import LabelledLeads
from training.evaluation import Labels, evaluate
from training.model import Model
from training.recall_curve import RecallCurve
from training.recipes import HIGH_RECALL
from training.scenarios import read_scenarios
from training.synthetic import tier_probabilities

SCENARIOS = read_scenarios()
SCENARIO_LEADS = np.array(
    [[one.lead[feature.name] for feature in load_real_estate().features] for one in SCENARIOS], dtype=np.float64
)
TRUTH = np.array([[one.true_probabilities[tier] for tier in TIERS] for one in SCENARIOS])

GOALS: Mapping[str, Goal] = {
    "accuracy (most probable tier)": at_least(0.864),
    "log loss": at_most(0.272),
    "calibration error (ECE), 15 bins": at_most(0.008),
    f"High precision at recall {HIGH_RECALL}": at_least(0.715),
    "scenarios in a right tier": at_least(len(SCENARIOS)),
    "scenarios, mean distance": at_most(0.06),
}


@dataclass(frozen=True, eq=False)
class Answers:
    """What a model says of some leads: `probabilities` of shape (leads, tiers), and the tier `shown` of each."""

    probabilities: Floats
    shown: Labels

    @classmethod
    def of_model(cls, model: Model, features: Floats) -> Self:
        """Return what `model` says of leads with these features."""
        return cls(model.probabilities(features), model.tiers(features))

    @classmethod
    def most_probable(cls, probabilities: Floats) -> Self:
        """Return what shows each lead in its most probable tier."""
        return cls(probabilities, probabilities.argmax(axis=1))


def deployed(artifact: Artifact) -> Model:
    """Return the model of `artifact` as training has models."""
    mean, scale = (np.array([getattr(one, name) for one in artifact.card.features]) for name in ("mean", "scale"))
    return Model(artifact.booster, mean, scale, artifact.card.link, artifact.card.high_from)


def figures(fresh: LabelledLeads, of_fresh: Answers, of_scenarios: Answers) -> dict[str, float]:
    """Return what answers are worth, by the names of GOALS."""
    evaluation = evaluate(fresh.labels, of_fresh.probabilities)
    high = TIERS.index(Tier.HIGH)
    shown = [TIERS[position] for position in of_scenarios.shown.tolist()]
    stated = [dict(zip(TIERS, row, strict=True)) for row in of_scenarios.probabilities.tolist()]
    reached = (
        evaluation.accuracy,
        evaluation.log_loss,
        evaluation.ece,
        RecallCurve.from_scores(of_fresh.probabilities[:, high], fresh.labels == high).precision(HIGH_RECALL),
        sum(tier in one.expected for tier, one in zip(shown, SCENARIOS, strict=True)),
        mean(one.distance(shares) for one, shares in zip(SCENARIOS, stated, strict=True)),
    )
    return dict(zip(GOALS, reached, strict=True))


def model_figures(model: Model, fresh: LabelledLeads) -> dict[str, float]:
    """Return what `model` is worth, by the names of GOALS."""
    return figures(fresh, Answers.of_model(model, fresh.features), Answers.of_model(model, SCENARIO_LEADS))


def ceiling_figures(fresh: LabelledLeads) -> dict[str, float]:
    """Return what a model would be worth that knew the rule for synthetic leads, by the names of GOALS."""
    return figures(fresh, *map(Answers.most_probable, (tier_probabilities(fresh), TRUTH)))


def quality_table(ordinal: Model, specified: Model, specified_on_all: Model, fresh: LabelledLeads) -> Table:
    """Return the figures of the three models, trained on leads.csv, and the ceiling."""
    reached, *beside = [model_figures(model, fresh) for model in (ordinal, specified, specified_on_all)]
    beside.append(ceiling_figures(fresh))
    return Table(
        f"Quality on {len(fresh):,} fresh leads, trained on the 10,000 of leads.csv",
        ("asked", "reached", "specified", "on all rows", "ceiling"),
        tuple(
            figure(name, reached[name], *(others[name] for others in beside), goal=goal, form=form(goal))
            for name, goal in GOALS.items()
        ),
        (
            "The specified recipe learns from 80 % of the rows; “on all rows” is the same recipe on all of them.",
            "Distance: the largest gap between a tier's stated and true probability, mean over the nine scenarios;",
            "with three tiers that is the total variation distance.",
        ),
    )


def form(goal: Goal) -> str:
    """Return how a figure with this goal is written: shares to four digits, counts to one."""
    return "{:.4f}" if goal.value < 1 else "{:.1f}"


def scenarios_table(ordinal: Model, specified: Model) -> Table:
    """Return what the models state of the nine scenarios, beside what is true."""
    ours, theirs = (Answers.of_model(model, SCENARIO_LEADS) for model in (ordinal, specified))
    rows = []
    for at, (scenario, position) in enumerate(zip(SCENARIOS, ours.shown.tolist(), strict=True)):
        stated = [_shares(each[at]) for each in (ours.probabilities, TRUTH, theirs.probabilities)]
        missed = TIERS[position] not in scenario.expected
        rows.append(Row((scenario.name, " or ".join(scenario.expected), TIERS[position], *stated), missed=missed))
    return Table(
        "The nine scenarios: probabilities of High, Medium and Low",
        ("asked", "shown", "stated", "true", "specified"),
        tuple(rows),
    )


def _shares(probabilities: Floats) -> str:
    return " ".join(f"{share:.3f}" for share in probabilities)
