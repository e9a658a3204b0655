"""Model: what a recipe makes of leads."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import xgboost
from numpy.typing import NDArray

from scoring.model.link import Link
from scoring.model.tier_rule import shown_tiers
from scoring.scaling import Floats, scaled


@dataclass(frozen=True, eq=False)
class Model:
    """Trees, how a feature is scaled before it meets them, and how a tier comes of what they say, as `Card` has it.

    `uncalibrated` gives the probabilities that margins stand for before calibration, None where there is none.
    """

    booster: xgboost.Booster
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    link: Link
    high_from: float | None
    uncalibrated: Callable[[Floats], Floats] | None = None

    def margins(self, features: NDArray[np.float64]) -> Floats:
        """Return what the trees say of unscaled `features` of shape (rows, features): (rows,) or (rows, outputs)."""
        rows = xgboost.DMatrix(scaled(features, self.mean, self.scale), nthread=1)
        margins: Floats = self.booster.predict(rows, output_margin=True).astype(np.float64)
        return margins

    def probabilities(self, features: NDArray[np.float64]) -> Floats:
        """Return shape (rows, tiers), best tier first, as `Scorer` does, within rounding."""
        return self.link.probabilities(self.margins(features))

    def tiers(self, features: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the position in `Tier` of the tier shown for each row, as `Scorer` does, within rounding."""
        return shown_tiers(self.probabilities(features), self.high_from)
