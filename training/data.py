"""A file of leads with their tiers: one row a lead, one column a feature, and `lead_score`."""

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scoring.artifact import sha256
from scoring.errors import BadFile, in_words
from scoring.feature import Feature
from scoring.files import LeadTable, open_file, quoted
from scoring.lead import FEATURES, Lead
from scoring.score import TIERS, Tier
from scoring.tables.formats import open_table
from scoring.tables.table import Flaw

LABEL = "lead_score"
COLUMNS: tuple[str, ...] = (*(feature.name for feature in FEATURES), LABEL)

FEWEST_ROWS_PER_TIER = 20
"""Of 80 % of them, the training part, four folds of five have more than the six rows that SMOTE needs."""

_FLAWS_SHOWN = 3
_ROWS_PER_CHUNK = 10_000
_LABELS = {tier.lower(): label for label, tier in enumerate(TIERS)}


@dataclass(frozen=True, eq=False)
class LabelledLeads:
    """Leads and their tiers.

    `features` has shape (rows, known features), in whole numbers, in the order of `known`; `labels` has shape (rows,)
    and holds each lead's tier by its position in TIERS. `dates` holds the day of each lead, where the file states it.
    """

    features: NDArray[np.float64]
    labels: NDArray[np.int64]
    known: tuple[Feature, ...] = FEATURES
    dates: NDArray[np.datetime64] | None = None

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def columns(self) -> dict[str, NDArray[np.float64]]:
        """The values of each feature, by its name."""
        return {feature.name: values for feature, values in zip(self.known, self.features.T, strict=True)}

    def take(self, rows: NDArray[np.int64]) -> Self:
        """Return the leads that stand at the positions `rows`."""
        dates = None if self.dates is None else self.dates[rows]
        return replace(self, features=self.features[rows], labels=self.labels[rows], dates=dates)

    def without(self, excluded: Collection[str]) -> Self:
        """Return the leads with nothing known of the features named in `excluded`."""
        kept = [at for at, feature in enumerate(self.known) if feature.name not in excluded]
        return replace(self, features=self.features[:, kept], known=tuple(self.known[at] for at in kept))

    def count(self) -> dict[Tier, int]:
        """Return how many leads each tier has."""
        return dict(zip(TIERS, np.bincount(self.labels, minlength=len(TIERS)).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class LeadsFile:
    """The leads of one file; `sha256` is the file's."""

    name: str
    sha256: str
    leads: LabelledLeads


def read_leads(path: Path) -> LeadsFile:
    """Return the leads of the file `path`, CSV or Parquet; columns beyond the features and `lead_score` are ignored.

    Raises:
        BadFile: it cannot be read, lacks a column, holds a wrong cell, or has too few rows of a tier to train on.
    """
    with open_file(path) as file:
        return parse_leads(file.read(), path)


def parse_leads(content: bytes, path: Path) -> LeadsFile:
    """Return the leads in `content`, the file called `path`.

    Raises:
        BadFile: it lacks a column, holds a wrong cell, or has too few rows of a tier to train on.
    """
    table = LeadTable(open_table(io.BytesIO(content), path), beside=(LABEL,))
    features, labels, flaws = [], [], _Flaws()
    for batch in table.batches():
        texts = batch.rows.texts(table.columns[LABEL])
        flaws.add([*batch.flaws, *_wrong_labels(batch.rows.lines, texts)])
        features.append(_matrix([lead for lead in batch.leads if lead is not None]))
        labels += [_LABELS.get(_bare(text), 0) for text in texts]
    flaws.refuse(path)
    leads = LabelledLeads(np.concatenate([_matrix([]), *features]), np.array(labels, dtype=np.int64))
    _check_tiers(leads, path)
    return LeadsFile(path.name, sha256(content), leads)


def csv_chunks(leads: LabelledLeads) -> Iterator[bytes]:
    """Yield the file of `leads`, header first, in pieces of some thousand rows."""
    yield (",".join(COLUMNS) + "\n").encode()
    for start in range(0, len(leads), _ROWS_PER_CHUNK):
        stop = start + _ROWS_PER_CHUNK
        values = leads.features[start:stop].astype(np.int64).tolist()
        tiers = (TIERS[label] for label in leads.labels[start:stop])
        yield "".join(f"{','.join(map(str, row))},{tier}\n" for row, tier in zip(values, tiers, strict=True)).encode()


def _matrix(leads: Sequence[Lead]) -> NDArray[np.float64]:
    values = [[getattr(lead, feature.name) for feature in FEATURES] for lead in leads]
    return np.array(values, dtype=np.float64).reshape(-1, len(FEATURES))


def _bare(text: str) -> str:
    return text.strip().lower()


def _wrong_labels(lines: Sequence[int], texts: Sequence[str]) -> Iterator[Flaw]:
    for line, text in zip(lines, texts, strict=True):
        if _bare(text) not in _LABELS:
            yield Flaw(line, LABEL, f"{in_words(TIERS, last='or')}, not {quoted(text)}")


class _Flaws:
    """What is wrong with a file: the first few things, and how many there are."""

    def __init__(self) -> None:
        self._first: list[Flaw] = []
        self._number = 0

    def add(self, flaws: Sequence[Flaw]) -> None:
        """Add what is wrong with the next lines."""
        self._number += len(flaws)
        room = _FLAWS_SHOWN - len(self._first)
        self._first += sorted(flaws, key=lambda flaw: flaw.line)[:room]

    def refuse(self, path: Path) -> None:
        """Raise BadFile for the first flaw, if there is one, naming the next few and how many more there are."""
        if not self._first:
            return
        first, *others = self._first
        more = self._number - len(self._first)
        reasons = [first.reason, *map(str, others)] + [f"and {more} more"] * bool(more)
        raise BadFile(path, "; ".join(reasons), line=first.line, column=first.column)


def _check_tiers(leads: LabelledLeads, path: Path) -> None:
    few = [f"{count} of {tier}" for tier, count in leads.count().items() if count < FEWEST_ROWS_PER_TIER]
    if few:
        reason = f"{in_words(few)} are too few rows to train on; each tier needs at least {FEWEST_ROWS_PER_TIER}"
        raise BadFile(path, reason, column=LABEL)
