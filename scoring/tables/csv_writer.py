"""Writing CSV that is safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring.tables.spreadsheet import escape_formula
from scoring.tables.table import Batch, Made, TableWriter


class CsvWriter(TableWriter):
    """A CSV file on its way to `path`, safe to open in a spreadsheet.

    `kept` are the positions of the columns that are taken over, `header` names them and those that are made.
    `marked` begins it with the mark by which Excel knows UTF-8.
    """

    def __init__(self, path: Path, header: Sequence[str], kept: Sequence[int] = (), *, marked: bool = False) -> None:
        self._file = path.open("w", encoding="utf-8-sig" if marked else "utf-8", newline="")
        # The csv module quotes a cell for the line ends in it that are its own, so let it have both.
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._kept = kept
        self.write_rows([header])

    def write(self, batch: Batch, made: Sequence[Sequence[Made]]) -> None:
        """Write the rows of `batch`, and beside each the cells `made` for it."""
        kept = zip(*(batch.texts(position) for position in self._kept), strict=True)
        self._writer.writerows(
            [*map(escape_formula, row), *map(_text, cells)] for row, cells in zip(kept, made, strict=True)
        )

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Write `rows` of text."""
        self._writer.writerows([*map(escape_formula, row)] for row in rows)

    def close(self) -> None:
        """End the file."""
        self._file.close()


def _text(cell: Made) -> str:
    if isinstance(cell, str):
        return escape_formula(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.4f}"
