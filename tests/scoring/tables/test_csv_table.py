import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import BadFile
from scoring.tables.csv_table import CsvTable
from scoring.tables.csv_writer import CsvWriter
from scoring.tables.spreadsheet import escape_formula

Read = tuple[list[tuple[int, list[str]]], list[str]]


def table(content: str | bytes) -> CsvTable:
    return CsvTable(io.BytesIO(content if isinstance(content, bytes) else content.encode()), Path("x.csv"))


def read(content: str | bytes) -> Read:
    """The rows, each with its line, and the flaws."""
    batches = list(table(content).batches())
    rows = [(line, list(row)) for batch in batches for line, row in zip(batch.lines, batch.rows, strict=True)]
    return rows, [str(flaw) for batch in batches for flaw in batch.flaws]


def refusal(content: str | bytes) -> str:
    with pytest.raises(BadFile) as caught:
        read(content)
    return str(caught.value).removeprefix("x.csv").lstrip(":, ")


def test_a_row_has_the_line_that_it_begins_at() -> None:
    content = '\na,b\n\n1,"two\nlines"\r\n3,4\n,\n5,6'
    assert read(content) == ([(4, ["1", "two\nlines"]), (6, ["3", "4"]), (8, ["5", "6"])], [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end: str) -> None:
    assert read(end.join(["a,b", "1,2", "3,4", ""])) == ([(2, ["1", "2"]), (3, ["3", "4"])], [])


def test_the_mark_of_excel_is_no_part_of_the_header() -> None:
    marked = table("\ufeffa,b\n1,2\n")
    assert (list(marked.header), marked.marked) == (["a", "b"], True)
    assert not table("a,b\n1,2\n").marked


def test_cells_stay_as_they_are() -> None:
    assert read('a,b\n" x ","say ""hi"""\n\0,\u00e9\n')[0] == [(2, [" x ", 'say "hi"']), (3, ["\0", "é"])]


def test_a_row_of_another_length_is_a_flaw() -> None:
    rows, flaws = read('a,b\n1\n2,3\n4,5,6\n7,8,"\n"')
    assert rows == [(3, ["2", "3"])]
    assert flaws == [
        "line 2: the row has 1 cell, the header has 2",
        "line 4: the row has 3 cells, the header has 2",
        "line 5: the row has 3 cells, the header has 2; it goes on to line 6, so check the quotes",
    ]


def test_a_stray_quote_swallows_no_other_row() -> None:
    rows, flaws = read('a,b\n"1,2\n3,4\n5,"6"7\n8,"9"\n10,"11\n12,13')
    assert rows == [(3, ["3", "4"]), (5, ["8", "9"]), (7, ["12", "13"])]
    assert [flaw.split(": ")[0] for flaw in flaws] == ["line 2", "line 4", "line 6"]
    assert flaws[0] == """line 2: this is no CSV: ',' expected after '"'; check the quotes"""
    assert flaws[2] == "line 6: this is no CSV: unexpected end of data; check the quotes"


def test_a_giant_cell_is_a_flaw() -> None:
    rows, flaws = read(f"a,b\n1,{'x' * 200_000}\n3,4\n")
    assert rows == [(3, ["3", "4"])]
    assert flaws == ["line 2: this is no CSV: field larger than field limit (131072); check the quotes"]


def test_a_row_that_is_no_text_is_a_flaw() -> None:
    rows, flaws = read(b"a,b\n1," + "é".encode("latin-1") + b"\n3,4\n")
    assert rows == [(3, ["3", "4"])]
    assert flaws == ["line 2: this is not text in UTF-8; save the file as CSV UTF-8"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "the file is empty"),
        (b"\n,,\n", "the file is empty"),
        ("é,b\n".encode("latin-1"), "this is no CSV file: it is not text in UTF-8"),
        ("a,b\n".encode("utf-16"), "this is no CSV file: it is not text in UTF-8"),
        ("a,b\n".encode("utf-16-le"), "this is no CSV file: it is not text in UTF-8"),
        ("a;b;c,d\n", "this looks separated by semicolons; save it separated by commas"),
        ("a\tb\n", "this looks separated by tabs; save it separated by commas"),
        ('"a,b\n', "line 1: this is no CSV: unexpected end of data; check the quotes"),
        (b"x" * 2**25, "line 1: this is no CSV: the row is longer than 16,777,216 characters"),
        (
            "a\n" + '"{}\n",'.format("x" * 1000) * 2**15,
            "line 2: this is no CSV: the row is longer than 16,777,216 characters",
        ),
    ],
)
def test_what_is_no_csv_is_refused(content: str | bytes, reason: str) -> None:
    assert refusal(content) == reason


def test_the_number_of_rows_is_known_beforehand() -> None:
    assert table("a,b\n1,2\n3,4").rows == 2
    assert table('a,b\n1,"\n"\n').rows >= 1


def test_a_batch_is_small_however_wide_or_long_the_rows() -> None:
    wide = ",".join(["x"] * 10_000)
    assert max(len(batch.lines) for batch in table("\n".join([wide] * 100)).batches()) == 20
    heavy = f"1,{'x' * 100_000}"
    assert max(len(batch.lines) for batch in table("\n".join(["a,b", *[heavy] * 100])).batches()) < 30
    assert [len(batch.lines) for batch in table("a\n" + "1\n" * 10_001).batches()] == [5_000, 5_000, 1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


CELLS = st.text(st.characters(codec="utf-8")) | st.text(st.sampled_from('",;\r\n\0 =x'))


@given(st.lists(st.tuples(st.sampled_from(["0", "x"]), CELLS), min_size=1))
def test_what_is_written_is_read_again_whatever_it_is(folder: Path, rows: list[tuple[str, str]]) -> None:
    path = folder / "written.csv"
    with CsvWriter(path, ["a", "b"]) as writer:
        writer.write_rows(rows)
    found, flaws = read(path.read_bytes())
    assert [tuple(cells) for _, cells in found] == [tuple(map(escape_formula, row)) for row in rows]
    assert not flaws


@given(st.binary() | st.text(st.sampled_from('",\n\rab')).map(str.encode))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    try:
        rows, flaws = read(b"a,b\n" + content)
    except BadFile:
        return
    begun = [line for line, _ in rows] + [int(flaw.split(":")[0].removeprefix("line ")) for flaw in flaws]
    assert len(begun) == len(set(begun))
    assert all(len(cells) == 2 for _, cells in rows)
