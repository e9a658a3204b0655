"""The formats of tables, known by the endings of their files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from scoring.errors import BadFile
from scoring.tables.csv_table import CsvTable
from scoring.tables.csv_writer import CsvWriter
from scoring.tables.table import Made, Table, TableWriter

PARQUET = ".parquet"
ENDINGS = (".csv", PARQUET)
_PARQUET_BEGINS = b"PAR1"
_NEEDS_PYARROW = 'Parquet needs the package pyarrow: python -m pip install -c constraints.txt -e ".[parquet]"'


def open_table(file: BinaryIO, path: Path) -> Table:
    """Return the table in `file`, which `path` names: Parquet if that ends in .parquet, else CSV.

    Raises:
        BadFile: it holds no such table.
    """
    begins = file.read(len(_PARQUET_BEGINS))
    file.seek(0)
    if is_parquet(path):
        try:
            from scoring.tables.parquet_table import ParquetTable
        except ImportError:
            raise BadFile(path, _NEEDS_PYARROW) from None
        return ParquetTable(file, path)
    if begins == _PARQUET_BEGINS:
        raise BadFile(path, f"this is a Parquet file: let its name end in {PARQUET}")
    return CsvTable(file, path)


def create_table(
    path: Path, name: Path, *, table: Table, kept: Sequence[int], made: Mapping[str, type[Made]]
) -> TableWriter:
    """Return the writer of a table to `path`, in the format of `name`.

    It has the columns of `table` at the positions `kept`, and beside them those that are `made`.

    Raises:
        BadFile: it cannot be written in that format.
    """
    if is_parquet(name):
        try:
            from scoring.tables.parquet_writer import ParquetWriter
        except ImportError:
            raise BadFile(name, _NEEDS_PYARROW) from None
        return ParquetWriter(path, table, kept, made)
    header = [*(table.header[position] for position in kept), *made]
    return CsvWriter(path, header, kept, marked=isinstance(table, CsvTable) and table.marked)


def is_parquet(path: Path) -> bool:
    """Return whether `path` names a Parquet file."""
    return path.suffix.lower() == PARQUET
