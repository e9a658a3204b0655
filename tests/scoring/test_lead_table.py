import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import BadFile
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from scoring.lead_table import LeadBatch, open_leads
from tests.fields import REAL_ESTATE, make_lead
from tests.strategies import leads as any_leads

NAMES = [feature.name for feature in REAL_ESTATE.features]
HEADER = ",".join(NAMES)
ROW = "45,250000,780,25,15,18,5,90,1,1,1,0"
LEAD = make_lead(
    age=45, income=250_000, credit_score=780, website_visits=25, email_opens=15, property_views=18, contact_attempts=5,
    time_on_site_minutes=90, inquiry_submitted=True, financing_pre_approved=True, budget_disclosed=True,
    location_preference_set=False,
)  # fmt: skip
WITHOUT_AGE = REAL_ESTATE.without(["age"])


def write(folder: Path, *lines: str) -> Path:
    path = folder / "leads.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return path


def batches(path: Path, fields: FieldSet = REAL_ESTATE) -> list[LeadBatch]:
    with open_leads(path, fields) as table:
        return list(table.batches())


def leads(path: Path, fields: FieldSet = REAL_ESTATE) -> list[Lead | None]:
    return [lead for batch in batches(path, fields) for lead in batch.leads]


def flaws(path: Path) -> list[tuple[int, str | None, str]]:
    return [(flaw.line, flaw.column, flaw.sentence) for batch in batches(path) for flaw in batch.flaws]


def refusal(path: Path, fields: FieldSet = REAL_ESTATE) -> str:
    with pytest.raises(BadFile) as caught:
        batches(path, fields)
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(str(path)).lstrip(",: ")


def with_cell(column: str, cell: str) -> str:
    """A good row but for one cell."""
    cells = ROW.split(",")
    cells[NAMES.index(column)] = f'"{cell}"'
    return ",".join(cells)


def test_a_row_becomes_a_lead(tmp_path: Path) -> None:
    assert leads(write(tmp_path, HEADER, ROW)) == [LEAD]


def test_who_the_lead_is_is_read_where_it_is_there(tmp_path: Path) -> None:
    path = write(tmp_path, f"Name,{HEADER},CRM id,lead_score", f" Dana Reyes ,{ROW},7,High", f",{ROW},,Low")
    assert leads(path) == [REAL_ESTATE.update(LEAD, {"name": "Dana Reyes", "external_id": "7"}), LEAD]


@pytest.mark.parametrize("spell", [str.upper, str.title, lambda words: words.replace(" ", "-").replace("_", "")])
def test_a_column_is_known_by_its_name_or_title_however_spelled(tmp_path: Path, spell: Callable[[str], str]) -> None:
    for words in (NAMES, [feature.title for feature in REAL_ESTATE.features]):
        assert leads(write(tmp_path, ",".join(f" {spell(name)} " for name in words), ROW)) == [LEAD]


def test_all_missing_columns_are_named_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER.replace("age,", "").replace("email_opens,", "").replace("income,", ""), "1")
    assert refusal(path) == "line 1: the columns age, income and email_opens are missing"
    assert refusal(path, WITHOUT_AGE) == "line 1: the columns income and email_opens are missing"


def test_a_column_that_is_there_twice_is_named_with_its_spellings(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},Credit  score".replace("age,", ""), ROW)
    assert refusal(path) == (
        "line 1: the column age is missing; "
        "the column credit_score is there more than once, as “credit_score” and “Credit score”"
    )


def test_a_header_of_something_else_is_told_what_the_columns_are(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, "FICO,Years", "1,2")) == (
        f"line 1: the header names no column of a file of leads; they are {', '.join(NAMES)}"
    )


def test_a_feature_that_the_model_does_without_is_not_read(tmp_path: Path) -> None:
    without = REAL_ESTATE.update(LEAD, {"age": None})
    assert leads(write(tmp_path, HEADER.replace("age,", ""), ROW.replace("45,", "", 1)), WITHOUT_AGE) == [without]
    assert leads(write(tmp_path, HEADER, with_cell("age", "unknown")), WITHOUT_AGE) == [without]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("income", "$172,728", 172_728),
        ("income", "250k", 250_000),
        ("income", " 250000 ", 250_000),
        ("income", "1e+05", 100_000),
        ("age", "45.0", 45),
        ("age", "45 years", 45),
        ("time_on_site_minutes", "1h 30m", 90),
        ("inquiry_submitted", "no", False),
        ("inquiry_submitted", "FALSE", False),
        ("inquiry_submitted", "0.0", False),
        ("location_preference_set", "1.0", True),
        ("location_preference_set", " Yes ", True),
        ("location_preference_set", "y", True),
    ],
)
def test_a_cell_says_it_as_people_and_programs_do(tmp_path: Path, column: str, cell: str, value: int) -> None:
    assert leads(write(tmp_path, HEADER, with_cell(column, cell))) == [REAL_ESTATE.update(LEAD, {column: value})]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("age", "17", "Age: at least 18, not “17”"),
        ("age", "old", "Age: a whole number from 18 to 100, not “old”"),
        ("age", "45.5", "Age: a whole number from 18 to 100, not “45.5”"),
        ("credit_score", "900", "Credit score: at most 850, not “900”"),
        ("income", "-$5", "Income: at least $0, not “-$5”"),
        ("income", "172.000", "Income: a whole number, at least $0, not “172.000”"),
        ("income", "1_000", "Income: a whole number, at least $0, not “1_000”"),
        ("income", "1e400", "Income: a whole number, at least $0, not “1e400”"),
        ("income", "9" * 5000, f"Income: a whole number, at least $0, not “{'9' * 40}”"),
        ("email_opens", "nan", "E-mail opens: a whole number, at least 0, not “nan”"),
        ("email_opens", "inf", "E-mail opens: a whole number, at least 0, not “inf”"),
        ("email_opens", "9999999999", "E-mail opens: at most 1,000,000,000, not “9,999,999,999”"),
        (
            "email_opens",
            "two\n\x1b[2J \x00or three",
            "E-mail opens: a whole number, at least 0, not “two [2J or three”",
        ),
        ("email_opens", "", "E-mail opens: a whole number, at least 0, not an empty cell"),
        ("budget_disclosed", "2", "Budget disclosed: yes or no, not “2”"),
        ("budget_disclosed", "1\x00", "Budget disclosed: yes or no, not “1”"),
        ("budget_disclosed", "may\nbe", "Budget disclosed: yes or no, not “may be”"),
        ("budget_disclosed", "  ", "Budget disclosed: yes or no, not an empty cell"),
    ],
)
def test_what_is_wrong_with_a_cell_is_said_in_the_words_of_lead(
    tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    assert flaws(write(tmp_path, HEADER, ROW, with_cell(column, cell), ROW)) == [(3, column, reason)]


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER},name", f"17,,900,{ROW[14:]},Dana", ROW, f"{ROW},{'x' * 121}")
    assert flaws(path) == [
        (2, "age", "Age: at least 18, not “17”"),
        (2, "credit_score", "Credit score: at most 850, not “900”"),
        (2, "income", "Income: a whole number, at least $0, not an empty cell"),
        (3, None, "the row has 12 cells, the header has 13"),
        (4, "name", f"Name: at most 120 characters, not “{'x' * 40}”"),
    ]
    assert leads(path) == [None, None]


