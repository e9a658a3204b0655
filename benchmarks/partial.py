"""Half the facts: how good the scores of half-known leads are, beside those of filled-in ones, and what they cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import deployed
from benchmarks.rounds import take_turns
from benchmarks.table import Row, Table, at_most, figure
from scoring.explain.score import TIERS, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from scoring.model.artifact import Artifact
from scoring.scaling import Floats
from training.data import LabelledLeads
from training.evaluation import Labels, calibration_error, evaluate

FEWEST, MOST = 1, 9
"""How many features are hidden from a lead."""

_SEED = 20_261_124
_EVERYONE = 1e6
"""A bandwidth in which every reference resembles every lead."""


@dataclass(frozen=True, eq=False)
class HalfKnown:
    """Leads, and `hidden`, of shape (leads, features), the features to take from each."""

    whole: LabelledLeads
    hidden: NDArray[np.bool_]

    @classmethod
    def from_leads(cls, leads: LabelledLeads) -> Self:
        """Hide from FEWEST to MOST features of each of `leads`, at random."""
        random = np.random.default_rng(_SEED)
        numbers = random.integers(FEWEST, MOST + 1, (len(leads), 1))
        return cls(leads, random.random(leads.features.shape).argsort(axis=1).argsort(axis=1) < numbers)

    @property
    def leads(self) -> list[Lead]:
        """The leads as a salesperson knows them."""
        fields = self.whole.fields
        names = [feature.name for feature in fields.features]
        rows = zip(self.whole.features.astype(np.int64).tolist(), self.hidden.tolist(), strict=True)
        return [
            fields.read({name: value for name, value, gone in zip(names, *row, strict=True) if not gone})
            for row in rows
        ]

    def filled_with(self, values: Floats) -> Floats:
        """Return the features with `values` in place of the hidden ones."""
        return np.where(self.hidden, values, self.whole.features)


def partial_table(name: str, artifact: Artifact, fresh: LabelledLeads) -> Table:
    """Return how good the scores of `fresh` leads are with features hidden, by how many."""
    half, model = HalfKnown.from_leads(fresh), deployed(artifact)
    references = artifact.references
    shares = {
        "reached": _said(Scorer(artifact), half.leads),
        "medians": model.probabilities(half.filled_with(np.median(references, axis=0))),
        "means": model.probabilities(half.filled_with(references.mean(axis=0))),
        "all alike": _said(Scorer(_without_resemblance(artifact)), half.leads),
        "all known": model.probabilities(fresh.features),
    }
    return Table(
        f"Half the facts: {len(fresh):,} {name}, {FEWEST} to {MOST} of {len(fresh.known)} features hidden from each",
        ("asked", *shares),
        tuple(_rows(list(shares.values()), fresh.labels, half.hidden.sum(axis=1))),
        (
            "medians, means: what is hidden is filled in with the training leads' median or mean, and the lead scored.",
            "all alike: the average over all reference leads, whether they resemble the lead or not.",
            f"Chance alone gives a calibration error of about {0.4 * (15 / len(fresh)) ** 0.5:.3f} on so many leads.",
        ),
    )


def partial_speed_table(scorers: Mapping[str, Scorer], fresh: LabelledLeads, *, warm_up: int = 20) -> Table:
    """Return how long one score of a half-known lead takes, alone, with all reasons and the range."""
    leads = HalfKnown.from_leads(fresh).leads
    times = take_turns({name: scorer.score for name, scorer in scorers.items()}, leads, warm_up=warm_up)
    rows = [
        figure(title, *(1000 * getattr(each, name) for each in times.values()), form="{:.2f}")
        for title, name in (("median", "median"), ("95th percentile", "p95"))
    ]
    tails = [
        figure(f"99th percentile, {name}", 1000 * each.p99, goal=at_most(15), form="{:.2f}")
        for name, each in times.items()
    ]
    return Table(
        f"One half-known lead, from Lead to Score, milliseconds: {len(leads) - warm_up:,} leads, in turns",
        ("asked", *scorers),
        (*rows, *tails),
    )


def _said(scorer: Scorer, leads: Sequence[Lead]) -> Floats:
    return np.array([list(score.probabilities.values()) for score in scorer.score_many(leads)])


def _without_resemblance(artifact: Artifact) -> Artifact:
    alike = artifact.card.references.model_copy(update={"bandwidth": _EVERYONE})
    return replace(artifact, card=artifact.card.model_copy(update={"references": alike}))


def _rows(shares: Sequence[Floats], labels: Labels, numbers: NDArray[np.int64]) -> list[Row]:
    """Return the rows of the table; the first of `shares` is held against the next two."""
    overall = [evaluate(labels, each) for each in shares]
    losses = [each.log_loss for each in overall]
    errors = [each.ece for each in overall]
    high = [_error_of_high(labels, each) for each in shares]
    return [
        figure("log loss", *losses, goal=at_most(min(losses[1:3])), form="{:.4f}"),
        figure("calibration error (ECE), 15 bins", *errors, goal=at_most(0.02), form="{:.4f}"),
        figure("the same of P(High)", *high, form="{:.4f}"),
        figure("accuracy (most probable tier)", *(each.accuracy for each in overall), form="{:.4f}"),
        *(
            figure(f"log loss, {number} hidden", *_losses_of(shares, labels, numbers == number), form="{:.3f}")
            for number in range(FEWEST, MOST + 1)
        ),
    ]


def _losses_of(shares: Sequence[Floats], labels: Labels, taken: NDArray[np.bool_]) -> list[float]:
    return [evaluate(labels[taken], each[taken]).log_loss for each in shares]


def _error_of_high(labels: Labels, shares: Floats) -> float:
    """Return by how much P(High) misses how often a lead is High."""
    at = TIERS.index(Tier.HIGH)
    return calibration_error(shares[:, at], labels == at)
