"""Parquet: a table with types, read through Arrow."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

import pyarrow as pa
import pyarrow.parquet as pq

from scoring.errors import BadFile
from scoring.tables.table import Batch, Table, rows_per_batch


@dataclass(frozen=True, eq=False)
class ParquetBatch(Batch):
    """Some rows of a Parquet file."""

    record: pa.RecordBatch

    def cells(self, position: int) -> Sequence[object]:
        """Return the column at `position`: numbers, yes or no, and None; anything else as text."""
        column = self.record.column(position)
        kind = column.type
        if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
            return list(column.to_pylist())
        return self.texts(position)

    def texts(self, position: int) -> Sequence[str]:
        """Return the column at `position` as text: nothing as "", dates as in ISO 8601, lists and the like as JSON."""
        column = self.record.column(position)
        try:
            return list(column.cast(pa.string()).fill_null("").to_pylist())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return [_text(cell) for cell in column.to_pylist()]

    def select(self, rows: Sequence[int]) -> Self:
        """Return the rows at the positions `rows` alone."""
        return type(self)([self.lines[row] for row in rows], (), self.record.take(pa.array(rows, pa.int64())))


class ParquetTable(Table):
    """A Parquet file; `schema` has the types of its columns."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self.path, self.header_line = path, None
        try:
            self._file = pq.ParquetFile(file)
            self.schema: pa.Schema = self._file.schema_arrow
        except (pa.ArrowException, OSError) as error:
            raise BadFile(path, f"this is no whole Parquet file ({_first_line(error)})") from None
        self.header: Sequence[str] = self.schema.names
        self.rows: int = self._file.metadata.num_rows

    def batches(self) -> Iterator[ParquetBatch]:
        """Yield the rows.

        Raises:
            BadFile: the file is damaged.
        """
        read = 0
        try:
            for record in self._file.iter_batches(rows_per_batch(self.header), use_threads=False):
                yield ParquetBatch(range(read + 1, read + record.num_rows + 1), (), record)
                read += record.num_rows
        except (pa.ArrowException, OSError) as error:
            raise BadFile(self.path, f"the file is damaged after row {read} ({_first_line(error)})") from None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bytes():
            return cell.decode(errors="replace")
        case _:
            return json.dumps(cell, default=str, ensure_ascii=False)
