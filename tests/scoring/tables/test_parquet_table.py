import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scoring.errors import BadFile
from scoring.tables.formats import create_table, open_table
from scoring.tables.table import Batch

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
COLUMNS = {
    "whole": pa.array([1, None, 3]),
    "decimal": pa.array([Decimal("45.00"), None, Decimal("1.50")]),
    "float": pa.array([45.0, float("nan"), None]),
    "signal": pa.array([True, False, None]),
    "text": pa.array(["Dana", "", None]),
    "category": pa.array(["a", "b", None]).dictionary_encode(),
    "time": pa.array([NOON, NOON, None], pa.timestamp("ns", tz="UTC")),
    "date": pa.array([NOON.date(), None, NOON.date()]),
    "list": pa.array([[1, 2], [], None]),
    "nested": pa.array([{"a": 1}, None, {"a": None}]),
    "bytes": pa.array([b"a", b"\xff", None]),
    "nothing": pa.nulls(3),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table(COLUMNS), path)
    return path


def first_batch(path: Path) -> tuple[list[str], Batch]:
    with path.open("rb") as file:
        table = open_table(file, path)
        return list(table.header), next(table.batches())


def test_numbers_and_signals_keep_their_types_and_the_rest_is_text(path: Path) -> None:
    header, batch = first_batch(path)
    cells = {name: list(batch.cells(position)) for position, name in enumerate(header)}
    assert cells["whole"] == [1, None, 3]
    assert str(cells["float"]) == "[45.0, nan, None]"
    assert cells["signal"] == [True, False, None]
    assert cells["decimal"] == ["45.00", "", "1.50"]
    assert cells["category"] == ["a", "b", ""]
    assert list(batch.lines) == [1, 2, 3]


def test_every_type_has_a_text(path: Path) -> None:
    header, batch = first_batch(path)
    assert {name: batch.texts(position)[0] for position, name in enumerate(header)} == {
        "whole": "1",
        "decimal": "45.00",
        "float": "45",
        "signal": "true",
        "text": "Dana",
        "category": "a",
        "time": "2026-03-01 12:00:00.000000000Z",
        "date": "2026-03-01",
        "list": "[1, 2]",
        "nested": '{"a": 1}',
        "bytes": "a",
        "nothing": "",
    }
    assert batch.texts(header.index("bytes"))[1:] == ["\ufffd", ""]


def test_columns_that_are_taken_over_keep_type_and_value(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.parquet"
    kept = range(len(COLUMNS))
    with path.open("rb") as file:
        table = open_table(file, path)
        with create_table(copy, copy, table=table, kept=kept, made={"tier": str, "sure": float}) as writer:
            for batch in table.batches():
                writer.write(batch.select([0, 2]), [["High", 0.5], ["Low", 0.25]])
    original, written = pq.read_table(path), pq.read_table(copy)
    assert written.select(list(COLUMNS)).schema.equals(original.schema)
    assert str(written.select(list(COLUMNS)).to_pylist()) == str(original.take([0, 2]).to_pylist())
    assert written.select(["tier", "sure"]).to_pylist() == [
        {"tier": "High", "sure": 0.5},
        {"tier": "Low", "sure": 0.25},
    ]


def test_rows_are_read_some_thousand_at_a_time_and_written_in_large_groups(tmp_path: Path) -> None:
    path, copy = tmp_path / "leads.parquet", tmp_path / "copy.parquet"
    pq.write_table(pa.table({"a": range(12_000)}), path, row_group_size=9_000)
    with path.open("rb") as file:
        table = open_table(file, path)
        lines: list[int] = []
        with create_table(copy, copy, table=table, kept=[0], made={"b": bool}) as writer:
            for batch in table.batches():
                assert len(batch.lines) <= 5_000
                lines += batch.lines
                writer.write(batch, [[True]] * len(batch.lines))
    assert lines == list(range(1, 12_001))
    assert table.rows == 12_000
    assert pq.ParquetFile(copy).num_row_groups == 1
    assert pq.read_table(copy)["a"].to_pylist() == list(range(12_000))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"a,b\n1,2\n", b"PAR1" + b"\xff" * 100 + b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "leads.parquet"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"leads\.parquet: this is no whole Parquet file \(") as caught:
        first_batch(path)
    assert "\n" not in str(caught.value)


def test_a_truncated_file_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadFile, match="this is no whole Parquet file"):
        first_batch(path)


def test_a_damaged_file_is_refused_where_the_damage_begins(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table({"a": [str(n) for n in range(20_000)]}), path, row_group_size=10_000, use_dictionary=False)
    content = bytearray(path.read_bytes())
    middle = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    content[middle : middle + 5_000] = b"\xff" * 5_000
    path.write_bytes(content)
    with path.open("rb") as file, pytest.raises(BadFile, match="the file is damaged after row 10000"):
        list(open_table(file, path).batches())


def test_parquet_under_the_name_of_csv_is_named(path: Path) -> None:
    renamed = path.rename(path.with_suffix(".csv"))
    with pytest.raises(BadFile, match=r"this is a Parquet file: let its name end in \.parquet"):
        first_batch(renamed)
