"""Questions: which of the unknown facts of a lead to ask for next, by how much the answer would tell of its tier."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from scoring.explain.imputation import Completions
from scoring.explain.score import TIERS
from scoring.fields.field import Choice, Feature, Value, YesNo
from scoring.model.tier_rule import shown_tiers
from scoring.scaling import Floats

WORTH_ASKING = 0.05
"""Below this `Question.gain`, the tier hardly ever changes any more; docs/training.md says how seldom."""

# What was best on synthetic leads, with more of either it hardly gets better.
_ANSWERS = 16
_OTHERS = 64
# Resemblance is a guess, and tells least of what is rare: so much of the weight is of all completions alike.
_OPEN = 0.3
_ALIKE = 6


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose: the label of its button, and the value it means."""

    label: str
    value: Value


_YES_OR_NO = (Option("Yes", value=True), Option("No", value=False))


@dataclass(frozen=True, slots=True)
class Question:
    """A question for one unknown fact, in words, with `options` where there are few answers.

    `gain` is how much less uncertain the tier is expected to be once it is answered, in bits.
    """

    feature: Feature
    text: str
    options: tuple[Option, ...]
    gain: float

    @classmethod
    def about(cls, feature: Feature, gain: float) -> Self:
        """Return the question for `feature`."""
        return cls(feature, feature.ask(), _options(feature), gain)


def _options(feature: Feature) -> tuple[Option, ...]:
    match feature:
        case YesNo():
            return _YES_OR_NO
        case Choice():
            return tuple(Option(option, option) for option in feature.options)
        case _:
            return ()


def best_question(
    features: Sequence[Feature],
    completions: Completions,
    unknown: Sequence[int],
    probabilities: Callable[[Floats], Floats],
    high_from: float | None,
) -> Question:
    """Return the question of all for the `unknown` columns whose answer would tell most.

    Where answers tell alike of the tier shown, as when no single one changes it, the one that moves its chances most.
    """
    found = zip(unknown, information_gains(completions, unknown, probabilities, high_from), strict=True)
    at, telling = max(found, key=lambda one: (round(one[1].shown, _ALIKE), one[1].likely))
    return Question.about(features[at], telling.shown)


class InformationGain(NamedTuple):
    """How much the answer for one feature is expected to tell, in bits.

    `shown` is of the tier that will be shown once all is known, `likely` of the one that the lead turns out to have.
    """

    shown: float
    likely: float


def information_gains(
    completions: Completions,
    unknown: Sequence[int],
    probabilities: Callable[[Floats], Floats],
    high_from: float | None,
) -> list[InformationGain]:
    """Return how much the answer for each of the `unknown` columns would tell.

    It is the mutual information of answer and tier. Each answer that the completions hold likely is tried on the same
    leads, some of the completions, so that all it changes is what the answer changes, not which leads were drawn.
    """
    completions = _opened(completions)
    others = completions.thinned(_OTHERS)
    answers = [_answers(completions.rows[:, at], completions.weights) for at in unknown]
    rows = [_answered(others.rows, at, values) for at, (values, _) in zip(unknown, answers, strict=True)]
    each = _parted(probabilities(np.concatenate(rows)), [len(one) for one in rows])
    found = []
    for (values, chances), shares in zip(answers, each, strict=True):
        shown = np.eye(len(TIERS))[shown_tiers(shares, high_from)]
        tables = (others.weights @ of.reshape(len(values), -1, len(TIERS)) for of in (shown, shares))
        found.append(InformationGain(*(_information(chances, table) for table in tables)))
    return found


def _opened(completions: Completions) -> Completions:
    weights = completions.weights
    return Completions(completions.rows, (1 - _OPEN) * weights + _OPEN / len(weights))


def _answers(column: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the values of a feature to reckon with, and how probable each is: all there are, or some evenly spread."""
    values, which = np.unique(column, return_inverse=True)
    chances: Floats = np.bincount(which, weights).astype(np.float64)
    if len(values) <= _ANSWERS:
        return values, chances
    middles = (np.arange(_ANSWERS) + 0.5) / _ANSWERS
    taken = np.minimum(np.searchsorted(chances.cumsum(), middles), len(values) - 1)
    return values[taken], np.full(_ANSWERS, 1 / _ANSWERS)


def _answered(rows: Floats, at: int, values: Floats) -> Floats:
    """Return `rows` once for each of `values`, which stands in the column `at`."""
    answered = np.tile(rows, (len(values), 1))
    answered[:, at] = np.repeat(values, len(rows))
    return answered


def _parted(rows: Floats, sizes: Sequence[int]) -> Iterator[Floats]:
    return iter(np.split(rows, np.cumsum(sizes)[:-1]))


def _information(chances: Floats, shares: Floats) -> float:
    """Return what an answer tells of the tier: `chances` of the answers, `shares` of the tiers after each."""
    return max(0.0, float(_entropy(chances @ shares) - chances @ _entropy(shares)))


def _entropy(shares: Floats) -> Floats:
    """Return the uncertainty in bits of probabilities along the last axis."""
    bits: Floats = -(shares * np.log2(np.where(shares > 0, shares, 1))).sum(axis=-1)
    return bits
