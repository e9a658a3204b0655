"""What explaining costs: SHAP values of one output and of three, of shallow trees and of deep ones."""

from collections.abc import Callable

import numpy as np
import xgboost

from benchmarks.rounds import take_turns
from benchmarks.table import Table, at_least, figure
from scoring.explain.score import TIERS, Tier
from training.data import LabelledLeads

_ROUNDS = 300
_REPEATS = 7
_DEPTHS = (1, 3, 6)


def explaining_table(learnt: LabelledLeads, explained: LabelledLeads) -> Table:
    """Return how much faster the SHAP values of `explained` come of simpler models, all trained on `learnt`."""
    rows = xgboost.DMatrix(explained.features, nthread=1)
    models = [(outputs, depth) for outputs in (1, 3) for depth in _DEPTHS]
    explain = {str(model): _explainer(learnt, *model) for model in models}
    times = take_turns(explain, [rows] * (_REPEATS + 1), warm_up=1)
    micros = {model: 1e6 * times[str(model)].median / len(explained) for model in models}
    comparisons = [
        ("one output against three, depth 1", (1, 1), (3, 1), at_least(3)),
        ("one output against three, depth 3", (1, 3), (3, 3), None),
        ("one output against three, depth 6", (1, 6), (3, 6), None),
        ("depth 1 against depth 3, one output", (1, 1), (1, 3), None),
        ("depth 1 against depth 6, one output", (1, 1), (1, 6), at_least(10)),
        ("depth 1 against depth 6, and one output against three", (1, 1), (3, 6), None),
    ]
    return Table(
        f"SHAP values of {len(explained):,} leads, {_ROUNDS} rounds of trees, one thread",
        ("asked", "times as fast", "µs a lead", "against"),
        tuple(
            figure(name, micros[slow] / micros[fast], micros[fast], micros[slow], goal=goal, form="{:.1f}")
            for name, fast, slow, goal in comparisons
        ),
    )


def _explainer(leads: LabelledLeads, outputs: int, depth: int) -> Callable[[xgboost.DMatrix], np.ndarray]:
    high = TIERS.index(Tier.HIGH)
    rows = xgboost.DMatrix(leads.features, leads.labels if outputs > 1 else leads.labels == high)
    objective = (
        {"objective": "multi:softprob", "num_class": outputs} if outputs > 1 else {"objective": "binary:logistic"}
    )
    booster = xgboost.train({**objective, "max_depth": depth, "eta": 0.05, "nthread": 1}, rows, _ROUNDS)

    def explain(rows: xgboost.DMatrix) -> np.ndarray:
        return booster.predict(rows, pred_contribs=True)

    return explain
