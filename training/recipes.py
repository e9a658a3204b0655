"""Recipes: how leads become a model. A recipe is a function in RECIPES, under the name that a model card gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

import numpy as np
import xgboost
from imblearn.over_sampling import SMOTE
from numpy.typing import NDArray
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.utils.class_weight import compute_sample_weight
from tqdm import tqdm

from scoring.arithmetic import scaled, softmax
from training.data import CLASSES, LabelledLeads

TEST_SHARE = 0.2
RANDOM_STATE = 42
_ROUNDS = 300


@dataclass(frozen=True, eq=False)
class Model:
    """Trees, and how a feature is scaled before it meets them: (value - mean) / scale, one of each a feature."""

    booster: xgboost.Booster
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return shape (rows, tiers) for unscaled `features` of shape (rows, features), as `Scorer` does."""
        rows = xgboost.DMatrix(scaled(features, self.mean, self.scale))
        return softmax(self.booster.predict(rows, output_margin=True).astype(np.float64))


@dataclass(frozen=True, eq=False)
class Split:
    """Leads to train on, and leads kept out of it to measure with."""

    training: LabelledLeads
    test: LabelledLeads

    @classmethod
    def of(cls, leads: LabelledLeads) -> Self:
        """Split `leads` 80 to 20, each tier alike; the same leads are always split the same way."""
        training, test = train_test_split(
            np.arange(len(leads)), test_size=TEST_SHARE, random_state=RANDOM_STATE, stratify=leads.labels
        )
        return cls(leads.take(training), leads.take(test))


def specified(training: LabelledLeads) -> Model:
    """Train as the specification says: scale, balance with SMOTE, weight each tier alike, boost 300 rounds."""
    scaler = StandardScaler().fit(training.features)
    features, labels = oversample(scaler.transform(training.features), training.labels)
    # The specification asks for balanced weights after SMOTE, which has balanced already: each of them is 1.
    weights = compute_sample_weight("balanced", labels)
    classifier = specified_xgboost([_RoundsBar()]).fit(features, labels, sample_weight=weights)
    return Model(classifier.get_booster(), scaler.mean_, scaler.scale_)


def oversample(
    features: NDArray[np.float64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the rows and, after them, as many between rows of the rarer tiers as make all tiers equally frequent."""
    more_features, more_labels = SMOTE(random_state=RANDOM_STATE).fit_resample(features, labels)
    return more_features, more_labels


def specified_xgboost(callbacks: list[xgboost.callback.TrainingCallback] | None = None) -> xgboost.XGBClassifier:
    """Return an untrained classifier with the specification's settings."""
    return xgboost.XGBClassifier(
        n_estimators=_ROUNDS,
        max_depth=6,
        learning_rate=0.05,
        subsample=0.8,
        colsample_bytree=0.8,
        min_child_weight=3,
        gamma=0.1,
        objective="multi:softmax",
        num_class=len(CLASSES),
        eval_metric="mlogloss",
        random_state=RANDOM_STATE,
        n_jobs=-1,
        callbacks=callbacks,
    )


class _RoundsBar(xgboost.callback.TrainingCallback):
    """Shows boosting rounds as a progress bar on stderr."""

    def before_training(self, model: xgboost.Booster) -> xgboost.Booster:
        self._bar = tqdm(total=_ROUNDS, desc="Training", unit="round")
        return model

    def after_iteration(self, model: xgboost.Booster, epoch: int, evals_log: object) -> bool:  # noqa: ARG002, xgboost passes them
        self._bar.update()
        return False

    def after_training(self, model: xgboost.Booster) -> xgboost.Booster:
        self._bar.close()
        return model


RECIPES: Mapping[str, Callable[[LabelledLeads], Model]] = MappingProxyType({"specified": specified})
