"""Trees: any model, explained by XGBoost itself at each call."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
import xgboost

from scoring.arithmetic import Floats, scaled
from scoring.artifact import Artifact
from scoring.errors import BadExplanation
from scoring.explained import Explained, Values

_CHUNK = 5_000
_WORTH_THREADS = 100
_TOLERANCE = 1e-4


class Trees:
    """A model whose trees XGBoost is asked about, some thousand leads at a time. Safe to share between threads."""

    def __init__(self, artifact: Artifact) -> None:
        self._link = artifact.card.link
        self._scaling = artifact.card.scaling
        # A lead alone gets one thread: on a busy machine, waiting for more takes ten times as long as the work.
        self._booster = artifact.booster
        self._threaded_booster = artifact.booster.copy()
        self._threaded_booster.set_param({"nthread": 0})  # all there are

    def explain(self, rows: Iterable[Values]) -> Iterator[Explained]:
        """Yield what there is to say about each of `rows`, in their order.

        Raises:
            BadExplanation: the contributions do not add up to the score.
        """
        remaining = iter(rows)
        while chunk := list(islice(remaining, _CHUNK)):
            upward, probabilities = self._explained(chunk)
            for values, (*parts, base), shares in zip(chunk, upward.tolist(), probabilities.tolist(), strict=True):
                yield Explained(values, parts, base, shares)

    def _explained(self, chunk: Sequence[Values]) -> tuple[Floats, Floats]:
        """Return what each feature adds to each score, the base last, and the probabilities read from the scores.

        XGBoost's SHAP values are exact (TreeSHAP, Lundberg et al. 2020). They must add up to what the trees say.
        """
        booster = self._booster if len(chunk) < _WORTH_THREADS else self._threaded_booster
        rows = xgboost.DMatrix(scaled(np.array(chunk, dtype=np.float64), *self._scaling), nthread=1)
        parts: Floats = booster.predict(rows, pred_contribs=True, validate_features=False).astype(np.float64)
        margins = parts.sum(axis=-1)
        said = booster.predict(rows, output_margin=True, validate_features=False)
        gap = float(np.abs(margins - said).max())
        if not gap <= _TOLERANCE:
            raise BadExplanation(gap)
        return self._link.upward(parts), self._link.probabilities(margins)
