"""Algorithms side by side on the same leads, with the best that any of them could reach."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from scoring.explain.score import Tier
from scoring.fields.field import Feature
from scoring.scaling import Floats
from training.baseline import ALPHABETICAL, alphabetical, oversample, specified_xgboost
from training.data import LabelledLeads
from training.evaluation import Ceiling, Evaluation, ceiling, evaluate
from training.splits import RANDOM_STATE, Split

XGBOOST = "XGBoost"

_ALGORITHMS: Mapping[str, Callable[[], Any]] = {
    "logistic regression": lambda: LogisticRegression(max_iter=1000),
    "random forest": lambda: RandomForestClassifier(random_state=RANDOM_STATE, n_jobs=-1),
    XGBOOST: lambda: specified_xgboost(threads=1),
}
_RUN = "{:<19}  {:<5}"
_FIGURES = "  {:>8}  {:>6} {:>6}  {:>6} {:>6}  {:>6} {:>6}  {:>8}  {:>11}"


@dataclass(frozen=True)
class Run:
    """One algorithm, trained with or without SMOTE; `importances` holds the gain that XGBoost owes each feature."""

    algorithm: str
    smote: bool
    evaluation: Evaluation
    importances: Mapping[str, float]


@dataclass(frozen=True)
class Comparison:
    """Every run on one split of the same leads; `ceiling` is None where it is not known."""

    rows_trained: int
    rows_tested: int
    runs: tuple[Run, ...]
    ceiling: Ceiling | None


def compare(leads: LabelledLeads) -> Comparison:
    """Train each algorithm with and without SMOTE on one split of `leads`, showing progress on stderr."""
    split = Split.from_leads(leads)
    scaler = StandardScaler().fit(split.training.features)
    test = scaler.transform(split.test.features)
    plain = scaler.transform(split.training.features), alphabetical(split.training.labels)
    training_parts = {False: plain, True: oversample(*plain)}
    plan = [(algorithm, smote) for algorithm in _ALGORITHMS for smote in training_parts]
    runs = []
    for algorithm, smote in tqdm(plan, desc="Comparing", unit="model"):
        classifier = _ALGORITHMS[algorithm]().fit(*training_parts[smote])
        evaluation = evaluate(split.test.labels, _probabilities(classifier.predict_proba(test)))
        importances = _importances(leads.known, classifier.feature_importances_) if algorithm == XGBOOST else {}
        runs.append(Run(algorithm, smote, evaluation, importances))
    return Comparison(len(split.training), len(split.test), tuple(runs), ceiling(leads, split.test))


def _probabilities(rounded: NDArray[np.floating]) -> Floats:
    """Return the probabilities best tier first, adding up to 1 in double precision too: XGBoost's do in single only."""
    shares: Floats = rounded.astype(np.float64)[:, [ALPHABETICAL.index(tier) for tier in Tier]]
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _importances(features: Sequence[Feature], shares: NDArray[np.float32]) -> dict[str, float]:
    by_name = {feature.name: float(share) for feature, share in zip(features, shares, strict=True)}
    return dict(sorted(by_name.items(), key=lambda item: -item[1]))


def render(comparison: Comparison) -> str:
    """Return the table of algorithms and that of the features' importances, as text."""
    trained, tested = comparison.rows_trained, comparison.rows_tested
    return "\n".join(
        [
            f"Trained on {trained:,} leads, measured on {tested:,} others.",
            "",
            *_algorithm_lines(comparison),
            "",
            *_importance_lines(comparison),
        ]
    )


def _algorithm_lines(comparison: Comparison) -> Iterator[str]:
    tiers = [cell for tier in Tier for cell in (tier, "")]
    yield (_RUN.format("", "") + _FIGURES.format("", *tiers, "", "calibration")).rstrip()
    names = _FIGURES.format("accuracy", *("prec.", "recall") * len(Tier), "log loss", "error")
    yield _RUN.format("algorithm", "SMOTE") + names
    for run in comparison.runs:
        yield _RUN.format(run.algorithm, "yes" if run.smote else "no") + _figures(run.evaluation)
    if comparison.ceiling is None:
        yield _RUN.format("ceiling", "") + " not known: these leads were not labelled by the rule for synthetic leads"
        return
    yield _RUN.format("ceiling", "") + _figures(comparison.ceiling.measured)
    yield ""
    expected = f"{comparison.ceiling.expected_accuracy:.3f}"
    yield "The ceiling: what a model would reach on these leads if it knew the rule that labels synthetic leads."
    yield f"The rest is chance. On average it would be right about {expected} of such leads."


def _figures(evaluation: Evaluation) -> str:
    tiers = [figure[tier] for tier in Tier for figure in (evaluation.precision, evaluation.recall)]
    figures = (evaluation.accuracy, *tiers, evaluation.log_loss, evaluation.ece)
    return _FIGURES.format(*(f"{figure:.3f}" for figure in figures))


def _importance_lines(comparison: Comparison) -> Iterator[str]:
    run = comparison.runs[-1]
    yield f"What {run.algorithm} with SMOTE gains from each feature (share of the average gain per split):"
    for name, share in run.importances.items():
        yield f"  {name:<26} {share:6.1%}"
