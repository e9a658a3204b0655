"""What a lead is worth: tier, probabilities and reasons, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from scoring.fields.field import Feature, Value


class Tier(StrEnum):
    """How soon a lead deserves attention, best first."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


TIERS: tuple[Tier, ...] = tuple(Tier)
"""The tiers in the order of labels and of columns of probabilities."""

RECOMMENDATIONS: Mapping[Tier, str] = {
    Tier.HIGH: "Priority follow-up within 24 hours. Assign to senior sales team.",
    Tier.MEDIUM: "Follow up within 3-5 days. Good potential, needs nurturing.",
    Tier.LOW: "Monthly nurture e-mail. Early-stage or unlikely.",
}
"""What to do with a lead of each tier, as the specification words it."""


class Direction(StrEnum):
    """Where a reason moves a lead: up towards High, or down towards Low."""

    UP = "up"
    DOWN = "down"


class Side(StrEnum):
    """On which side a value leaves the range that the model was trained on."""

    BELOW = "below"
    ABOVE = "above"


class Reason(NamedTuple):
    """What one feature adds to the score.

    `contribution` is the feature's SHAP value on the scale of `Score.margin`; more than 0 is towards High. The value is
    None if it is missing. That may be a value of its own (`is_known`); an unknown feature contributes its average.
    """

    feature: Feature
    value: Value | None
    contribution: float

    @property
    def is_known(self) -> bool:
        """Whether the feature has a value, or its missing value means something."""
        return self.value is not None or bool(self.feature.when_missing)

    @property
    def title(self) -> str:
        """The feature's title."""
        return self.feature.title

    @property
    def stated(self) -> str:
        """The value as a person writes it: "$250,000"; "unknown" where nothing is known."""
        if self.value is None:
            return self.feature.when_missing or "unknown"
        return self.feature.write(self.value)

    @property
    def direction(self) -> Direction:
        """Where the feature moves this lead."""
        return Direction.UP if self.contribution > 0 else Direction.DOWN


@dataclass(frozen=True, slots=True)
class Beyond:
    """A value outside the range from which the model learnt; `limit` is the end of the range that it passes."""

    feature: Feature
    value: float
    limit: float
    side: Side


@dataclass(frozen=True, slots=True)
class Range:
    """What a score may still become: the worst tier and the best that any values of the unknown features could give.

    P(High) lies between `low` and `high`, from 0 to 1, for nine tenths of the leads like this one: they are its 5th and
    95th percentile, widened to hold P(High) of the score itself.
    """

    lowest: Tier
    highest: Tier
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """What a model says of one lead.

    `probabilities` holds every tier, best first, and adds up to 1. `reasons` holds every feature that the model looks
    at, the weightiest first: `base` and their contributions add up to `margin`, the score from which the probabilities
    are read (of a model with an output for each tier: how far High is ahead of Low, in log-odds).
    `beyond` names the values outside what the model was trained on.

    Where features are `unknown`, in the model's order, everything is the mean over leads that are as this one in what
    is known, and `range` says what may still become of it. Where all are known, it holds this score alone.
    """

    tier: Tier
    probabilities: Mapping[Tier, float]
    recommendation: str
    reasons: tuple[Reason, ...]
    base: float
    margin: float
    beyond: tuple[Beyond, ...]
    model_version: str
    unknown: tuple[Feature, ...]
    range: Range

    @property
    def settled(self) -> bool:
        """Whether no value of what is unknown could change the tier."""
        return self.range.lowest is self.range.highest

    @property
    def confidence(self) -> float:
        """The probability of the tier, from 0 to 1."""
        return self.probabilities[self.tier]

    @property
    def most_probable(self) -> Tier:
        """The tier with the highest probability; the rule of the model may show another one."""
        return max(self.probabilities, key=self.probabilities.__getitem__)

    @property
    def borderline(self) -> bool:
        """Whether another tier is more than half as probable as the one shown."""
        shares = self.probabilities
        return any(2 * shares[tier] > shares[self.tier] for tier in shares if tier is not self.tier)
