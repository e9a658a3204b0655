"""Folds: which rows a model learns from, and which it is tried on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold, TimeSeriesSplit, train_test_split

from scoring.errors import ScoringError
from scoring.explain.score import TIERS
from scoring.text import join_words
from training.data import FEWEST_ROWS_PER_TIER, LabelledLeads

TEST_SHARE = 0.2
RANDOM_STATE = 42
FOLDS = 5

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Split:
    """Leads to train on, and leads kept out of it to measure with; `by_date` tells how they were parted."""

    training: LabelledLeads
    test: LabelledLeads
    by_date: bool

    @classmethod
    def from_leads(cls, leads: LabelledLeads) -> Self:
        """Split `leads` 80 to 20: the latest days are kept out where dates are known, else a fifth of each tier.

        The same leads are always split the same way.

        Raises:
            ScoringError: the leads before the latest fifth have too few of a tier to learn it.
        """
        if leads.dates is not None:
            order = np.argsort(leads.dates, kind="stable")
            first_kept_out = leads.dates[order[round(len(leads) * (1 - TEST_SHARE))]]
            end = int(np.searchsorted(leads.dates[order], first_kept_out))
            training, test = leads.select(order[:end]), leads.select(order[end:])
            _require_every_tier(training)
            return cls(training, test, by_date=True)
        # By name, so that tiers are numbered alphabetically: with other numbers the same call keeps other rows.
        names = np.array(TIERS)[leads.labels]
        training, test = train_test_split(
            np.arange(len(leads)), test_size=TEST_SHARE, random_state=RANDOM_STATE, stratify=names
        )
        return cls(leads.select(training), leads.select(test), by_date=False)


def folds(leads: LabelledLeads, *, repeat: int = 0) -> Iterator[tuple[Rows, Rows]]:
    """Yield the rows to learn from and the rows to try on, fold by fold; each `repeat` parts the rows otherwise.

    Leads with dates are tried on what comes after, whatever the repeat: nobody scores the past. The rows before the
    first fold are never tried, nor is a fold that would learn from too few rows of a tier. Where that leaves a tier
    untried, dates do not count.
    """
    if leads.dates is not None:
        parts = list(_folds_by_date(leads, leads.dates))
        if parts and all(leads.select(np.concatenate([tried for _, tried in parts])).count().values()):
            yield from parts
            return
    stratified = StratifiedKFold(FOLDS, shuffle=True, random_state=repeat)
    yield from stratified.split(leads.features, leads.labels)


def _folds_by_date(leads: LabelledLeads, dates: NDArray[np.datetime64]) -> Iterator[tuple[Rows, Rows]]:
    order = np.argsort(dates, kind="stable")
    for before, after in TimeSeriesSplit(FOLDS).split(order):
        learnt = order[before][dates[order[before]] < dates[order[after[0]]]]  # no day stands on both sides
        if len(learnt) and min(leads.select(learnt).count().values()) >= FEWEST_ROWS_PER_TIER:
            yield learnt, order[after]


def _require_every_tier(earliest: LabelledLeads) -> None:
    least = round(FEWEST_ROWS_PER_TIER * (1 - TEST_SHARE))
    few = [f"{count} of {tier}" for tier, count in earliest.count().items() if count < least]
    if few:
        raise ScoringError(
            f"before the latest fifth, which is kept to measure on, the leads hold {join_words(few)}: too few to learn "
            f"from, each tier needs at least {least}; without its column of dates the file is parted at random"
        )
