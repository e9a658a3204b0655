"""A file of leads with their tiers: one row a lead, one column a feature, and `lead_score`."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scoring.errors import BadFile
from scoring.explain.score import TIERS, Tier
from scoring.fields.field import Feature, Quantity, YesNo
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from scoring.lead_table import LeadTable, open_file, quoted
from scoring.model.artifact import sha256
from scoring.tables.formats import open_table
from scoring.tables.table import RowError
from scoring.text import join_words
from training.dates import Days, date_column, read_days, wrong_days

LABEL = "lead_score"

FEWEST_ROWS_PER_TIER = 20
"""Of 80 % of them, the training part, four folds of five have more than the six rows that SMOTE needs."""

_FLAWS_SHOWN = 3
_ROWS_PER_CHUNK = 10_000
_LABELS = {tier.lower(): label for label, tier in enumerate(TIERS)}


@dataclass(frozen=True, eq=False)
class LabelledLeads:
    """Leads and their tiers.

    `features` has shape (rows, features), in codes, in the order of `fields`; `labels` has shape (rows,) and holds each
    lead's tier by its position in TIERS. `dates` holds the day of each lead, where the file states it; `groups` holds
    the cells of further columns by name, to compare leads by and never to learn from.
    """

    fields: FieldSet
    features: NDArray[np.float64]
    labels: NDArray[np.int64]
    dates: Days | None = None
    groups: Mapping[str, NDArray[np.object_]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def known(self) -> tuple[Feature, ...]:
        """The features that are known of every lead."""
        return self.fields.features

    @property
    def columns(self) -> dict[str, NDArray[np.float64]]:
        """The codes of each feature, by its name."""
        return {feature.name: values for feature, values in zip(self.known, self.features.T, strict=True)}

    def select(self, rows: NDArray[np.int64]) -> Self:
        """Return the leads that stand at the positions `rows`."""
        dates = None if self.dates is None else self.dates[rows]
        groups = {name: cells[rows] for name, cells in self.groups.items()}
        return replace(self, features=self.features[rows], labels=self.labels[rows], dates=dates, groups=groups)

    def without(self, excluded: Collection[str]) -> Self:
        """Return the leads with nothing known of the features named in `excluded`."""
        kept = [at for at, feature in enumerate(self.known) if feature.name not in excluded]
        return replace(self, fields=self.fields.without(excluded), features=self.features[:, kept])

    def count(self) -> dict[Tier, int]:
        """Return how many leads each tier has."""
        return dict(zip(TIERS, np.bincount(self.labels, minlength=len(TIERS)).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class LeadsFile:
    """The leads of one file; `sha256` is the file's."""

    name: str
    sha256: str
    leads: LabelledLeads


def columns(fields: FieldSet) -> tuple[str, ...]:
    """Return the columns of a file of leads with their tiers."""
    return (*(feature.name for feature in fields.features), LABEL)


def read_leads(path: Path, fields: FieldSet, groups: Sequence[str] = ()) -> LeadsFile:
    """Return the leads of the file `path`, CSV or Parquet, with their dates if it has a column of DATE_COLUMNS.

    `groups` names columns to compare leads by, features among them; any further columns are ignored.

    Raises:
        BadFile: it cannot be read, lacks a column, holds a wrong cell, or has too few rows of a tier to train on.
    """
    with open_file(path) as file:
        return parse_leads(file.read(), path, fields, groups)


def parse_leads(content: bytes, path: Path, fields: FieldSet, groups: Sequence[str] = ()) -> LeadsFile:
    """Return the leads in `content`, the file called `path`, as `read_leads` does.

    Raises:
        BadFile: it lacks a column, holds a wrong cell, or has too few rows of a tier to train on.
    """
    table = open_table(io.BytesIO(content), path)
    dated = date_column(table.header)
    features = fields.without_identity()
    further = [name for name in groups if name not in features]
    beside = dict.fromkeys([LABEL, *([dated] if dated else []), *further])
    leads = LeadTable(table, features, beside=tuple(beside))
    parts, flaws = [], _RowErrors()
    for batch in leads.batches():
        cells = {name: [text.strip() for text in batch.rows.texts(leads.columns[name])] for name in beside}
        flaws.add([*batch.flaws, *_wrong_cells(batch.rows.lines, cells, dated)])
        parts.append(_labelled(fields, [lead for lead in batch.leads if lead is not None], cells, dated, groups))
    flaws.refuse(path)
    labelled = _joined(fields, parts)
    _check_tiers(labelled, path)
    return LeadsFile(path.name, sha256(content), labelled)


