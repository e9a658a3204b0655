"""Writing Parquet: columns keep the types they were read with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from scoring.tables.parquet_table import ParquetBatch, ParquetTable
from scoring.tables.table import Batch, Made, Table, TableWriter

_TYPES: Mapping[type[Made], pa.DataType] = {str: pa.string(), float: pa.float64(), bool: pa.bool_()}
_ROWS_PER_GROUP, _BYTES_PER_GROUP = 100_000, 2**26


class ParquetWriter(TableWriter):
    """A Parquet file on its way to `path`: the columns of `table` at the positions `kept`, and those that are `made`.

    Columns of a CSV file are text.
    """

    def __init__(self, path: Path, table: Table, kept: Sequence[int], made: Mapping[str, type[Made]]) -> None:
        fields = [_field(table, position) for position in kept]
        self._schema = pa.schema(fields + [pa.field(name, _TYPES[kind]) for name, kind in made.items()])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._kept = kept
        self._held: list[pa.RecordBatch] = []
        self._rows_held = self._bytes_held = 0

    def write(self, batch: Batch, made: Sequence[Sequence[Made]]) -> None:
        """Write the rows of `batch`, and beside each the cells `made` for it."""
        if not made:
            return
        columns = [_column(batch, position) for position in self._kept]
        types = self._schema.types[len(self._kept) :]
        columns += [pa.array(cells, kind) for cells, kind in zip(zip(*made, strict=True), types, strict=True)]
        record = pa.RecordBatch.from_arrays(columns, schema=self._schema)
        self._held.append(record)
        self._rows_held += record.num_rows
        self._bytes_held += record.nbytes
        if self._rows_held >= _ROWS_PER_GROUP or self._bytes_held >= _BYTES_PER_GROUP:
            self._write_group()

    def close(self) -> None:
        """Write what is held back, and end the file."""
        self._write_group()
        self._writer.close()

    def _write_group(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._held, self._schema))
        self._held.clear()
        self._rows_held = self._bytes_held = 0


def _field(table: Table, position: int) -> pa.Field:
    if isinstance(table, ParquetTable):
        return table.schema.field(position)
    return pa.field(table.header[position], pa.string())


def _column(batch: Batch, position: int) -> pa.Array:
    if isinstance(batch, ParquetBatch):
        return batch.record.column(position)
    return pa.array(batch.texts(position), pa.string())
