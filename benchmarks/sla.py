"""The promise: more of a feature that never lowers a lead never makes a better tier less probable."""

from collections.abc import Iterator, Mapping

import numpy as np

from benchmarks.table import Row, Table
from scoring.fields.field import Feature, Quantity
from scoring.scaling import Floats
from training.data import LabelledLeads
from training.model import Model

_STEPS = 5
_ROUNDING = 1e-5


def promise_table(models: Mapping[str, Model], leads: LabelledLeads) -> Table:
    """Return for how many of `leads` raising a feature lowered the lead, by feature and model; the first promises."""
    rows = []
    for at, feature in enumerate(leads.known):
        if feature.never_lowers:
            lowered = [_lowered(model, leads.features, at, feature) for model in models.values()]
            rows.append(Row((feature.title, "0", *map(str, lowered)), missed=lowered[0] > 0))
    return Table(
        f"Of {len(leads):,} leads, those whose P(High) or P(Medium or better) falls when a feature is raised",
        ("asked", *models),
        tuple(rows),
        (f"Each value is raised in {_STEPS} equal steps to the highest there is; falls by {_ROUNDING} are rounding.",),
    )


def _lowered(model: Model, features: Floats, at: int, feature: Feature) -> int:
    """Return how many rows some step lowers when the feature in column `at` is raised."""
    lowered = np.zeros(len(features), dtype=np.bool_)
    before = _at_least(model, features)
    for raised in _raises(features, at, feature):
        after = _at_least(model, raised)
        lowered |= (after < before - _ROUNDING).any(axis=1)
        before = after
    return int(lowered.sum())


def _raises(features: Floats, at: int, feature: Feature) -> Iterator[Floats]:
    """Yield `features` with the column `at` raised further and further, up to the highest value it has or may have."""
    column = features[:, at]
    end = feature.at_most if isinstance(feature, Quantity) and not feature.unbounded else column.max()
    for step in range(1, _STEPS + 1):
        raised = features.copy()
        raised[:, at] = np.floor(column + (end - column) * step / _STEPS)
        yield raised


def _at_least(model: Model, features: Floats) -> Floats:
    """Return P(High) and P(Medium or better) of each row: shape (rows, 2)."""
    cumulative: Floats = model.probabilities(features)[:, :-1].cumsum(axis=1)
    return cumulative