def csv_chunks(leads: LabelledLeads) -> Iterator[bytes]:
    """Yield the file of `leads`, header first, in pieces of some thousand rows."""
    yield (",".join(columns(leads.fields)) + "\n").encode()
    for start in range(0, len(leads), _ROWS_PER_CHUNK):
        stop = start + _ROWS_PER_CHUNK
        cells = [_cells(one, codes) for one, codes in zip(leads.known, leads.features[start:stop].T, strict=True)]
        tiers = (TIERS[label] for label in leads.labels[start:stop])
        yield "".join(f"{','.join(row)},{tier}\n" for *row, tier in zip(*cells, tiers, strict=True)).encode()


def _cells(feature: Feature, codes: NDArray[np.float64]) -> list[str]:
    """Return values of a feature, by their codes, as a file states them."""
    whole: list[int] = codes.astype(np.int64).tolist()
    if isinstance(feature, Quantity | YesNo) and not feature.when_missing:
        return list(map(str, whole))
    values = map(feature.decode, whole)
    return ["" if value is None else str(int(value) if isinstance(value, bool) else value) for value in values]


def _labelled(
    fields: FieldSet,
    leads: Sequence[Lead],
    cells: Mapping[str, Sequence[str]],
    dated: str | None,
    groups: Sequence[str],
) -> LabelledLeads:
    """Return the leads of some rows and what stands beside them; they need not go together where cells are wrong."""
    return LabelledLeads(
        fields,
        _matrix(fields, leads),
        np.array([_LABELS.get(text.lower(), 0) for text in cells[LABEL]], dtype=np.int64),
        dates=read_days(cells[dated]) if dated else None,
        groups={name: np.array(texts, dtype=np.object_) for name, texts in cells.items() if name in groups},
    )


def _joined(fields: FieldSet, parts: Sequence[LabelledLeads]) -> LabelledLeads:
    days = [part.dates for part in parts if part.dates is not None]
    names = parts[0].groups if parts else ()
    return LabelledLeads(
        fields,
        np.concatenate([_matrix(fields, []), *(part.features for part in parts)]),
        np.concatenate([np.array([], dtype=np.int64), *(part.labels for part in parts)]),
        dates=np.concatenate(days) if days else None,
        groups={name: np.concatenate([part.groups[name] for part in parts]) for name in names},
    )


def _matrix(fields: FieldSet, leads: Sequence[Lead]) -> NDArray[np.float64]:
    """Return the codes of complete leads: shape (leads, features)."""
    rows = [[feature.code(lead.values.get(feature.name)) for feature in fields.features] for lead in leads]
    return np.array(rows, dtype=np.float64).reshape(-1, len(fields.features))


def _wrong_cells(lines: Sequence[int], cells: Mapping[str, Sequence[str]], dated: str | None) -> Iterator[RowError]:
    for line, text in zip(lines, cells[LABEL], strict=True):
        if text.lower() not in _LABELS:
            yield RowError(line, LABEL, f"{join_words(TIERS, last='or')}, not {quoted(text)}")
    if dated:
        yield from wrong_days(dated, lines, cells[dated])


class _RowErrors:
    """What is wrong with a file: the first few things, and how many there are."""

    def __init__(self) -> None:
        self._first: list[RowError] = []
        self._number = 0

    def add(self, flaws: Sequence[RowError]) -> None:
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
        reason = f"{join_words(few)} are too few rows to train on; each tier needs at least {FEWEST_ROWS_PER_TIER}"
        raise BadFile(path, reason, column=LABEL)
