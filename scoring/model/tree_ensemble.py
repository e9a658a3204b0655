"""Any ensemble of trees, explained by XGBoost itself at each call."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from math import prod

import numpy as np
import xgboost
from numpy.typing import NDArray

from scoring.errors import BadExplanation
from scoring.explain.explainer import Completed, Explained, Values
from scoring.explain.imputation import Completions, Known
from scoring.explain.tree_bounds import TreeBounds
from scoring.fields.field import Choice, Feature, YesNo
from scoring.model.artifact import Artifact
from scoring.scaling import Floats, scaled

_CHUNK = 5_000
_WORTH_THREADS = 100
_TOLERANCE = 1e-4
# What a half-known lead may cost: the specified trees take 0.01 ms to score a completion, and 3 ms to explain one.
_COMPLETIONS = 256
_CELLS = 256


class TreeEnsemble:
    """A model whose trees XGBoost is asked about, some thousand leads at a time. Safe to share between threads."""

    def __init__(self, artifact: Artifact) -> None:
        self._link = artifact.card.link
        self._scaling = artifact.card.scaling
        # A lead alone gets one thread: on a busy machine, waiting for more takes ten times as long as the work.
        self._booster = artifact.booster
        self._threaded_booster = artifact.booster.copy()
        self._threaded_booster.set_param({"nthread": 0})  # all there are
        self._leaves = TreeBounds(artifact.booster)
        self._cells = [self._values_that_differ(at, feature) for at, feature in enumerate(artifact.features)]

    def explain(self, rows: Iterable[Values]) -> Iterator[Explained]:
        """Yield what there is to say about each of `rows`, in their order.

        Raises:
            BadExplanation: the contributions do not add up to the score.
        """
        remaining = iter(rows)
        while chunk := list(islice(remaining, _CHUNK)):
            upward, probabilities = self._explained(np.array(chunk, dtype=np.float64))
            for values, (*parts, base), shares in zip(chunk, upward.tolist(), probabilities.tolist(), strict=True):
                yield Explained(values, parts, base, shares)

    def probabilities(self, rows: Floats) -> Floats:
        """Return the probabilities of `rows`, of shape (leads, features): shape (leads, tiers), best tier first."""
        return self._link.probabilities(self._margins(scaled(rows, *self._scaling)))

    def worth(self, rows: Floats) -> Floats:
        """Return nearly what each value in `rows` adds to its lead's score: what the means of nodes change on its way.

        These are XGBoost's approximate contributions (Saabas 2014), a hundred times as fast as SHAP values.
        """
        matrix = xgboost.DMatrix(scaled(rows, *self._scaling), nthread=1)
        parts = self._booster.predict(matrix, pred_contribs=True, approx_contribs=True, validate_features=False)
        return self._link.upward(parts.astype(np.float64))[:, :-1]

    def complete(self, completions: Completions, known: Known) -> Completed:
        """Return the explanation of a lead with these known features, by some of its completions.

        Explained is the one in the middle: by how much it misses the mean score, evenly shared by the unknown features,
        is added to what those contribute.

        Raises:
            BadExplanation: the contributions do not add up to the score.
        """
        completions = completions.thinned(_COMPLETIONS)
        margins = self._margins(scaled(completions.rows, *self._scaling))
        upward, _ = self._explained(completions.thinned(1).rows)
        *parts, base = upward[0]
        mean = completions.weights @ self._link.upward(margins[..., np.newaxis])[..., 0]
        unknown = [at for at, value in enumerate(known) if value is None]
        contributions = np.array(parts)
        contributions[unknown] += (mean - base - contributions.sum()) / len(unknown)
        return Completed(completions, self._link.probabilities(margins), contributions.tolist(), float(base))

    def bounds(self, known: Known) -> tuple[Floats, Floats]:
        """Return boxes that hold the margins of every lead with these known features: their lower and upper ends.

        Every combination that trees can tell apart is tried where they are few. Else the worst leaf of each tree is
        added up, and the best: bounds as true, and wider.
        """
        row = scaled(np.array([np.nan if value is None else value for value in known], dtype=float), *self._scaling)
        unknown = [at for at, value in enumerate(known) if value is None]
        cells = [self._cells[at] for at in unknown]
        if prod(map(len, cells)) <= _CELLS:
            rows = np.tile(row, (prod(map(len, cells)), 1))
            rows[:, unknown] = list(product(*cells))
            margins = self._margins(rows)
            return margins - _TOLERANCE, margins + _TOLERANCE
        lowest, highest = self._leaves.bounds(row)
        shape = (1, -1) if self._link.outputs > 1 else (1,)
        return lowest.reshape(shape) - _TOLERANCE, highest.reshape(shape) + _TOLERANCE

    def _explained(self, chunk: Floats) -> tuple[Floats, Floats]:
        """Return what each feature adds to each score, the base last, and the probabilities read from the scores.

        XGBoost's SHAP values are exact (TreeSHAP, Lundberg et al. 2020). They must add up to what the trees say.
        """
        booster = self._booster if len(chunk) < _WORTH_THREADS else self._threaded_booster
        rows = xgboost.DMatrix(scaled(chunk, *self._scaling), nthread=1)
        parts: Floats = booster.predict(rows, pred_contribs=True, validate_features=False).astype(np.float64)
        margins = parts.sum(axis=-1)
        said = booster.predict(rows, output_margin=True, validate_features=False)
        gap = float(np.abs(margins - said).max())
        if not gap <= _TOLERANCE:
            raise BadExplanation(gap)
        return self._link.upward(parts), self._link.probabilities(margins)

    def _margins(self, rows: NDArray[np.float32]) -> Floats:
        """Return what the trees say of scaled `rows`: shape (leads,) or (leads, outputs)."""
        margins: Floats = self._booster.inplace_predict(rows, predict_type="margin", validate_features=False)
        return margins.astype(np.float64)

    def _values_that_differ(self, at: int, feature: Feature) -> Sequence[np.float32]:
        """Return one scaled code of `feature` for each way in which trees can take it."""
        if isinstance(feature, YesNo | Choice):
            mean, scale = (column[at] for column in self._scaling)
            return list(scaled(np.array(feature.codes, dtype=float), mean, scale))
        cuts = self._leaves.cuts(at)
        return [np.nextafter(cuts[0], np.float32(-np.inf)), *cuts] if len(cuts) else [np.float32(0)]
