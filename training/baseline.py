"""The specification's recipe: scale, balance with SMOTE, boost deep trees with one output for each tier."""

import numpy as np
import xgboost
from imblearn.over_sampling import SMOTE
from numpy.typing import NDArray
from sklearn.preprocessing import StandardScaler
from sklearn.utils.class_weight import compute_sample_weight

from scoring.explain.score import TIERS, Tier
from scoring.model.link import Softmax
from training.data import LabelledLeads
from training.model import Model
from training.splits import RANDOM_STATE

ALPHABETICAL: tuple[Tier, ...] = tuple(sorted(Tier))
"""The tiers as the specification numbers them; scikit-learn's LabelEncoder does."""

_ROUNDS = 300


def train_specified(leads: LabelledLeads) -> Model:
    """Train as the specification says: scale, balance with SMOTE, weight each tier alike, boost 300 rounds."""
    scaler = StandardScaler().fit(leads.features)
    features, labels = oversample(scaler.transform(leads.features), alphabetical(leads.labels))
    # The specification asks for balanced weights after SMOTE, which has balanced already: each of them is 1.
    weights = compute_sample_weight("balanced", labels)
    # The same trees, byte for byte, on one thread; on a busy machine many wait for each other ten times as long.
    classifier = specified_xgboost(threads=1).fit(features, labels, sample_weight=weights)
    return Model(classifier.get_booster(), scaler.mean_, scaler.scale_, Softmax(tiers=ALPHABETICAL), high_from=None)


def alphabetical(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return labels by position in TIERS as positions in ALPHABETICAL."""
    return np.array([ALPHABETICAL.index(tier) for tier in TIERS])[labels]


def oversample(
    features: NDArray[np.float64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the rows and, after them, as many between rows of the rarer tiers as make all tiers equally frequent."""
    more_features, more_labels = SMOTE(random_state=RANDOM_STATE).fit_resample(features, labels)
    return more_features, more_labels


def specified_xgboost(*, threads: int = -1) -> xgboost.XGBClassifier:
    """Return an untrained classifier with the specification's settings; `threads` -1 are all, as it has them."""
    return xgboost.XGBClassifier(
        n_estimators=_ROUNDS,
        max_depth=6,
        learning_rate=0.05,
        subsample=0.8,
        colsample_bytree=0.8,
        min_child_weight=3,
        gamma=0.1,
        objective="multi:softmax",
        num_class=len(ALPHABETICAL),
        eval_metric="mlogloss",
        random_state=RANDOM_STATE,
        n_jobs=threads,
    )
