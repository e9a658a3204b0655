"""The way from a file of leads to an artifact: split, choose the recipe, train, evaluate, describe."""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import imblearn
import numpy as np
import sklearn
import xgboost
from tqdm import tqdm

from scoring.fields.field import Feature
from scoring.model.artifact import Artifact, Card, References, TrainedFeature, TrainingFile, model_bytes, sha256
from scoring.model.references import write_references
from scoring.scaling import Floats
from training.data import LabelledLeads, LeadsFile
from training.evaluation import Ceiling, Evaluation, bands, ceiling, evaluate
from training.model import Model
from training.model_selection import Candidate, try_recipes
from training.recipes import Recipe
from training.references import best_bandwidth, draw_references
from training.splits import Split

VERSIONS: Final = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "imbalanced-learn": imblearn.__version__,
    "xgboost": xgboost.__version__,
}


@dataclass(frozen=True, eq=False)
class Training:
    """All that came of training on a file of leads.

    `measured` learnt from `split.training` and was evaluated on `split.test`. The model of `artifact` is that one, or,
    where the recipe says so, another of its kind that learnt from all leads. `candidates` are the recipes that were
    tried on folds of `split.training`, the best first; none where the recipe was given and nothing was tried.
    """

    artifact: Artifact
    file: LeadsFile
    split: Split
    measured: Model
    evaluation: Evaluation
    ceiling: Ceiling | None
    candidates: tuple[Candidate, ...]


def train(file: LeadsFile, recipe: Recipe | None = None, *, excluded: Sequence[str] = ()) -> Training:
    """Train `recipe`, or the one that does best on folds, on the leads without what is known of `excluded` features.

    It is measured on a fifth of the leads, kept out of training and of the choice.
    """
    leads = file.leads.without(excluded)
    split = Split.from_leads(leads)
    candidates = () if recipe else try_recipes(split.training)
    chosen = recipe or candidates[0].recipe
    with tqdm(total=1 + chosen.refit, desc="Training", unit="model") as bar:
        measured = chosen.train(split.training)
        bar.update()
        deployed, seen = (chosen.train(leads), leads) if chosen.refit else (measured, split.training)
        bar.update(chosen.refit)
    test = split.test
    probabilities, shown = measured.probabilities(test.features), measured.tiers(test.features)
    evaluation = evaluate(test.labels, probabilities, shown)
    best = ceiling(file.leads, Split.from_leads(file.leads).test)
    references = draw_references(seen)
    model_sha256 = sha256(model_bytes(deployed.booster))
    card = Card(
        version=f"{chosen.name}-{model_sha256[:8]}",
        recipe=chosen.name,
        trained_at=datetime.now(UTC),
        fields=file.leads.fields,
        data=TrainingFile(name=file.name, sha256=file.sha256, rows=len(leads), classes=leads.count()),
        features=tuple(_trained_features(seen, deployed)),
        excluded=tuple(excluded),
        link=deployed.link,
        high_from=deployed.high_from,
        references=_described(references, leads.known, best_bandwidth(measured, split.training, test)),
        measured_on=len(test),
        metrics=dict(_measured(evaluation, test)),
        bands=bands(probabilities[np.arange(len(test)), shown], shown == test.labels),
        ceiling=best.measured.metrics if best else None,
        candidates={candidate.recipe.name: candidate.evaluation.log_loss for candidate in candidates},
        versions=VERSIONS,
        model_sha256=model_sha256,
    )
    return Training(Artifact(deployed.booster, card, references), file, split, measured, evaluation, best, candidates)


def _described(references: Floats, features: Sequence[Feature], bandwidth: float) -> References:
    return References(leads=len(references), sha256=sha256(write_references(references, features)), bandwidth=bandwidth)


def _measured(evaluation: Evaluation, test: LabelledLeads) -> Iterator[tuple[str, float]]:
    """Yield the figures by name, without those of tiers that no lead of the test has."""
    absent = tuple(f"{tier.lower()}_" for tier, count in test.count().items() if not count)
    yield from ((name, figure) for name, figure in evaluation.metrics.items() if not name.startswith(absent))


def _trained_features(seen: LabelledLeads, model: Model) -> Iterator[TrainedFeature]:
    for position, (feature, codes) in enumerate(zip(seen.known, seen.features.T, strict=True)):
        known = codes[codes != feature.missing_code] if (codes != feature.missing_code).any() else codes
        yield TrainedFeature(
            name=feature.name,
            lowest=int(known.min()),
            highest=int(known.max()),
            mean=float(model.mean[position]),
            scale=float(model.scale[position]),
        )
