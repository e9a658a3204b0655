"""A file of leads with their tiers: one row a lead, one column a feature, and `lead_score`."""

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from scoring.artifact import sha256
from scoring.errors import BadFile, in_words
from scoring.feature import Feature, Quantity
from scoring.lead import FEATURES
from scoring.score import Tier

LABEL = "lead_score"
COLUMNS: tuple[str, ...] = (*(feature.name for feature in FEATURES), LABEL)

CLASSES: tuple[Tier, ...] = tuple(sorted(Tier))
"""The tiers in the order of a model's outputs: alphabetical, as scikit-learn's LabelEncoder has them."""

FEWEST_ROWS_PER_TIER = 8
"""80 % of them, the training part, are the six rows that SMOTE needs: one and its five nearest neighbours."""

_FLAWS_SHOWN = 3
_ROWS_PER_CHUNK = 10_000
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SIGNALS = {"1": 1.0, "yes": 1.0, "true": 1.0, "0": 0.0, "no": 0.0, "false": 0.0}


@dataclass(frozen=True, eq=False)
class LabelledLeads:
    """Leads and their tiers.

    `features` has shape (rows, features), in the order of FEATURES, in whole numbers; `labels` has shape (rows,) and
    holds each lead's tier by its position in CLASSES.
    """

    features: NDArray[np.float64]
    labels: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def columns(self) -> dict[str, NDArray[np.float64]]:
        """The values of each feature, by its name."""
        return {feature.name: values for feature, values in zip(FEATURES, self.features.T, strict=True)}

    def take(self, rows: NDArray[np.int64]) -> Self:
        """Return the leads that stand at the positions `rows`."""
        return type(self)(self.features[rows], self.labels[rows])

    def count(self) -> dict[Tier, int]:
        """Return how many leads each tier has."""
        return dict(zip(CLASSES, np.bincount(self.labels, minlength=len(CLASSES)).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class LeadsFile:
    """The leads of one file; `sha256` is the file's."""

    name: str
    sha256: str
    leads: LabelledLeads


@dataclass(frozen=True)
class _Flaw:
    """One thing that is wrong with a file; without a column it concerns the whole line."""

    line: int
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.column is None else f"line {self.line}, column {self.column}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Sequence[str]


def read_leads(path: Path) -> LeadsFile:
    """Return the leads of the CSV file `path`; columns beyond the features and `lead_score` are ignored.

    A column is known by a feature's name or title, whatever its case, blanks, hyphens and underscores.

    Raises:
        BadFile: it cannot be read, lacks a column, holds a wrong cell, or has too few rows of a tier to train on.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(path, f"the file cannot be read ({error.strerror})") from None
    return parse_leads(content, path)


def parse_leads(content: bytes, path: Path) -> LeadsFile:
    """Return the leads in `content`, the CSV file called `path`.

    Raises:
        BadFile: it lacks a column, holds a wrong cell, or has too few rows of a tier to train on.
    """
    header, rows = _header_and_rows(content, path)
    names = _columns(header, path)
    whole = [row for row in rows if len(row.cells) == len(names)]
    flaws = [
        _Flaw(row.line, None, f"the row has {len(row.cells)} cells, the header has {len(names)}")
        for row in rows
        if len(row.cells) != len(names)
    ]
    leads = LabelledLeads(
        np.column_stack([_values(feature, _cells(whole, names.index(feature.name)), flaws) for feature in FEATURES]),
        _labels(_cells(whole, names.index(LABEL)), flaws),
    )
    if flaws:
        _refuse(path, flaws)
    _check_tiers(leads, path)
    return LeadsFile(path.name, sha256(content), leads)


def csv_chunks(leads: LabelledLeads) -> Iterator[bytes]:
    """Yield the file of `leads`, header first, in pieces of some thousand rows."""
    yield (",".join(COLUMNS) + "\n").encode()
    for start in range(0, len(leads), _ROWS_PER_CHUNK):
        stop = start + _ROWS_PER_CHUNK
        values = leads.features[start:stop].astype(np.int64).tolist()
        tiers = (CLASSES[label] for label in leads.labels[start:stop])
        yield "".join(f"{','.join(map(str, row))},{tier}\n" for row, tier in zip(values, tiers, strict=True)).encode()


def _header_and_rows(content: bytes, path: Path) -> tuple[_Row, list[_Row]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(path, "this is no CSV file: it is not text in UTF-8") from None
    _check_separator(text, path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [_Row(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise BadFile(path, f"this is no CSV: {error}", line=reader.line_num) from None
    if not rows:
        raise BadFile(path, "the file is empty")
    return rows[0], rows[1:]


def _check_separator(text: str, path: Path) -> None:
    header = re.search(r"[^\r\n]+", text)
    separator = max(_SEPARATORS, key=header[0].count) if header else ","
    if separator != ",":
        raise BadFile(path, f"this looks separated by {_SEPARATORS[separator]}; save it separated by commas")


def _columns(header: _Row, path: Path) -> list[str | None]:
    """Return which of COLUMNS each cell of the header names, None for any other, when each of them is named once."""
    names = [_SPELLINGS.get(_bare(cell)) for cell in header.cells]
    if not any(names):
        reason = f"the header names no column of a file of leads; they are {', '.join(COLUMNS)}"
        raise BadFile(path, reason, line=header.line)
    flaws = [_Flaw(header.line, name, "the column is missing") for name in COLUMNS if name not in names]
    for name in COLUMNS:
        spellings = [_quoted(cell) for cell, named in zip(header.cells, names, strict=True) if named == name]
        if len(spellings) > 1:
            flaws.append(_Flaw(header.line, name, f"the column is there more than once, as {in_words(spellings)}"))
    if flaws:
        _refuse(path, flaws)
    return names


def _bare(words: str) -> str:
    return re.sub(r"[\s_-]", "", words).lower()


_SPELLINGS = {_bare(LABEL): LABEL} | {
    _bare(words): feature.name for feature in FEATURES for words in (feature.name, feature.title)
}


def _cells(rows: Sequence[_Row], position: int) -> list[tuple[int, str]]:
    """Return the cells of one column, each with its line."""
    return [(row.line, row.cells[position].strip()) for row in rows]


def _values(feature: Feature, cells: Sequence[tuple[int, str]], flaws: list[_Flaw]) -> NDArray[np.float64]:
    """Return the column of `feature`, and add to `flaws` what is wrong with it."""
    if isinstance(feature, Quantity):
        values = np.array([_number(cell, feature) for _, cell in cells], dtype=np.float64)
        right = (values >= feature.at_least) & (values <= feature.at_most) & (values == np.floor(values))
    else:
        values = np.array([_SIGNALS.get(cell.lower(), math.nan) for _, cell in cells], dtype=np.float64)
        right = ~np.isnan(values)
    for position in np.flatnonzero(~right).tolist():
        line, cell = cells[position]
        flaws.append(_Flaw(line, feature.name, f"{feature.allowed}, not {_quoted(cell)}"))
    return values


def _labels(cells: Sequence[tuple[int, str]], flaws: list[_Flaw]) -> NDArray[np.int64]:
    known = {tier.lower(): label for label, tier in enumerate(CLASSES)}
    for line, cell in cells:
        if cell.lower() not in known:
            flaws.append(_Flaw(line, LABEL, f"{in_words(tuple(Tier), last='or')}, not {_quoted(cell)}"))
    return np.array([known.get(cell.lower(), 0) for _, cell in cells], dtype=np.int64)


def _number(cell: str, quantity: Quantity) -> float:
    try:
        return float(cell)  # forty times as fast as what reads "$172,728", and nearly every cell is plain
    except ValueError:
        return _amount(cell, quantity)


def _amount(cell: str, quantity: Quantity) -> float:
    try:
        return quantity.read(cell)
    except ValueError:
        return math.nan


def _quoted(cell: str) -> str:
    return f"“{' '.join(cell.split())[:40]}”" if cell else "an empty cell"


def _check_tiers(leads: LabelledLeads, path: Path) -> None:
    few = [f"{count} of {tier}" for tier, count in leads.count().items() if count < FEWEST_ROWS_PER_TIER]
    if few:
        reason = f"{in_words(few)} are too few rows to train on; each tier needs at least {FEWEST_ROWS_PER_TIER}"
        raise BadFile(path, reason, column=LABEL)


def _refuse(path: Path, flaws: Sequence[_Flaw]) -> NoReturn:
    """Raise BadFile for the first flaw, naming the next few and how many more there are."""
    first, *others = sorted(flaws, key=lambda flaw: flaw.line)
    shown = others[: _FLAWS_SHOWN - 1]
    reasons = [first.reason, *map(str, shown)]
    if len(others) > len(shown):
        reasons.append(f"and {len(others) - len(shown)} more")
    raise BadFile(path, "; ".join(reasons), line=first.line, column=first.column)
