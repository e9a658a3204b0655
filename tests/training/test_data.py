import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scoring.errors import BadFile
from scoring.explain.score import TIERS, Tier
from tests.fields import REAL_ESTATE
from tests.seed import LEADS_FILE
from training.data import FEWEST_ROWS_PER_TIER, columns, csv_chunks, parse_leads, read_leads

COLUMNS = columns(REAL_ESTATE)
HEADER = ",".join(COLUMNS)
ROW = "45,250000,780,25,15,18,5,90,1,1,1,1"
GOOD = [f"{ROW},{tier}" for tier in Tier for _ in range(FEWEST_ROWS_PER_TIER)]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "leads.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """What is said of a bad file, after its name."""
    with pytest.raises(BadFile) as caught:
        read_leads(path, REAL_ESTATE)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message.removeprefix(str(path)).lstrip(",: ")


def with_cell(column: str, cell: str) -> str:
    """A good row but for one cell."""
    cells = GOOD[0].split(",")
    cells[COLUMNS.index(column)] = cell
    return ",".join(cells)


def test_the_specifications_leads_are_read_whole() -> None:
    file = read_leads(LEADS_FILE, REAL_ESTATE)
    assert (file.name, len(file.leads)) == ("leads.csv", 10_000)
    assert file.leads.features.shape == (10_000, 12)
    assert file.leads.features[0].tolist() == [60, 172728, 667, 11, 14, 8, 2, 36, 0, 1, 1, 1]
    assert TIERS[file.leads.labels[0]] is Tier.MEDIUM
    assert file.leads.count() == {Tier.HIGH: 893, Tier.MEDIUM: 5802, Tier.LOW: 3305}


def test_leads_that_are_written_are_read_again() -> None:
    content = LEADS_FILE.read_bytes()
    assert b"".join(csv_chunks(parse_leads(content, LEADS_FILE, REAL_ESTATE).leads)) == content


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    plain = read_leads(LEADS_FILE, REAL_ESTATE)
    cells: dict[str, object] = {name: values.astype(int) for name, values in plain.leads.columns.items()}
    tiers = [str(TIERS[label]) for label in plain.leads.labels]
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table(cells | {"notes": [None] * len(tiers), "lead_score": tiers}), path)
    file = read_leads(path, REAL_ESTATE)
    assert (file.leads.features == plain.leads.features).all()
    assert (file.leads.labels == plain.leads.labels).all()
    assert file.sha256 != plain.sha256


def test_columns_may_stand_in_any_order_beside_others(tmp_path: Path) -> None:
    plain = read_leads(write(tmp_path, HEADER, *GOOD), REAL_ESTATE).leads
    turned = [",".join(['"Reyes, Dana"', "x", *row.split(",")[::-1]]) for row in GOOD]
    header = ",".join(["name", "notes", *COLUMNS[::-1]])
    leads = read_leads(write(tmp_path, header, *turned), REAL_ESTATE).leads
    assert (leads.features == plain.features).all()
    assert (leads.labels == plain.labels).all()


def test_the_column_of_tiers_is_known_however_spelled(tmp_path: Path) -> None:
    for spelling in ("LEAD SCORE", "Lead-Score", " leadscore "):
        assert len(
            read_leads(write(tmp_path, HEADER.replace("lead_score", spelling), *GOOD), REAL_ESTATE).leads
        ) == len(GOOD)


@pytest.mark.parametrize("spell", [str.lower, str.upper, lambda tier: f" {tier} "])
def test_a_tier_is_known_in_any_case(tmp_path: Path, spell: Callable[[str], str]) -> None:
    file = write(tmp_path, HEADER, *[f"{ROW},{spell(tier)}" for tier in Tier for _ in range(FEWEST_ROWS_PER_TIER)])
    assert read_leads(file, REAL_ESTATE).leads.count() == dict.fromkeys(Tier, FEWEST_ROWS_PER_TIER)


def test_a_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    rows = [with_cell("age", "45.0"), with_cell("income", '"$172,728"'), with_cell("budget_disclosed", "No"), "", *GOOD]
    path.write_bytes("\r\n".join([HEADER, *rows, "," * 12, ""]).encode("utf-8-sig"))
    leads = read_leads(path, REAL_ESTATE).leads
    assert len(leads) == len(GOOD) + 3
    assert leads.columns["age"][0] == 45
    assert leads.columns["income"][1] == 172_728
    assert leads.columns["budget_disclosed"][2] == 0


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("age", "old", f"{REAL_ESTATE['age'].allowed}, not “old”"),
        ("age", "17", "at least 18, not “17”"),
        ("credit_score", "900", "at most 850, not “900”"),
        ("income", "-$5", "at least $0, not “-$5”"),
        ("email_opens", "nan", "a whole number, at least 0, not “nan”"),
        ("budget_disclosed", '"never\nmind"', "yes or no, not “never mind”"),
        ("lead_score", "Hot", "High, Medium or Low, not “Hot”"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    path = write(tmp_path, HEADER, GOOD[0], with_cell(column, cell), *GOOD)
    assert refusal(path) == f"line 3, column {column}: {reason}"


@pytest.mark.parametrize("column", COLUMNS)
def test_no_cell_may_be_empty(tmp_path: Path, column: str) -> None:
    allowed = "High, Medium or Low" if column == "lead_score" else REAL_ESTATE[column].allowed
    path = write(tmp_path, HEADER, with_cell(column, " "), *GOOD)
    assert refusal(path) == f"line 2, column {column}: {allowed}, not an empty cell"


def test_a_bad_file_tells_the_program_too_where_it_is_wrong(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, GOOD[0], with_cell("age", "old"))
    with pytest.raises(BadFile) as caught:
        read_leads(path, REAL_ESTATE)
    assert (caught.value.path, caught.value.line, caught.value.column) == (path, 3, "age")


def test_of_many_wrong_cells_the_first_three_are_named_and_the_others_counted(tmp_path: Path) -> None:
    bad = [with_cell("age", "old").replace("High", "Hot"), *[with_cell("income", "much")] * 10]
    line = len(GOOD) + 2
    assert refusal(write(tmp_path, HEADER, *GOOD, *bad)) == (
        f"line {line}, column age: a whole number from 18 to 100, not “old”; "
        f"line {line}, column lead_score: High, Medium or Low, not “Hot”; "
        f"line {line + 1}, column income: a whole number, at least $0, not “much”; and 9 more"
    )


def test_three_wrong_cells_are_all_there_is_to_say_of_a_long_file(tmp_path: Path) -> None:
    rows = [*GOOD[:1] * 6_000, with_cell("age", "1"), *GOOD[:1] * 6_000, with_cell("age", "2"), with_cell("age", "3")]
    assert refusal(write(tmp_path, HEADER, *rows)) == (
        "line 6002, column age: at least 18, not “1”; line 12003, column age: at least 18, not “2”; "
        "line 12004, column age: at least 18, not “3”"
    )


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    notes = [f'{row},"two\nlines"' for row in GOOD]
    path = write(tmp_path, f"{HEADER},notes", *notes, "", f"{with_cell('age', 'old')},x")
    assert refusal(path).startswith(f"line {1 + 2 * len(GOOD) + 2}, column age")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    header = HEADER.replace("age,", "").replace(",lead_score", "")
    assert refusal(write(tmp_path, header, "1,2")) == "line 1: the columns age and lead_score are missing"
    path = write(tmp_path, HEADER.replace("credit_score", "FICO"), *GOOD)
    assert refusal(path) == "line 1: the column credit_score is missing"


def test_a_column_that_is_there_twice_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},Lead score", *[f"{row},Low" for row in GOOD])
    assert refusal(path) == ("line 1: the column lead_score is there more than once, as “lead_score” and “Lead score”")


@pytest.mark.parametrize(("separator", "named"), [(";", "semicolons"), ("\t", "tabs")])
@pytest.mark.parametrize("quote", ["", '"'])
def test_another_separator_is_named(tmp_path: Path, separator: str, named: str, quote: str) -> None:
    header = ['"Last name, first"', *(f"{quote}{name}{quote}" for name in COLUMNS)]
    path = write(tmp_path, "", separator.join(header), separator.join(["Reyes", *GOOD[0].split(",")]))
    assert refusal(path) == f"this looks separated by {named}; save it separated by commas"


def test_semicolons_inside_a_header_of_commas_are_no_separators(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},notes; calls; mails", *[f"{row},a;b;c;d" for row in GOOD])
    assert len(read_leads(path, REAL_ESTATE).leads) == len(GOOD)


@pytest.mark.parametrize(
    ("row", "cells"), [(GOOD[0] + ",more", "14 cells"), (GOOD[0].removesuffix(",High"), "12 cells"), ("45", "1 cell")]
)
def test_a_row_of_another_length_is_named_by_its_line(tmp_path: Path, row: str, cells: str) -> None:
    assert refusal(write(tmp_path, HEADER, GOOD[0], row)) == f"line 3: the row has {cells}, the header has 13"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"PK\x03\x04\xff\xfe\x00", "this is no CSV file: it is not text in UTF-8"),
        (HEADER.encode("utf-16"), "this is no CSV file: it is not text in UTF-8"),
        (f'{HEADER}\n45,"never closed'.encode(), "line 2: this is no CSV: unexpected end of data; check the quotes"),
        (b"FICO,Years", f"line 1: the header names no column of a file of leads; they are {', '.join(COLUMNS)}"),
        (b'{"age": 45}', "line 1: the header names no column of a file of leads; .*"),
        (HEADER.encode(), "column lead_score: 0 of High, 0 of Medium and 0 of Low are too few rows .*"),
    ],
)
def test_what_is_no_file_of_leads_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(content)
    assert re.fullmatch(reason, refusal(path))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == "the file cannot be read (No such file or directory)"
    assert refusal(tmp_path).startswith("the file cannot be read (")


def test_a_tier_with_too_few_rows_is_named(tmp_path: Path) -> None:
    enough = [row for row in GOOD if not row.endswith("High")]
    assert refusal(write(tmp_path, HEADER, *enough, *[f"{ROW},High"] * 7)) == (
        f"column lead_score: 7 of High are too few rows to train on; each tier needs at least {FEWEST_ROWS_PER_TIER}"
    )
    assert refusal(write(tmp_path, HEADER, *enough)).startswith("column lead_score: 0 of High are too few rows")
    assert len(read_leads(write(tmp_path, HEADER, *GOOD), REAL_ESTATE).leads) == np.count_nonzero(GOOD)


def test_columns_to_compare_leads_by_are_read_beside_the_features(tmp_path: Path) -> None:
    rows = [f"{row}, {'north' if number % 2 else ''} " for number, row in enumerate(GOOD)]
    leads = read_leads(write(tmp_path, f"{HEADER},Region", *rows), REAL_ESTATE, ["region", "age"]).leads
    assert leads.groups.keys() == {"region"}  # age is a feature
    assert leads.groups["region"].tolist() == ["", "north"] * (len(GOOD) // 2)
    assert leads.select(np.array([1, 0])).groups["region"].tolist() == ["north", ""]


def test_a_column_to_compare_by_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="the column region is missing"):
        read_leads(write(tmp_path, HEADER, *GOOD), REAL_ESTATE, ["region"])
