"""Links: how the margins of a model's trees become the probability of each tier."""

from bisect import bisect_right
from functools import cached_property
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scoring.explain.score import TIERS, Tier
from scoring.scaling import Floats, softmax
from scoring.text import join_words

LEAST = 1e-4
"""No tier is ever called less probable than this: no amount of data rules one out."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, ignored_types=(cached_property,))


class Curve(_Frozen):
    """A rising line from margins to probabilities: linear between its points, level beyond them."""

    margins: tuple[float, ...] = Field(min_length=1)
    shares: tuple[Annotated[float, Field(ge=0, le=1)], ...]

    @model_validator(mode="after")
    def _rises(self) -> "Curve":
        if len(self.margins) != len(self.shares):
            raise ValueError("as many margins as shares")
        if not (all(np.diff(self.margins) > 0) and all(np.diff(self.shares) >= 0)):
            raise ValueError("margins and shares rise")
        return self

    def __call__(self, margins: Floats) -> Floats:
        """Return the probability at each of `margins`, of the same shape."""
        shares: Floats = np.interp(margins, *self._points)
        return shares

    def at(self, margin: float) -> float:
        """Return the probability at one margin, as calling the curve does, within rounding, in a tenth of the time."""
        after = bisect_right(self.margins, margin)
        if after == 0 or after == len(self.margins):
            return self.shares[after - 1 if after else 0]
        start, end = self.margins[after - 1], self.margins[after]
        low, high = self.shares[after - 1], self.shares[after]
        return low + (high - low) * (margin - start) / (end - start)

    @cached_property
    def _points(self) -> tuple[Floats, Floats]:
        return np.array(self.margins), np.array(self.shares)


class Ordinal(_Frozen):
    """One output, the latent score, and one calibrated curve for both thresholds, `gap` on either side of 0.

    P(Medium or better) = curve(score + gap), P(High) = curve(score - gap): a cumulative link model (McCullagh 1980,
    Regression Models for Ordinal Data) whose link is learnt. One set of SHAP values explains every tier.
    """

    kind: Literal["ordinal"] = "ordinal"
    curve: Curve
    gap: float = Field(gt=0)

    @property
    def outputs(self) -> int:
        """How many outputs the trees have."""
        return 1

    def upward(self, parts: Floats) -> Floats:
        """Return what each feature adds to the score, and its base last: shape (leads, features + 1)."""
        return parts

    def probabilities(self, margins: Floats) -> Floats:
        """Return the probabilities of shape (leads, tiers), best tier first, of margins of shape (leads,)."""
        at_least_medium, high = self.curve(margins + self.gap), self.curve(margins - self.gap)
        parted = np.stack([high, at_least_medium - high, 1 - at_least_medium], axis=-1)
        shares: Floats = LEAST + (1 - len(TIERS) * LEAST) * parted
        return shares

    def shares(self, margin: float) -> list[float]:
        """Return the probabilities of one lead, best tier first, as `probabilities` does, within rounding."""
        at_least_medium, high = self.curve.at(margin + self.gap), self.curve.at(margin - self.gap)
        parted = (high, at_least_medium - high, 1 - at_least_medium)
        return [LEAST + (1 - len(TIERS) * LEAST) * share for share in parted]


class Softmax(_Frozen):
    """One output for each tier, in the order of `tiers`; their log-odds are taken as they are, uncalibrated.

    Reasons are those of the log-odds of High against Low: a difference of two outputs has the difference of their
    SHAP values (linearity, Lundberg & Lee 2017).
    """

    kind: Literal["softmax"] = "softmax"
    tiers: tuple[Tier, ...]

    @field_validator("tiers")
    @classmethod
    def _every_tier_once(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        if sorted(tiers) != sorted(Tier):
            raise ValueError(f"a model has one output each for {join_words(list(Tier))}")
        return tiers

    @property
    def outputs(self) -> int:
        """How many outputs the trees have."""
        return len(self.tiers)

    def upward(self, parts: Floats) -> Floats:
        """Return what each feature adds to the log-odds, and their base last: shape (leads, features + 1)."""
        difference: Floats = parts[:, self.tiers.index(Tier.HIGH), :] - parts[:, self.tiers.index(Tier.LOW), :]
        return difference

    def probabilities(self, margins: Floats) -> Floats:
        """Return the probabilities of shape (leads, tiers), best tier first, of margins of shape (leads, tiers)."""
        best_first = [self.tiers.index(tier) for tier in Tier]
        return softmax(margins)[:, best_first]


Link = Annotated[Ordinal | Softmax, Field(discriminator="kind")]
