import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scoring.errors import BadFile, ScoringError
from tests.fields import REAL_ESTATE
from training.data import LabelledLeads, LeadsFile, columns, csv_chunks, read_leads
from training.dates import date_column, read_days
from training.splits import Split, folds
from training.synthetic import draw_leads

ROWS = 300
DAYS = np.datetime64("2026-01-01") + np.random.default_rng(1).permutation(ROWS)
COLUMNS = columns(REAL_ESTATE)


def dated(folder: Path, *, column: str = "created_at", cells: list[str] | None = None) -> Path:
    """A file of leads with a column of dates, in no order."""
    header, *rows = b"".join(csv_chunks(draw_leads(ROWS, seed=3))).decode().splitlines()
    lines = [f"{column},{header}"]
    lines += [f"{day},{row}" for day, row in zip(cells or map(str, DAYS), rows, strict=True)]
    path = folder / "dated.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def days(file: LeadsFile) -> object:
    """The day of each lead."""
    assert file.leads.dates is not None
    return file.leads.dates.tolist()


@pytest.mark.parametrize("column", ["date", "Date", "created_at", "Created at", " CREATED_AT "])
def test_a_file_with_a_column_of_dates_has_dated_leads(tmp_path: Path, column: str) -> None:
    assert days(read_leads(dated(tmp_path, column=column), REAL_ESTATE)) == DAYS.tolist()


def test_a_file_without_has_none(leads_file: LeadsFile) -> None:
    assert date_column(COLUMNS) is None
    assert leads_file.leads.dates is None


def test_of_two_columns_of_dates_the_one_called_date_counts() -> None:
    assert date_column(["created_at", "age", "Date"]) == "Date"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026-01-31T23:59", "2026-01-31"),
        ("2026-01-31 23:59:59.123456", "2026-01-31"),
        ("2026-01-31T23:30:00-05:00", "2026-02-01"),
        ("2026-01-31T23:30:00Z", "2026-01-31"),
        ("20260131", "2026-01-31"),
    ],
)
def test_dates_and_times_are_read_in_iso_8601(cell: str, day: str) -> None:
    assert read_days([cell]) == np.datetime64(day)


@pytest.mark.parametrize("cell", ["31/01/2026", "yesterday", "", "2026-13-01", "0001-01-01T00:00:00+23:00"])
def test_a_cell_that_is_no_date_is_named_by_line_and_column(tmp_path: Path, cell: str) -> None:
    cells = list(map(str, DAYS))
    cells[7] = cell
    with pytest.raises(BadFile, match=re.escape("line 9, column created_at: a date like 2026-01-31")):
        read_leads(dated(tmp_path, cells=cells), REAL_ESTATE)


def test_parquet_brings_its_own_dates(tmp_path: Path) -> None:
    leads = draw_leads(ROWS, seed=3)
    table = {name: values.astype(int) for name, values in leads.columns.items()}
    tiers = [row.rpartition(",")[2] for row in b"".join(csv_chunks(leads)).decode().splitlines()[1:]]
    stamps = pa.array(DAYS.astype("datetime64[ns]") + np.timedelta64(3, "h"), pa.timestamp("ns", "UTC"))
    pq.write_table(pa.table(table | {"lead_score": tiers, "date": stamps}), tmp_path / "leads.parquet")
    assert days(read_leads(tmp_path / "leads.parquet", REAL_ESTATE)) == DAYS.tolist()


@pytest.fixture
def leads(tmp_path: Path) -> LabelledLeads:
    return read_leads(dated(tmp_path), REAL_ESTATE).leads


def latest(leads: LabelledLeads) -> np.datetime64:
    assert leads.dates is not None
    return np.max(leads.dates)


def earliest(leads: LabelledLeads) -> np.datetime64:
    assert leads.dates is not None
    return np.min(leads.dates)


def test_the_latest_fifth_is_kept_to_measure_on(leads: LabelledLeads) -> None:
    split = Split.from_leads(leads)
    assert split.by_date
    assert len(split.test) == ROWS / 5
    assert latest(split.training) < earliest(split.test)


def test_folds_are_tried_on_what_comes_after(leads: LabelledLeads) -> None:
    parts = list(folds(leads))
    assert parts
    for learnt, tried in parts:
        assert latest(leads.select(learnt)) < earliest(leads.select(tried))


def test_too_few_leads_to_try_on_what_comes_after_are_parted_without_regard_to_dates(leads: LabelledLeads) -> None:
    few = leads.select(np.arange(120))
    parts = list(folds(few))
    assert len(parts) == 5
    assert sorted(np.concatenate([tried for _, tried in parts])) == list(range(120))


def test_a_tier_that_came_late_cannot_be_learnt(leads: LabelledLeads) -> None:
    by_tier = LabelledLeads(REAL_ESTATE, leads.features, leads.labels, dates=np.datetime64("2026-01-01") - leads.labels)
    with pytest.raises(ScoringError, match=r"before the latest fifth.*0 of High and 0 of Medium: too few"):
        Split.from_leads(by_tier)