def test_a_folder_a_pipe_and_nothing_are_no_files(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "the file cannot be read (it is a folder)"
    assert refusal(tmp_path / "none.csv") == "the file cannot be read (No such file or directory)"
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv") == "the file cannot be read (it is a pipe or device)"


def as_parquet(folder: Path, **columns: object) -> Path:
    path = folder / "leads.parquet"
    rows = {name: [value] for name, value in LEAD.values.items()}
    pq.write_table(pa.table(rows | columns), path)
    return path


def test_parquet_holds_leads_with_types(tmp_path: Path) -> None:
    path = as_parquet(tmp_path, name=["Dana Reyes"], external_id=[7], notes=[["a", "list"]])
    assert leads(path) == [REAL_ESTATE.update(LEAD, {"name": "Dana Reyes", "external_id": "7"})]


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.float64(), pa.decimal128(21, 2), pa.string(), pa.large_string(), pa.binary()]
)
def test_any_type_may_hold_a_number_or_a_signal(tmp_path: Path, kind: pa.DataType) -> None:
    values = {"age": 45, "inquiry_submitted": 1}
    as_text = kind in {pa.string(), pa.large_string(), pa.binary()}
    columns = {name: pa.array([str(value) if as_text else value]).cast(kind) for name, value in values.items()}
    assert leads(as_parquet(tmp_path, **columns)) == [LEAD]
    categories = {name: column.dictionary_encode() for name, column in columns.items()}
    assert leads(as_parquet(tmp_path, **categories)) == [LEAD]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("age", pa.array([None], pa.int64()), "Age: a whole number from 18 to 100, not an empty cell"),
        ("age", pa.nulls(1), "Age: a whole number from 18 to 100, not an empty cell"),
        ("age", [45.5], "Age: a whole number from 18 to 100, not “45.5”"),
        ("age", [float("nan")], "Age: a whole number from 18 to 100, not “nan”"),
        ("email_opens", [True], "E-mail opens: a whole number, at least 0, not “yes”"),
        ("age", [[45]], "Age: a whole number from 18 to 100, not “[45]”"),
        ("income", [2**63 - 1], "Income: at most $1,000,000,000, not “$9,223,372,036,854,775,807”"),
        ("inquiry_submitted", [2.0], "Inquiry submitted: yes or no, not “2.0”"),
    ],
)
def test_what_is_wrong_in_parquet_is_said_by_row(tmp_path: Path, column: str, value: object, reason: str) -> None:
    assert flaws(as_parquet(tmp_path, **{column: value})) == [(1, column, reason)]


@given(lead=any_leads())
def test_every_lead_comes_back_from_the_file_it_is_written_to(
    tmp_path_factory: pytest.TempPathFactory, lead: Lead
) -> None:
    table = pa.table({name: [lead.get(name)] for name in REAL_ESTATE.names})
    path = tmp_path_factory.getbasetemp() / "any.parquet"
    pq.write_table(table, path)
    assert leads(path) == [lead]


TYPED = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    st.sampled_from("0123456789.,-+$%kmhe yesnotrue\0")
)


@given(cells=st.lists(TYPED, min_size=len(REAL_ESTATE.features), max_size=len(REAL_ESTATE.features)))
def test_any_text_in_any_cell_is_a_lead_or_is_said_to_be_wrong(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = write(folder, HEADER, ",".join('"{}"'.format(cell.replace('"', '""')) for cell in cells))
    lead = leads(path)
    wrong = flaws(path)
    assert (lead == [None]) == bool(wrong) or (not lead and not any(cells))
    for _, column, reason in wrong:
        assert column
        assert reason.startswith(f"{REAL_ESTATE[column].title}: ")
        assert reason.isprintable()
