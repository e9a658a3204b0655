"""Fairness: whether leads of different groups are called High equally often, and equally often rightly.

Selection rates are compared with the best group's by the four-fifths rule of the Uniform Guidelines on Employee
Selection Procedures (EEOC 1978, 29 CFR 1607.4 D): a convention that says where to look closer, not a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.explain.score import TIERS, Tier
from scoring.scaling import Floats
from training.data import LabelledLeads
from training.evaluation import Evaluation, Labels, evaluate, losses
from training.grouping import Grouping
from training.intervals import Share
from training.model import Model
from training.recall_curve import RecallCurve
from training.recipes import HIGH_RECALL, Recipe

FOUR_FIFTHS: Final = Fraction(4, 5)
FEWEST_LEADS: Final = 30
"""Groups of fewer leads are too small to tell."""

_HIGH: Final = TIERS.index(Tier.HIGH)


@dataclass(frozen=True)
class GroupOutcome:
    """How a group fares: the share of its leads shown as High, and of those that are High in truth.

    `missed` is the share of its High leads not shown as High (the false negative rate), `false_alarms` that of its
    other leads shown as High (the false positive rate).
    """

    group: str
    selected: Share
    high: Share
    missed: Share
    false_alarms: Share

    @property
    def leads(self) -> int:
        """How many leads the group has."""
        return self.selected.of

    @property
    def enough(self) -> bool:
        """Whether the group has leads enough to compare it."""
        return self.leads >= FEWEST_LEADS


@dataclass(frozen=True)
class GroupComparison:
    """A group beside the `best`, the one with the highest selection rate of those with leads enough."""

    outcome: GroupOutcome
    best: GroupOutcome

    @property
    def ratio(self) -> Fraction:
        """The group's selection rate by the best group's, exact: just four fifths are not below."""
        mine, best = self.outcome.selected, self.best.selected
        return Fraction(mine.hits, mine.of) / Fraction(best.hits, best.of)

    @property
    def below_four_fifths(self) -> bool:
        """Whether the selection rate is less than four fifths of the best group's."""
        return self.ratio < FOUR_FIFTHS

    @property
    def beyond_chance(self) -> bool:
        """Whether chance alone would seldom part the two so far."""
        return self.outcome.selected.differs_from(self.best.selected)


@dataclass(frozen=True)
class Without:
    """A model of the same recipe that knows nothing of one feature, on the same leads.

    `precision` is that of High at HIGH_RECALL, for both models, nan where no lead is High. `more_loss` is by how much
    the log loss is higher without the feature, and `uncertainty` the standard error of that, over leads.
    """

    evaluation: Evaluation
    precision: float
    precision_with: float
    more_loss: float
    uncertainty: float


def outcomes(grouping: Grouping, labels: Labels, shown: Labels) -> tuple[GroupOutcome, ...]:
    """Return how each group fares that has any lead, by the true `labels` and the tiers `shown`."""
    return tuple(_outcomes(grouping, labels == _HIGH, shown == _HIGH))


def _outcomes(grouping: Grouping, high: NDArray[np.bool_], called: NDArray[np.bool_]) -> Iterator[GroupOutcome]:
    for position, name in enumerate(grouping.names):
        inside = grouping.members == position
        if inside.any():
            yield GroupOutcome(
                name,
                selected=_share(called, inside),
                high=_share(high, inside),
                missed=_share(~called, inside & high),
                false_alarms=_share(called, inside & ~high),
            )


def _share(hits: NDArray[np.bool_], among: NDArray[np.bool_]) -> Share:
    return Share(int((hits & among).sum()), int(among.sum()))


def compare(groups: tuple[GroupOutcome, ...]) -> tuple[GroupComparison, ...]:
    """Return each group with leads enough beside the best of them; none where no lead is shown as High."""
    large = [outcome for outcome in groups if outcome.enough and outcome.selected.hits]
    if not large:
        return ()
    best = max(large, key=lambda outcome: outcome.selected.value)
    return tuple(GroupComparison(outcome, best) for outcome in groups if outcome.enough)


def without(name: str, recipe: Recipe, known: LabelledLeads, test: LabelledLeads, model: Model) -> Without:
    """Train `recipe` on the leads `known` less the feature `name`, and compare it with `model` on `test`."""
    blind = recipe.train(known.without([name]))
    seen = test.without([name])
    shares, shares_with = blind.probabilities(seen.features), model.probabilities(test.features)
    more: Floats = losses(test.labels, shares) - losses(test.labels, shares_with)
    high = test.labels == _HIGH
    return Without(
        evaluate(test.labels, shares, blind.tiers(seen.features)),
        precision=_precision(shares, high),
        precision_with=_precision(shares_with, high),
        more_loss=float(more.mean()),
        uncertainty=float(more.std() / np.sqrt(len(more))),
    )


def _precision(probabilities: Floats, high: NDArray[np.bool_]) -> float:
    return RecallCurve.from_scores(probabilities[:, _HIGH], high).precision(HIGH_RECALL) if high.any() else nan
