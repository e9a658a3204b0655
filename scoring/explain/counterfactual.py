"""Paths to High: the smallest change of a lead after which it is shown as High."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import combinations
from typing import NamedTuple, Self

import numpy as np

from scoring.errors import InvalidLead, Problem
from scoring.explain.explainer import Explainer
from scoring.explain.score import Score, Tier
from scoring.explain.what_if import Change, changes_between
from scoring.fields.field import Feature
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from scoring.model.additive import AdditiveModel
from scoring.model.tier_rule import shown_tier
from scoring.scaling import Floats

_ROUNDING = 1e-9
_TRIED = 100


@dataclass(frozen=True, slots=True)
class Path:
    """The changes after which a lead is shown as High, in the order of the features, and its score after them."""

    changes: tuple[Change, ...]
    score: Score


class Increment(NamedTuple):
    """A code that a fact could grow to: what it adds to the score, and how far it is, in spreads of the feature."""

    name: str
    value: int
    gain: float
    step: float


@dataclass(frozen=True)
class Paths:
    """What is needed to find paths to High with one model.

    For each of the model's `features`, `levels` holds the codes worth trying, rising, and `spreads` its standard
    deviation.
    """

    fields: FieldSet
    features: tuple[Feature, ...]
    levels: tuple[tuple[int, ...], ...]
    spreads: tuple[float, ...]
    curves: AdditiveModel | None
    high_from: float | None
    score_many: Callable[[Iterable[Lead]], Iterator[Score]]

    @classmethod
    def from_model(
        cls,
        fields: FieldSet,
        features: tuple[Feature, ...],
        references: Floats,
        explainer: Explainer,
        high_from: float | None,
        score_many: Callable[[Iterable[Lead]], Iterator[Score]],
    ) -> Self:
        """Return what finds paths for the leads that `score_many` scores, judging steps by `references`."""
        curves = explainer if isinstance(explainer, AdditiveModel) else None
        levels = [step.starts for step in curves.steps] if curves else map(_spread_out, references.T)
        spreads = [float(column.std()) or 1.0 for column in references.T]
        return cls(fields, features, tuple(levels), tuple(spreads), curves, high_from, score_many)

    def to_high(self, lead: Lead, free: Collection[str]) -> Path | None:
        """Return the smallest change of the facts named in `free` that makes `lead` High, or None if none does.

        Facts only grow: more visits, a yes in place of a no or of what is unknown. The smallest change is of the fewest
        facts, and then of the shortest steps, relative to how much the features vary. For a sum of terms and a
        complete lead this is exact; otherwise it is a change that needs every part, found step by step.

        Raises:
            InvalidLead: `free` names what is no feature.
        """
        if strangers := sorted(set(free) - {feature.name for feature in self.fields.features}):
            problems = [Problem(name, f"“{name}” is not known of a lead") for name in strangers]
            raise InvalidLead(problems, understood=lead, needed=())
        path = self._path(lead, {})
        if path.score.tier is Tier.HIGH:
            return path
        if self.curves and None not in map(partial(self._code, lead), range(len(self.features))):
            changes = self._exact_search(lead, free, self.curves, path.score.margin)
        else:
            changes = self._greedy_search(lead, free, path.score)
        return None if changes is None else self._path(lead, changes)

    def _path(self, lead: Lead, changes: Mapping[str, int]) -> Path:
        after = self._changed(lead, changes)
        return Path(changes_between(self.fields, lead, after), next(self.score_many([after])))

    def _changed(self, lead: Lead, codes: Mapping[str, int]) -> Lead:
        values = {one.name: one.decode(codes[one.name]) for one in self.features if one.name in codes}
        return self.fields.update(lead, values)

    def _code(self, lead: Lead, at: int) -> int | None:
        feature = self.features[at]
        return feature.code(lead.values.get(feature.name))

    def _exact_search(
        self, lead: Lead, free: Collection[str], curves: AdditiveModel, margin: float
    ) -> dict[str, int] | None:
        high = lowest_high_margin(curves, self.high_from)
        if high is None:
            return None
        ways = [self._increments(lead, at, curves) for at in self._free(free)]
        increments = smallest_increments(ways, high - margin + _ROUNDING)
        return None if increments is None else {one.name: one.value for one in increments}

    def _free(self, free: Collection[str]) -> list[int]:
        return [at for at, feature in enumerate(self.features) if feature.name in free]

    def _increments(self, lead: Lead, at: int, curves: AdditiveModel) -> list[Increment]:
        name, step = self.features[at].name, curves.steps[at]
        now = self._code(lead, at)
        assert now is not None  # noqa: S101, the caller has looked
        return [
            Increment(name, value, step.at(value) - step.at(now), (value - now) / self.spreads[at])
            for value in self._above(lead, at)
            if step.at(value) > step.at(now)
        ]

    def _above(self, lead: Lead, at: int) -> list[int]:
        """Return the codes worth trying that are more than the lead's, rising."""
        now = self._code(lead, at)
        return [value for value in self.levels[at] if now is None or value > now]

    def _greedy_search(self, lead: Lead, free: Collection[str], now: Score) -> dict[str, int] | None:
        """Return changes that are all needed: the most helpful first, as large as allowed, then made smaller."""
        above = {self.features[at].name: self._above(lead, at) for at in self._free(free)}
        left = {name: values[-1] for name, values in above.items() if values}
        taken: dict[str, int] = {}
        while now.tier is not Tier.HIGH:
            if not left:
                return None
            before = now
            scores = self._scores(lead, [taken | {name: value} for name, value in left.items()])
            name, now = max(zip(left, scores, strict=True), key=lambda one: _gained(before, one[1]))
            taken[name] = left.pop(name)
        taken = self._without_excess(lead, taken)
        for name in reversed(list(taken)):
            taken = self._lowered(lead, taken, name, above[name])
        return self._without_excess(lead, taken)

    def _scores(self, lead: Lead, each: Iterable[Mapping[str, int]]) -> Iterator[Score]:
        return self.score_many(self._changed(lead, changes) for changes in each)

    def _is_high(self, lead: Lead, changes: Mapping[str, int]) -> bool:
        return next(self._scores(lead, [changes])).tier is Tier.HIGH

    def _without_excess(self, lead: Lead, changes: dict[str, int]) -> dict[str, int]:
        """Return the fewest of `changes` that do."""
        counts = range(len(changes))
        parts = [dict(part) for count in counts for part in combinations(changes.items(), count)]
        scores = zip(parts, self._scores(lead, parts), strict=True)
        return next((part for part, score in scores if score.tier is Tier.HIGH), changes)

    def _lowered(self, lead: Lead, changes: dict[str, int], name: str, values: Sequence[int]) -> dict[str, int]:
        """Return `changes` with the lowest of `values`, which rise, that still does for the fact `name`."""
        low, high = 0, values.index(changes[name])
        while low < high:
            middle = (low + high) // 2
            if self._is_high(lead, changes | {name: values[middle]}):
                high = middle
            else:
                low = middle + 1
        return changes | {name: values[high]}


