"""The way from a file of leads to an artifact: split, train, evaluate, describe."""

import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import imblearn
import numpy as np
import sklearn
import xgboost

from scoring.artifact import Artifact, Card, TrainedFeature, TrainingFile, model_bytes, sha256
from scoring.lead import FEATURES
from training.data import CLASSES, LabelledLeads, LeadsFile
from training.evaluation import evaluate
from training.recipes import RECIPES, Model, Split

VERSIONS: Final = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "imbalanced-learn": imblearn.__version__,
    "xgboost": xgboost.__version__,
}


def train(file: LeadsFile, recipe: str) -> Artifact:
    """Return the model that `recipe`, one of RECIPES, makes of 80 % of the leads, with its figures on the rest."""
    split = Split.of(file.leads)
    model = RECIPES[recipe](split.training)
    evaluation = evaluate(split.test.labels, model.probabilities(split.test.features))
    model_sha256 = sha256(model_bytes(model.booster))
    card = Card(
        version=f"{recipe}-{model_sha256[:8]}",
        recipe=recipe,
        trained_at=datetime.now(UTC),
        data=TrainingFile(name=file.name, sha256=file.sha256, rows=len(file.leads), classes=file.leads.count()),
        features=tuple(_trained_features(split.training, model)),
        tiers=CLASSES,
        metrics=evaluation.metrics,
        versions=VERSIONS,
        model_sha256=model_sha256,
    )
    return Artifact(model.booster, card)


def _trained_features(seen: LabelledLeads, model: Model) -> Iterator[TrainedFeature]:
    lowest, highest = seen.features.min(axis=0), seen.features.max(axis=0)
    for position, feature in enumerate(FEATURES):
        yield TrainedFeature(
            name=feature.name,
            lowest=int(lowest[position]),
            highest=int(highest[position]),
            mean=float(model.mean[position]),
            scale=float(model.scale[position]),
        )
