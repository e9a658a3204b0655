"""Files of leads: each row becomes a lead, or flaws that say what is wrong with it. The one format everywhere."""

import math
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scoring.errors import BadFile, InvalidLead
from scoring.fields.field import Choice, Feature, Fraction, IdentityField, Quantity
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from scoring.tables.formats import open_table
from scoring.tables.table import Batch, RowError, Table
from scoring.text import join_words

_PLAIN_DIGITS = 18
_SCIENTIFIC = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")  # R writes 100000 as 1e+05
_FLOAT_SIGNAL = re.compile(r"([01])\.0+")  # pandas writes a column of 0 and 1 so when a cell of it was empty
_SPELLINGS_SHOWN = 3


@dataclass(frozen=True, eq=False)
class LeadBatch:
    """Some rows of a file of leads: `leads` holds one for each of `rows`, None where `flaws` say what is wrong with it.

    `flaws`, in the order of lines, tell also of lines that are no rows.
    """

    rows: Batch
    leads: Sequence[Lead | None]
    flaws: Sequence[RowError]


class LeadTable:
    """A table of leads, in which every feature of `fields` must be known, and the identity may be.

    Other columns are not read. A column is known by a field's name or title, whatever its case, blanks, hyphens and
    underscores. `beside` names further columns that must be there. `columns` holds the position of each known column.

    Raises:
        BadFile: columns are missing, or there twice.
    """

    def __init__(self, table: Table, fields: FieldSet, *, beside: Sequence[str] = ()) -> None:
        self.table = table
        self._field_set = fields
        needed = [*(feature.name for feature in fields.features), *beside]
        self.columns = _find_columns(table, fields, needed)
        self._fields = [field for field in fields if field.name in self.columns]

    def batches(self) -> Iterator[LeadBatch]:
        """Yield the rows, some thousand at a time.

        Raises:
            BadFile: the file cannot be read to the end.
        """
        for rows in self.table.batches():
            flaws = list(rows.flaws)
            leads = list(self._read(rows, flaws))
            yield LeadBatch(rows, leads, sorted(flaws, key=lambda flaw: flaw.line))

    def _read(self, rows: Batch, flaws: list[RowError]) -> Iterator[Lead | None]:
        """Yield the leads of `rows`, and add to `flaws` what is wrong with them."""
        fields = self._field_set
        names = [field.name for field in self._fields]
        columns = [_values(field, rows, self.columns[field.name]) for field in self._fields]
        for line, values in zip(rows.lines, zip(*columns, strict=True), strict=True):
            try:
                lead = fields.read(dict(zip(names, values, strict=True)))
                yield fields.require_complete(lead) if None in values else lead
            except InvalidLead as error:
                flaws += _flaws(line, error, fields)
                yield None


@contextmanager
def open_leads(path: Path, fields: FieldSet) -> Iterator[LeadTable]:
    """Open the file of leads `path`, in which every feature of `fields` must be known.

    Raises:
        BadFile: it cannot be read, is no table, or columns are missing or there twice.
    """
    with open_file(path) as file:
        yield LeadTable(open_table(file, path), fields)


def open_file(path: Path) -> BinaryIO:
    """Open the file `path` for reading.

    Raises:
        BadFile: it is not there, is no file, or may not be read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return path.open("rb")
    except OSError as error:
        raise BadFile(path, f"the file cannot be read ({error.strerror})") from None
    raise BadFile(path, f"the file cannot be read (it is a {'folder' if stat.S_ISDIR(mode) else 'pipe or device'})")


def _find_columns(table: Table, fields: FieldSet, needed: Sequence[str]) -> Mapping[str, int]:
    spelled = {_bare(words): field.name for field in fields for words in (field.name, field.title)}
    spelled |= {_bare(name): name for name in needed}
    found: dict[str, list[int]] = {}
    for position, cell in enumerate(table.header):
        if name := spelled.get(_bare(cell)):
            found.setdefault(name, []).append(position)
    wrong = [_absent([name for name in needed if name not in found], needed)]
    wrong += [_repeated(name, [table.header[at] for at in found.get(name, ())]) for name in needed]
    if any(wrong):
        raise BadFile(table.path, "; ".join(filter(None, wrong)), line=table.header_line)
    return {name: positions[0] for name, positions in found.items()}


def _bare(words: str) -> str:
    return re.sub(r"[\s_-]", "", words).lower()


def _absent(names: Sequence[str], needed: Sequence[str]) -> str:
    if len(names) == len(needed):
        return f"the header names no column of a file of leads; they are {', '.join(needed)}"
    are = "s {} are" if len(names) > 1 else " {} is"
    return f"the column{are.format(join_words(names))} missing" if names else ""


def _repeated(name: str, spellings: Sequence[str]) -> str:
    if len(spellings) < 2:
        return ""
    shown = join_words([quoted(spelling) for spelling in spellings[:_SPELLINGS_SHOWN]])
    return f"the column {name} is there more than once, as {shown}"


def quoted(cell: str) -> str:
    """Return `cell` as errors quote it."""
    words = _words(cell)
    return f"“{words[:40]}”" if words else "an empty cell"


def _words(cell: str) -> str:
    """Return `cell` on one line, without what would play tricks on a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in cell).split())


@dataclass(frozen=True)
class _Unread:
    """The text of a cell that states nothing. `FieldSet.read` refuses it: its own reading of text is more lenient."""

    text: str

    def __str__(self) -> str:
        return self.text


def _values(field: IdentityField | Feature, rows: Batch, position: int) -> list[object]:
    """Return the column at `position` as `FieldSet.read` takes it."""
    match field:
        case Quantity():
            return [_amount(cell, field) for cell in rows.cells(position)]
        case IdentityField() | Choice():
            return [text.strip() or None for text in rows.texts(position)]
        case Fraction():
            return [(cell.strip() or None) if isinstance(cell, str) else cell for cell in rows.cells(position)]
        case _:
            return [_yes_or_no(cell) if isinstance(cell, str) else cell for cell in rows.cells(position)]


def _amount(cell: object, quantity: Quantity) -> object:
    if isinstance(cell, bool):
        return _Unread("yes" if cell else "no")
    if not isinstance(cell, str):
        return cell
    if cell.isdecimal() and len(cell) <= _PLAIN_DIGITS:  # nearly every cell is, and this takes a tenth of the time
        return int(cell)
    stated = cell.strip()
    return _stated_amount(stated, quantity) if stated else None


def _stated_amount(stated: str, quantity: Quantity) -> object:
    try:
        return quantity.read(stated)
    except ValueError:
        number = float(stated) if _SCIENTIFIC.fullmatch(stated) else math.nan
        return int(number) if number.is_integer() else _Unread(_words(stated))


def _yes_or_no(cell: str) -> object:
    stated = cell.strip()
    if not stated or stated.isalnum():
        return stated or None
    float_signal = _FLOAT_SIGNAL.fullmatch(stated)
    return float_signal[1] if float_signal else _Unread(_words(stated))


def _flaws(line: int, error: InvalidLead, fields: FieldSet) -> Iterator[RowError]:
    for problem in error.problems:
        title = fields[problem.field].title
        yield RowError(line, problem.field, problem.message.removeprefix(f"{title}: "), title)
    for feature in error.missing_of(fields.features):
        yield RowError(line, feature.name, f"{feature.allowed}, not {quoted('')}", feature.title)
