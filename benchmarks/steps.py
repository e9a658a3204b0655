"""Where the time of a score goes: the steps on the way from a dict to a `Score`, each by itself."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import xgboost
from numpy.typing import NDArray

from benchmarks.leads import Stated
from benchmarks.rounds import take_turns
from benchmarks.table import Table, figure
from scoring.explain.explainer import Values
from scoring.explain.scorer import Scorer
from scoring.model.additive import AdditiveModel
from scoring.model.artifact import Artifact

_ALL = "from dict to Score, all of it"
_OURS = ("reading the lead", "contributions and probabilities, read from the curves")
_XGBOOST = ("in place of: handing over to XGBoost", "in place of: its SHAP values", "in place of: its scores, to check")


def steps_table(scorer: Scorer, artifact: Artifact, leads: Sequence[Stated], *, laps: int) -> Table:
    """Return what the steps take for one of `leads` alone, and for each of all of them at once: microseconds a lead."""
    alone, together = _micros(scorer, artifact, leads[:1], 20 * laps), _micros(scorer, artifact, leads, laps)
    left = [micros[_ALL] - sum(micros[name] for name in _OURS) for micros in (alone, together)]
    return Table(
        f"Where the time goes: microseconds a lead, one alone and {len(leads):,} at once",
        ("", "one alone", "at once"),
        (
            *(figure(name, alone[name], together[name], form="{:.1f}") for name in (_ALL, *_OURS)),
            figure("what is left: the rule, Score and its Reasons", *left, form="{:.1f}"),
            *(figure(name, alone[name], together[name], form="{:.1f}") for name in _XGBOOST),
        ),
        ("XGBoost is no longer asked for each lead; of one alone it uses one thread, of many all of them.",),
    )


def _micros(scorer: Scorer, artifact: Artifact, leads: Sequence[Stated], laps: int) -> dict[str, float]:
    """Return what each step takes for each of `leads`, in microseconds."""
    features = np.array([[lead[feature.name] for feature in scorer.features] for lead in leads], dtype=np.float32)
    # XGBoost remembers what it said of the same object.
    handed_over = (xgboost.DMatrix(features, nthread=1) for _ in range(laps + 1))
    times = take_turns(_steps(scorer, artifact, leads, features), handed_over, warm_up=1)
    return {name: 1e6 * each.median / len(leads) for name, each in times.items()}


def _steps(
    scorer: Scorer, artifact: Artifact, leads: Sequence[Stated], features: NDArray[np.float32]
) -> Mapping[str, Callable[[xgboost.DMatrix], object]]:
    """Return the steps for `leads`, in the order of the scorer, and what XGBoost would do in its place."""
    curves = AdditiveModel.from_artifact(artifact, artifact.features)
    assert curves is not None  # noqa: S101, the ordinal recipe makes trees of one split
    values: list[Values] = [[lead[feature.name] for feature in scorer.features] for lead in leads]
    booster = artifact.booster.copy()
    booster.set_param({"nthread": 1 if len(leads) == 1 else 0})
    ours = (lambda _: _exhaust(map(scorer.fields.read, leads)), lambda _: _exhaust(curves.explain(values)))
    xgboosts = (
        lambda _: xgboost.DMatrix(features, nthread=1),
        lambda rows: booster.predict(rows, pred_contribs=True),
        lambda rows: booster.predict(rows, output_margin=True),
    )
    named = zip((*_OURS, *_XGBOOST), (*ours, *xgboosts), strict=True)
    return {_ALL: lambda _: _exhaust(scorer.score_many(map(scorer.fields.read, leads))), **dict(named)}


def _exhaust(things: Iterable[object]) -> None:
    deque(things, maxlen=0)
