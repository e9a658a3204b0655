"""One lead: from what a caller states to a `Score` with all reasons, against the specification's way."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from benchmarks.leads import Stated
from benchmarks.noisy_neighbor import busy_neighbour
from benchmarks.rounds import Times, take_turns
from benchmarks.specified import SpecifiedScorer
from benchmarks.table import Row, Table, at_least, at_most, figure
from scoring.explain.score import Score
from scoring.explain.scorer import Scorer

OURS, PREDICT, EXPLAIN = "reached", "specified", "and shap"


def single_table(scorer: Scorer, specified: SpecifiedScorer, leads: Sequence[Stated], *, warm_up: int = 20) -> Table:
    """Return the times of scoring each of `leads` alone, on a quiet machine and beside a busy neighbour.

    The first `warm_up` of them do not count.
    """

    def ours(lead: Stated) -> Score:
        return scorer.score(scorer.fields.read(lead))

    contenders = {OURS: ours, PREDICT: specified.predict_single, EXPLAIN: specified.explain_single}
    settings: dict[str, AbstractContextManager[None]] = {"": nullcontext(), ", busy machine": busy_neighbour()}
    rows: list[Row] = []
    for setting, context in settings.items():
        with context:
            rows += _rows(take_turns(contenders, leads, warm_up=warm_up), setting)
    return Table(
        f"One lead, from dict to Score with all reasons, milliseconds: {len(leads) - warm_up:,} rounds, in turns",
        ("asked", OURS, PREDICT, EXPLAIN),
        tuple(rows),
        (
            "specified: predict_single, a scaler and XGBClassifier over a DataFrame of one row; it gives no reasons.",
            "and shap: the same and then shap.TreeExplainer on that row; the explainer is made once, beforehand.",
        ),
    )


def _rows(times: dict[str, Times], setting: str) -> list[Row]:
    medians, tails = ([1000 * getattr(each, name) for each in times.values()] for name in ("median", "p95"))
    ratios = [times[name].median / times[OURS].median for name in (PREDICT, EXPLAIN)]
    goals = [at_most(1.0), at_least(10), at_least(20)] if not setting else [None] * 3
    return [
        figure(f"median{setting}", *medians, goal=goals[0]),
        figure(f"95th percentile{setting}", *tails),
        figure(f"times as fast as specified{setting}", ratios[0], goal=goals[1], form="{:.1f}"),
        figure(f"times as fast as that and shap{setting}", ratios[1], goal=goals[2], form="{:.1f}"),
    ]
