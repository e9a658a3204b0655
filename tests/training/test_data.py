import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from scoring.errors import BadFile
from scoring.lead import FEATURES, FIELDS
from scoring.score import Tier
from tests.seed import LEADS_FILE
from training.data import CLASSES, COLUMNS, read_leads

HEADER = ",".join(COLUMNS)
ROW = "45,250000,780,25,15,18,5,90,1,1,1,1"
GOOD = [f"{ROW},{tier}" for tier in Tier for _ in range(8)]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "leads.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """What is said of a bad file, after its name."""
    with pytest.raises(BadFile) as caught:
        read_leads(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message.removeprefix(str(path)).lstrip(",: ")


def allowed(column: str) -> str:
    return "High, Medium or Low" if column == "lead_score" else FIELDS[column].allowed


def with_cell(column: str, cell: str) -> str:
    """A good row but for one cell."""
    cells = GOOD[0].split(",")
    cells[COLUMNS.index(column)] = cell
    return ",".join(cells)


def test_the_specifications_leads_are_read_whole() -> None:
    file = read_leads(LEADS_FILE)
    assert (file.name, len(file.leads)) == ("leads.csv", 10_000)
    assert file.leads.features.shape == (10_000, 12)
    assert file.leads.features[0].tolist() == [60, 172728, 667, 11, 14, 8, 2, 36, 0, 1, 1, 1]
    assert CLASSES[file.leads.labels[0]] is Tier.MEDIUM
    assert file.leads.count() == {Tier.HIGH: 893, Tier.LOW: 3305, Tier.MEDIUM: 5802}


def test_columns_may_stand_in_any_order_beside_others(tmp_path: Path) -> None:
    plain = read_leads(write(tmp_path, HEADER, *GOOD)).leads
    turned = [",".join(['"Reyes, Dana"', "x", *row.split(",")[::-1]]) for row in GOOD]
    header = ",".join(["name", "notes", *COLUMNS[::-1]])
    leads = read_leads(write(tmp_path, header, *turned)).leads
    assert (leads.features == plain.features).all()
    assert (leads.labels == plain.labels).all()


@pytest.mark.parametrize("spell", [str.upper, str.title, lambda words: words.replace(" ", "-").replace("_", "")])
def test_a_column_is_known_by_its_name_or_title_however_spelled(tmp_path: Path, spell: Callable[[str], str]) -> None:
    plain = read_leads(write(tmp_path, HEADER, *GOOD)).leads
    for words in (COLUMNS, [*(feature.title for feature in FEATURES), "Lead score"]):
        header = ",".join(f" {spell(name)} " for name in words)
        assert (read_leads(write(tmp_path, header, *GOOD)).leads.features == plain.features).all()


def test_a_column_is_not_known_by_a_synonym(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER.replace("credit_score", "FICO"), *GOOD)
    assert refusal(path) == "line 1, column credit_score: the column is missing"


@pytest.mark.parametrize("spell", [str.lower, str.upper, str.title])
def test_a_tier_is_known_in_any_case(tmp_path: Path, spell: Callable[[str], str]) -> None:
    file = write(tmp_path, HEADER, *[f"{ROW},{spell(tier)}" for tier in Tier for _ in range(8)])
    assert read_leads(file).leads.count() == dict.fromkeys(Tier, 8)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("income", '"$172,728"', 172_728),
        ("income", "250k", 250_000),
        ("income", "$1.25M", 1_250_000),
        ("website_visits", "2.5k", 2_500),
        ("age", "45 years", 45),
        ("time_on_site_minutes", "1h 30m", 90),
    ],
)
def test_a_quantity_is_stated_as_people_write_it(tmp_path: Path, column: str, cell: str, value: int) -> None:
    leads = read_leads(write(tmp_path, HEADER, with_cell(column, cell), *GOOD)).leads
    assert leads.columns[column][0] == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1", 1), ("0", 0), ("yes", 1), ("no", 0), ("true", 1), ("false", 0), ("Yes", 1), ("FALSE", 0), (" yes ", 1)],
)
def test_a_signal_is_stated_in_several_ways(tmp_path: Path, cell: str, value: int) -> None:
    leads = read_leads(write(tmp_path, HEADER, with_cell("inquiry_submitted", cell), *GOOD)).leads
    assert leads.columns["inquiry_submitted"][0] == value


def test_a_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes("\r\n".join([HEADER, with_cell("age", "45.0"), "", *GOOD, ""]).encode("utf-8-sig"))
    leads = read_leads(path).leads
    assert len(leads) == len(GOOD) + 1
    assert leads.columns["age"][0] == 45


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("age", "old"),
        ("age", "17"),
        ("age", "101"),
        ("income", "-1"),
        ("income", "-$5"),
        ("income", "€250,000"),
        ("income", "172.728"),
        ("age", "1k"),
        ("credit_score", "900"),
        ("website_visits", "2.5"),
        ("email_opens", "nan"),
        ("email_opens", "inf"),
        ("budget_disclosed", "2"),
        ("budget_disclosed", "maybe"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(tmp_path: Path, column: str, cell: str) -> None:
    path = write(tmp_path, HEADER, GOOD[0], with_cell(column, f'"{cell}"'), *GOOD)
    assert refusal(path) == f"line 3, column {column}: {allowed(column)}, not “{cell}”"


def test_a_cell_of_two_lines_is_quoted_on_one(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, with_cell("budget_disclosed", '"never\nmind"'), *GOOD)
    assert refusal(path) == f"line 3, column budget_disclosed: {allowed('budget_disclosed')}, not “never mind”"


@pytest.mark.parametrize("column", COLUMNS)
def test_no_cell_may_be_empty(tmp_path: Path, column: str) -> None:
    path = write(tmp_path, HEADER, with_cell(column, " "), *GOOD)
    assert refusal(path) == f"line 2, column {column}: {allowed(column)}, not an empty cell"


def test_an_unknown_tier_is_named_by_line_and_column(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, *GOOD, with_cell("lead_score", "Hot"))
    assert refusal(path) == "line 26, column lead_score: High, Medium or Low, not “Hot”"


def test_a_bad_file_tells_the_program_too_where_it_is_wrong(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, GOOD[0], with_cell("age", "old"))
    with pytest.raises(BadFile) as caught:
        read_leads(path)
    assert (caught.value.path, caught.value.line, caught.value.column) == (path, 3, "age")


def test_of_many_wrong_cells_the_first_three_are_named_and_the_others_counted(tmp_path: Path) -> None:
    bad = [with_cell("age", "old"), with_cell("lead_score", "Hot"), *[with_cell("income", "much")] * 10]
    assert refusal(write(tmp_path, HEADER, *GOOD, *bad)) == (
        f"line 26, column age: {allowed('age')}, not “old”; "
        "line 27, column lead_score: High, Medium or Low, not “Hot”; "
        f"line 28, column income: {allowed('income')}, not “much”; and 9 more"
    )


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    notes = [f'{row},"two\nlines"' for row in GOOD]
    path = write(tmp_path, f"{HEADER},notes", *notes, "", f"{with_cell('age', 'old')},x")
    assert refusal(path).startswith(f"line {1 + 2 * len(GOOD) + 2}, column age")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    header = HEADER.replace("age,", "").replace(",lead_score", "")
    assert refusal(write(tmp_path, header, "1,2")) == (
        "line 1, column age: the column is missing; line 1, column lead_score: the column is missing"
    )


def test_a_column_that_is_there_twice_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},age", *[f"{row},45" for row in GOOD])
    assert refusal(path) == "line 1, column age: the column is there more than once, as “age” and “age”"


def test_two_spellings_of_one_column_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},Time on site", *[f"{row},45" for row in GOOD])
    assert refusal(path) == (
        "line 1, column time_on_site_minutes: "
        "the column is there more than once, as “time_on_site_minutes” and “Time on site”"
    )


@pytest.mark.parametrize(("separator", "named"), [(";", "semicolons"), ("\t", "tabs")])
@pytest.mark.parametrize("quote", ["", '"'])
def test_another_separator_is_named(tmp_path: Path, separator: str, named: str, quote: str) -> None:
    header = ['"Last name, first"', *(f"{quote}{name}{quote}" for name in COLUMNS)]
    path = write(tmp_path, "", separator.join(header), separator.join(["Reyes", *GOOD[0].split(",")]))
    assert refusal(path) == f"this looks separated by {named}; save it separated by commas"


def test_semicolons_inside_a_header_of_commas_are_no_separators(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},notes; calls; mails", *[f"{row},a;b;c;d" for row in GOOD])
    assert len(read_leads(path).leads) == len(GOOD)


@pytest.mark.parametrize("row", [GOOD[0] + ",more", GOOD[0].removesuffix(",High"), "45"])
def test_a_row_of_another_length_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    cells = row.count(",") + 1
    assert refusal(write(tmp_path, HEADER, GOOD[0], row)) == f"line 3: the row has {cells} cells, the header has 13"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"PK\x03\x04\xff\xfe\x00", "this is no CSV file: it is not text in UTF-8"),
        (HEADER.encode("utf-16"), "this is no CSV file: it is not text in UTF-8"),
        (f'{HEADER}\n45,"never closed'.encode(), "line 2: this is no CSV: unexpected end of data"),
        (b"FICO,Years", f"line 1: the header names no column of a file of leads; they are {', '.join(COLUMNS)}"),
        (b'{"age": 45}', "line 1: the header names no column of a file of leads; .*"),
        (HEADER.encode(), "column lead_score: 0 of High, 0 of Low and 0 of Medium are too few rows .*"),
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
        "column lead_score: 7 of High are too few rows to train on; each tier needs at least 8"
    )
    assert refusal(write(tmp_path, HEADER, *enough)).startswith("column lead_score: 0 of High are too few rows")
    assert len(read_leads(write(tmp_path, HEADER, *GOOD)).leads) == np.count_nonzero(GOOD)
