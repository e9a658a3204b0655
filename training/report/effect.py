"""Effect: what each value of a feature adds to the score."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.fields.field import Feature
from scoring.scaling import Floats
from training.grouping import write_code
from training.report.holdout import Explanations
from training.report.text import signed

_SAME = 1e-3
_HARDLY = 0.05


@dataclass(frozen=True, eq=False)
class Effect:
    """The `values` of one feature, ascending, and the `contributions` of each, both of shape (leads,).

    `alone`: a value always adds the same, whatever else is known of the lead.
    """

    feature: Feature
    values: Floats
    contributions: Floats
    alone: bool

    @property
    def span(self) -> float:
        """How far the feature moves a lead from worst to best."""
        return float(np.ptp(self.contributions))

    @cached_property
    def rises(self) -> bool:
        """Whether no value adds less than a smaller one."""
        return self.alone and bool((np.diff(self.contributions) >= -_SAME).all())

    def sentence(self, widest: float) -> str:
        """Return the effect in a sentence, beside the `widest` span of any feature."""
        low, high = int(self.contributions.argmin()), int(self.contributions.argmax())
        least, most = signed(self.contributions[low]), signed(self.contributions[high])
        if not self.span:
            return "Adds nothing to any lead." if least == signed(0) else f"Adds {least} to every lead."
        if self.span < _HARDLY * widest:
            return f"Hardly matters: from {least} to {most}."
        ends = f"from {least} ({self._write(low)}) to {most} ({self._write(high)})"
        if self.rises:
            return f"More is never worse: {ends}."
        return f"More is not always better: {ends}." if self.alone else f"Depends on the rest of the lead: {ends}."

    def _write(self, position: int) -> str:
        return write_code(self.feature, self.values[position])


def effects(explanations: Explanations) -> Iterator[Effect]:
    """Yield the effect of each feature, the weightiest first."""
    ordered = [_ascending(explanations, at) for at in explanations.order]
    alone = all(_is_alone(values, contributions) for values, contributions in ordered)
    for at, (values, contributions) in zip(explanations.order, ordered, strict=True):
        yield Effect(explanations.features[at], values, contributions, alone)


def _ascending(explanations: Explanations, at: int) -> tuple[Floats, Floats]:
    values, contributions = explanations.values[:, at], explanations.contributions[:, at]
    order = np.lexsort((contributions, values))
    return values[order], contributions[order]


def _is_alone(values: Floats, contributions: Floats) -> bool:
    """Return whether leads with the same value have the same contribution; where no two have, that says nothing."""
    same = np.diff(values) == 0
    return bool((np.diff(contributions)[same] <= _SAME).all())
