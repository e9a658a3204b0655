"""CSV: a table as text in UTF-8, its cells separated by commas."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self, TextIO

from scoring.errors import BadFile
from scoring.tables.table import Batch, RowError, Table, rows_per_batch

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_NOT_TEXT = "this is no CSV file: it is not text in UTF-8"
_MARK = b"\xef\xbb\xbf"
_BLOCK = 2**20
_CHARACTERS_PER_BATCH = 2**21
_LONGEST_ROW = 2**24
_UNDECODED = re.compile("[\udc80-\udcff]")  # how the error handler "surrogateescape" keeps bytes that are no UTF-8


@dataclass(frozen=True, eq=False)
class CsvBatch(Batch):
    """Some rows of a CSV file."""

    rows: Sequence[Sequence[str]]

    def cells(self, position: int) -> Sequence[str]:
        """Return the column at `position`."""
        return [row[position] for row in self.rows]

    def texts(self, position: int) -> Sequence[str]:
        """Return the column at `position`."""
        return self.cells(position)

    def select(self, rows: Sequence[int]) -> Self:
        """Return the rows at the positions `rows` alone."""
        return type(self)([self.lines[row] for row in rows], (), [self.rows[row] for row in rows])


class CsvTable(Table):
    """A CSV file. `marked` is whether it begins with the mark by which Excel knows UTF-8.

    Lines without any text, and rows of empty cells, which spreadsheets leave at the end, are no rows.
    """

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self.path = path
        self.marked = file.read(len(_MARK)) == _MARK
        file.seek(0)
        self.rows = sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
        file.seek(0)
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._lines = _Lines(text, path)
        self._reader = csv.reader(self._lines, strict=True)
        self.header_line, self.header = self._read_header()

    def batches(self) -> Iterator[CsvBatch]:
        """Yield the rows; what is no row, or has other cells than the header, becomes a flaw.

        Raises:
            BadFile: a row is too long to be one.
        """
        records = self._records_like_the_header()
        while batch := list(self._some(records)):
            rows = [record for record in batch if isinstance(record, _Row)]
            flaws = [record for record in batch if isinstance(record, RowError)]
            yield CsvBatch([row.line for row in rows], flaws, [row.cells for row in rows])

    def _read_header(self) -> "_Row":
        self._check_separator()
        header = next(self._records(), None)
        if header is None:
            raise BadFile(self.path, "the file is empty")
        if isinstance(header, RowError):
            raise BadFile(self.path, header.reason, line=header.line)
        if any("\0" in cell for cell in header.cells):
            raise BadFile(self.path, _NOT_TEXT)
        return header

    def _check_separator(self) -> None:
        header = self._lines.peek()
        if _UNDECODED.search(header):
            raise BadFile(self.path, _NOT_TEXT)
        separator = max(_SEPARATORS, key=header.count)
        if separator != ",":
            raise BadFile(self.path, f"this looks separated by {_SEPARATORS[separator]}; save it separated by commas")

    def _records(self) -> "Iterator[_Row | RowError]":
        while True:
            line = self._lines.begin_row()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield RowError(line, None, f"this is no CSV: {error}; check the quotes")
                self._lines.give_back_all_but_one()
                continue
            if self._lines.undecoded:
                yield RowError(line, None, "this is not text in UTF-8; save the file as CSV UTF-8")
            elif any(cells):
                yield _Row(line, cells)

    def _records_like_the_header(self) -> "Iterator[_Row | RowError]":
        width = len(self.header)
        for record in self._records():
            if isinstance(record, RowError) or len(record.cells) == width:
                yield record
            else:
                cells = f"{len(record.cells)} cell{'s' * (len(record.cells) != 1)}"
                last = self._lines.number
                hint = f"; it goes on to line {last}, so check the quotes" if last > record.line else ""
                yield RowError(record.line, None, f"the row has {cells}, the header has {width}{hint}")

    def _some(self, records: "Iterator[_Row | RowError]") -> "Iterator[_Row | RowError]":
        enough = self._lines.characters + _CHARACTERS_PER_BATCH
        for record in islice(records, rows_per_batch(self.header)):
            yield record
            if self._lines.characters > enough:
                return


class _Row(NamedTuple):
    line: int
    cells: Sequence[str]


class _Lines:
    """The lines of a file as the csv module takes them. Those of a row that turns out to be none can be given back."""

    def __init__(self, text: TextIO, path: Path) -> None:
        self.number = 0
        self.characters = 0
        self.undecoded = False
        self._text, self._path = text, path
        self._row: list[str] = []
        self._row_begins = 1
        self._most_characters = _LONGEST_ROW
        self._given_back: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._given_back.popleft() if self._given_back else self._text.readline(_LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.characters += len(line)
        if self.characters > self._most_characters:
            reason = f"this is no CSV: the row is longer than {_LONGEST_ROW:,} characters"
            raise BadFile(self._path, reason, line=self._row_begins)
        if not line.isascii() and _UNDECODED.search(line):
            self.undecoded = True
        self._row.append(line)
        return line

    def begin_row(self) -> int:
        """Return the line that the next row begins at."""
        self._row.clear()
        self._most_characters = self.characters + _LONGEST_ROW
        self.undecoded = False
        self._row_begins = self.number + 1
        return self._row_begins

    def give_back_all_but_one(self) -> None:
        """Let the next row begin at the second line of this one: a stray quote shall not swallow what follows."""
        self._give_back(self._row[1:])

    def peek(self) -> str:
        """Return the first line that is not blank."""
        self.begin_row()
        found = next((line for line in self if line.strip()), "")
        self._give_back(self._row)
        return found

    def _give_back(self, lines: Sequence[str]) -> None:
        self._given_back.extendleft(reversed(lines))
        self.number -= len(lines)
