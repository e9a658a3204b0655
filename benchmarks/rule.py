"""The tier rule: what showing a lead as High from the threshold on costs and brings."""

from collections.abc import Iterator

import numpy as np

from benchmarks.leads import stated
from benchmarks.table import Table, figure
from scoring.explain.score import TIERS, Score, Tier
from scoring.explain.scorer import Scorer
from training.data import LabelledLeads
from training.evaluation import evaluate


def rule_table(scorer: Scorer, fresh: LabelledLeads) -> Table:
    """Return the figures of the tier shown, by `scorer` as it is deployed, beside those of the most probable tier."""
    scores = list(_brief(scorer.score_many(map(scorer.fields.read, stated(fresh)))))
    shown, likeliest, borderline = map(np.array, zip(*scores, strict=True))
    nothing = np.eye(len(TIERS))[likeliest]
    rule, plain = (evaluate(fresh.labels, nothing, tiers) for tiers in (shown, likeliest))
    return Table(
        f"The tier shown, on {len(fresh):,} fresh leads: High from {scorer.card.high_from or 1:.3f} on",
        ("asked", "shown", "most probable"),
        (
            figure("High precision", rule.precision[Tier.HIGH], plain.precision[Tier.HIGH]),
            figure("High recall", rule.recall[Tier.HIGH], plain.recall[Tier.HIGH]),
            figure("accuracy", rule.shown_accuracy, plain.shown_accuracy),
            figure("macro recall", rule.macro_recall, plain.macro_recall),
            figure("called High", float(np.mean(shown == 0)), float(np.mean(likeliest == 0))),
            figure("shown in another than the most probable tier", float(np.mean(shown != likeliest))),
            figure("borderline: another tier is more than half as probable", float(np.mean(borderline))),
        ),
    )


def _brief(scores: Iterator[Score]) -> Iterator[tuple[int, int, bool]]:
    for score in scores:
        yield TIERS.index(score.tier), TIERS.index(score.most_probable), score.borderline
