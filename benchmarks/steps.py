"""Where the time of a score goes: the steps on the way from a dict to a `Score`, each by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import xgboost
from numpy.typing import NDArray

from benchmarks.leads import Stated
from benchmarks.rounds import take_turns
from benchmarks.table import Table, figure
from scoring.lead import FEATURES, read_lead
from scoring.scorer import Scorer
from training.model import Model

_ALL = "from dict to Score, all of it"


def steps_table(scorer: Scorer, model: Model, leads: Sequence[Stated], *, laps: int) -> Table:
    """Return what the steps take for one of `leads` alone, and for each of all of them at once: microseconds a lead."""
    alone = take_turns(_steps(scorer, model, leads[:1]), _handed_over(leads[:1], 20 * laps), warm_up=laps)
    together = take_turns(_steps(scorer, model, leads), _handed_over(leads, laps + 1), warm_up=1)
    micros = {name: (1e6 * alone[name].median, 1e6 * together[name].median / len(leads)) for name in alone}
    named = [times for name, times in micros.items() if name != _ALL]
    others = [whole - sum(parts) for whole, parts in zip(micros[_ALL], zip(*named, strict=True), strict=True)]
    return Table(
        f"Where the time goes: microseconds a lead, one alone and {len(leads):,} at once",
        ("", "one alone", "at once"),
        tuple(
            figure(name, *times, form="{:.1f}")
            for name, times in (*micros.items(), ("what is left: arithmetic, Score and its Reasons", others))
        ),
        ("One alone is scored with one thread, many with all of them.",),
    )


def _handed_over(leads: Sequence[Stated], times: int) -> Iterator[xgboost.DMatrix]:
    """Yield `leads` as XGBoost takes them, each time anew: it remembers what it said of the same object."""
    features = _features(leads)
    return (xgboost.DMatrix(features, nthread=1) for _ in range(times))


def _features(leads: Sequence[Stated]) -> NDArray[np.float32]:
    return np.array([[lead[feature.name] for feature in FEATURES] for lead in leads], dtype=np.float32)


def _steps(scorer: Scorer, model: Model, leads: Sequence[Stated]) -> Mapping[str, Callable[[xgboost.DMatrix], object]]:
    """Return the steps for `leads`, in the order of the scorer."""
    features = _features(leads)
    booster = model.booster.copy()
    booster.set_param({"nthread": 1 if len(leads) == 1 else 0})
    return {
        _ALL: lambda _: list(scorer.score_many(map(read_lead, leads))),
        "read_lead": lambda _: list(map(read_lead, leads)),
        "hand over to XGBoost": lambda _: xgboost.DMatrix(features, nthread=1),
        "its SHAP values": lambda rows: booster.predict(rows, pred_contribs=True),
        "its scores, to check them": lambda rows: booster.predict(rows, output_margin=True),
    }