def _gained(before: Score, after: Score) -> float:
    """Return what changes gained by themselves, without what they make believe of facts that are still unknown."""
    old = {reason.feature.name: reason.contribution for reason in before.reasons}
    known = (reason for reason in after.reasons if reason.is_known)
    return sum(reason.contribution - old[reason.feature.name] for reason in known)


def _spread_out(column: Floats) -> tuple[int, ...]:
    """Return some of the values in a column, rising, with its highest."""
    values = np.unique(np.quantile(column, np.linspace(0, 1, _TRIED + 1), method="higher"))
    return tuple(values.astype(int).tolist())


def lowest_high_margin(curves: AdditiveModel, high_from: float | None) -> float | None:
    """Return the margin from which on a lead is shown as High, or None if none is."""

    def is_high(margin: float) -> bool:
        return shown_tier(curves.link.shares(margin), high_from) is Tier.HIGH

    margins, gap = curves.link.curve.margins, curves.link.gap
    low, high = margins[0] - gap - 1, margins[-1] + gap + 1
    if not is_high(high):
        return None
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if is_high(middle) else (middle, high)
    return high


def smallest_increments(ways: Sequence[Sequence[Increment]], needed: float) -> tuple[Increment, ...] | None:
    """Return the fewest raises that gain `needed`, at most one of each of `ways`, and of those the shortest in all.

    Exact: fact by fact it keeps every combination that no other beats in both length and gain.
    """
    most = [max((one.gain for one in way), default=0.0) for way in ways]
    facts = next((count for count in range(len(ways) + 1) if sum(nlargest(count, most)) >= needed), None)
    if facts is None:
        return None
    found: list[list[_Combination]] = [[_Combination(0.0, 0.0, ())], *([] for _ in range(facts))]
    for at, way in enumerate(ways):
        for count in range(facts, 0, -1):
            later = sum(nlargest(facts - count, most[at + 1 :]))
            longer = (combination.plus(one) for combination in found[count - 1] for one in way)
            found[count] = _unbeaten([*found[count], *(one for one in longer if one.gain + later >= needed)])
    return min(found[facts], key=lambda one: one.step).raises


class _Combination(NamedTuple):
    step: float
    gain: float
    raises: tuple[Increment, ...]

    def plus(self, one: Increment) -> "_Combination":
        return _Combination(self.step + one.step, self.gain + one.gain, (*self.raises, one))


def _unbeaten(combinations: list[_Combination]) -> list[_Combination]:
    """Return the combinations that gain more than every shorter one."""
    kept: list[_Combination] = []
    for one in sorted(combinations, key=lambda one: (one.step, -one.gain)):
        if not kept or one.gain > kept[-1].gain:
            kept.append(one)
    return kept
