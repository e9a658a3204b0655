"""Scoring a file of leads: it comes out with what each is worth beside it."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xgboost
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.scored_file import SCORED_COLUMNS, errors_file, score_file
from scoring.errors import BadFile
from scoring.explain.reasons import format_reason, strongest
from scoring.explain.score import Direction, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from scoring.model.artifact import Artifact
from tests.fields import REAL_ESTATE
from tests.lead_files import HEADER, HIGH, LOW, NAMES, write
from tests.seed import LEADS_FILE
from tests.strategies import leads as any_leads


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wrong(target: Path) -> list[tuple[str, str, str]]:
    return [(row["line"], row["column"], row["reason"]) for row in rows(errors_file(target))]


def refusal(source: Path, target: Path, scorer: Scorer) -> str:
    before = set(target.parent.iterdir()) if target.parent.exists() else set()
    with pytest.raises(BadFile) as caught:
        score_file(source, target, scorer)
    assert "\n" not in str(caught.value)
    assert before == (set(target.parent.iterdir()) if target.parent.exists() else set())
    return str(caught.value)


def test_every_column_comes_back_with_what_the_lead_is_worth_beside_it(tmp_path: Path, scorer: Scorer) -> None:
    source, target = (
        write(tmp_path, f"Notes,{HEADER}", f'"call, at ""nine""",{HIGH}', f",{LOW}"),
        tmp_path / "scored.csv",
    )
    tally = score_file(source, target, scorer)
    high, low = rows(target)
    assert list(high) == ["Notes", *NAMES, *SCORED_COLUMNS]
    assert [high[name] for name in NAMES] == HIGH.split(",")
    assert (high["Notes"], low["Notes"]) == ('call, at "nine"', "")
    assert (high["tier"], low["tier"]) == ("High", "Low")
    assert high["recommendation"].startswith("Priority follow-up")
    assert high["model_version"] == scorer.card.version
    assert (tally.tiers, tally.wrong) == ({Tier.HIGH: 1, Tier.LOW: 1}, 0)
    assert {path.name for path in tmp_path.iterdir()} == {"leads.csv", "scored.csv"}


def test_a_file_says_of_every_lead_what_the_scorer_says(tmp_path: Path, scorer: Scorer) -> None:
    source, target = write(tmp_path, *LEADS_FILE.read_text().splitlines()[:501]), tmp_path / "scored.csv"
    tally = score_file(source, target, scorer)
    for row in rows(target):
        score = scorer.score(REAL_ESTATE.read({name: row[name] for name in NAMES}))
        assert row["tier"] == score.tier
        assert row["confidence"] == f"{score.confidence:.4f}"
        assert row["borderline"] == ("yes" if score.borderline else "no")
        assert [row[f"probability_{tier.lower()}"] for tier in Tier] == [f"{score.probabilities[t]:.4f}" for t in Tier]
        for column, direction in (("reasons_for", Direction.UP), ("reasons_against", Direction.DOWN)):
            assert row[column] == "; ".join(format_reason(reason, score) for reason in strongest(score, direction))
    assert tally.borderline == sum(row["borderline"] == "yes" for row in rows(target)) > 0


def test_rows_that_are_wrong_are_listed_and_the_others_scored(tmp_path: Path, scorer: Scorer) -> None:
    source = write(tmp_path, HEADER, HIGH, f"17,,{HIGH[10:]}", f"{HIGH},1", LOW)
    target = tmp_path / "scored.parquet"
    tally = score_file(source, target, scorer)
    assert [row["tier"] for row in pq.read_table(target).to_pylist()] == ["High", "Low"]
    assert wrong(target) == [
        ("3", "age", "Age: at least 18, not “17”"),
        ("3", "income", "Income: a whole number, at least $0, not an empty cell"),
        ("4", "", "the row has 13 cells, the header has 12"),
    ]
    assert list(tally.in_words(target)) == [
        f"Scored 2 leads: 1 High, 0 Medium, 1 Low; {tally.borderline} borderline. They are in {target}.",
        f"2 rows are wrong and not scored; {tmp_path / 'scored.errors.csv'} says where and why.",
    ]


def test_the_list_of_an_earlier_run_goes_when_nothing_is_wrong_any_more(tmp_path: Path, scorer: Scorer) -> None:
    target = tmp_path / "scored.csv"
    score_file(write(tmp_path, HEADER, "x"), target, scorer)
    assert errors_file(target).exists()
    score_file(write(tmp_path, HEADER, HIGH), target, scorer)
    assert not errors_file(target).exists()


def test_a_scored_file_can_be_scored_again(tmp_path: Path, scorer: Scorer) -> None:
    source, first, second = write(tmp_path, HEADER, HIGH, LOW), tmp_path / "1.csv", tmp_path / "2.csv"
    score_file(source, first, scorer)
    score_file(first, second, scorer)
    assert second.read_bytes() == first.read_bytes()


def test_a_header_alone_gives_a_header_alone(tmp_path: Path, scorer: Scorer) -> None:
    source = write(tmp_path, HEADER)
    for target in (tmp_path / "scored.csv", tmp_path / "scored.parquet"):
        assert score_file(source, target, scorer).tiers.total() == 0
    assert (tmp_path / "scored.csv").read_text() == ",".join([HEADER, *SCORED_COLUMNS]) + "\n"
    assert pq.read_schema(tmp_path / "scored.parquet").names == [*NAMES, *SCORED_COLUMNS]


def test_the_mark_of_excel_stays(tmp_path: Path, scorer: Scorer) -> None:
    source, target = write(tmp_path, f"\ufeff{HEADER},name", f"{HIGH},Zoë"), tmp_path / "scored.csv"
    score_file(source, target, scorer)
    assert target.read_bytes().startswith(b"\xef\xbb\xbfage,")


def test_a_feature_that_the_model_does_without_may_lack(tmp_path: Path, scorer: Scorer) -> None:
    ten_leads = xgboost.DMatrix(np.eye(10, len(NAMES) - 1), label=np.arange(10))
    booster = xgboost.train({"nthread": 1}, ten_leads, num_boost_round=1)
    card = scorer.card.model_copy(update={"features": scorer.card.features[1:], "excluded": ("age",)})
    source, target = write(tmp_path, HEADER.removeprefix("age,"), HIGH.removeprefix("45,")), tmp_path / "scored.csv"
    score_file(source, target, Scorer(Artifact(booster, card, np.eye(10, len(NAMES) - 1))))
    assert [row["tier"] in set(Tier) for row in rows(target)] == [True]


def test_parquet_keeps_its_types_and_gets_numbers_beside_them(tmp_path: Path, scorer: Scorer) -> None:
    source, target = tmp_path / "leads.parquet", tmp_path / "scored.parquet"
    cells: dict[str, Any] = {name: [int(cell)] * 3 for name, cell in zip(NAMES, HIGH.split(","), strict=True)}
    cells |= {"age": [45, None, 45], "budget_disclosed": [True] * 3, "tags": [["a"], [], None], "tier": [1, 2, 3]}
    pq.write_table(pa.table(cells), source)
    score_file(source, target, scorer)
    scored = pq.read_table(target)
    assert wrong(target) == [("2", "age", "Age: a whole number from 18 to 100, not an empty cell")]
    assert scored["tags"].to_pylist() == [["a"], None]
    assert scored["tier"].to_pylist() == ["High", "High"]
    assert scored.schema.field("confidence").type == pa.float64()
    assert scored.schema.field("borderline").type == pa.bool_()
    assert scored.column_names == [*NAMES, "tags", *SCORED_COLUMNS]


def test_csv_and_parquet_say_the_same(tmp_path: Path, scorer: Scorer) -> None:
    source = write(tmp_path, f"{HEADER},name", f"{HIGH},=1+1", f"{LOW},Lee")
    direct, detour, back = tmp_path / "scored.csv", tmp_path / "scored.parquet", tmp_path / "back.csv"
    score_file(source, direct, scorer)
    score_file(source, detour, scorer)
    assert pq.read_table(detour)["name"].to_pylist() == ["=1+1", "Lee"]
    score_file(detour, back, scorer)
    assert back.read_bytes() == direct.read_bytes()


def test_no_cell_is_a_formula(tmp_path: Path, scorer: Scorer) -> None:
    source = write(
        tmp_path, f"{HEADER},notes,=A1", f"{HIGH},=1+1,-5", f"{HIGH},  @x,a;=2", f"{HIGH[:-1]}2,x,y", f"=9{HIGH},,"
    )
    target = tmp_path / "scored.csv"
    score_file(source, target, scorer)
    assert [(row["notes"], row["'=A1"]) for row in rows(target)] == [("'=1+1", "-5"), ("'  @x", "a;'=2")]
    assert [reason for *_, reason in wrong(target)][1] == "Age: a whole number from 18 to 100, not “=945”"


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8")) | st.text(st.sampled_from("=+-@;,\"'\t\r\n0 x\0"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(notes=st.lists(st.tuples(texts(), texts(), st.booleans()), min_size=1, max_size=5))
def test_every_row_ends_in_one_of_the_two_files_whatever_it_holds(
    tmp_path: Path, scorer: Scorer, notes: list[tuple[str, str, bool]]
) -> None:
    table = [[*HIGH.split(","), note, "sure"] for note, _, _ in notes]
    for cells, (_, odd, spoil) in zip(table, notes, strict=True):
        cells[1] = odd if spoil else cells[1]
    source, target = tmp_path / "leads.csv", tmp_path / "scored.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([[*NAMES, "notes", "end"], *table])
    tally = score_file(source, target, scorer)
    scored = rows(target)
    listed = {line for line, *_ in wrong(target)} if tally.wrong else set()
    assert len(scored) == tally.tiers.total()
    assert len(scored) + len(listed) == len(table)
    assert all(row["end"] == "sure" for row in scored)
    with target.open(encoding="utf-8", newline="") as file:
        for cell in (cell for row in csv.reader(file) for cell in row):
            assert not cell.lstrip(" \0").startswith(("=", "@", "\t", "\r", "\n"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(known=st.lists(any_leads(), min_size=1, max_size=20))
def test_every_lead_that_can_be_stated_is_scored(tmp_path: Path, scorer: Scorer, known: list[Lead]) -> None:
    source, target = tmp_path / "leads.parquet", tmp_path / "scored.parquet"
    pq.write_table(pa.table({name: [lead.get(name) for lead in known] for name in [*NAMES, "name"]}), source)
    score_file(source, target, scorer)
    alone = [scorer.score(lead) for lead in known]
    assert pq.read_table(target)["tier"].to_pylist() == [score.tier for score in alone]
    assert pq.read_table(target)["confidence"].to_pylist() == [round(score.confidence, 4) for score in alone]


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("none.csv", "scored.csv", "none.csv: the file cannot be read (No such file or directory)"),
        ("leads.csv", "leads.csv", "leads.csv: the leads are read from this file: name another one to write to"),
        ("leads.csv", "link.csv", "link.csv: the leads are read from this file: name another one to write to"),
        ("x.errors.csv", "x.csv", "x.errors.csv: the leads are read from this file: name another one to write to"),
        ("leads.csv", "folder.csv", "folder.csv: this is no file that could be replaced: name another one to write to"),
        ("leads.csv", "no/scored.csv", "no/scored.csv: there is no folder no: make it, or name another one"),
        (
            "leads.csv",
            "scored.xlsx",
            "scored.xlsx: this is neither CSV nor Parquet: its name must end in .csv or .parquet",
        ),
        ("leads", "scored.csv", "leads: this is neither CSV nor Parquet: its name must end in .csv or .parquet"),
        ("folder.csv", "scored.csv", "folder.csv: the file cannot be read (it is a folder)"),
        ("empty.csv", "scored.csv", "empty.csv: the file is empty"),
        ("other.csv", "scored.csv", "other.csv, line 1: the columns age and income are missing"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scorer: Scorer, source: str, target: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), HEADER, HIGH)
    Path("link.csv").symlink_to("leads.csv")
    Path("x.errors.csv").write_text(f"{HEADER}\n")
    Path("other.csv").write_text(HEADER.removeprefix("age,income,"))
    Path("empty.csv").touch()
    Path("folder.csv").mkdir()
    assert refusal(Path(source), Path(target), scorer) == reason


def test_a_file_that_breaks_off_leaves_nothing(tmp_path: Path, scorer: Scorer) -> None:
    source = write(tmp_path, HEADER, *[HIGH] * 10_000, "x" * 2**25)
    (tmp_path / "scored.csv").write_text("of yesterday")
    assert "line 10002: this is no CSV: the row is longer than" in refusal(source, tmp_path / "scored.csv", scorer)
    assert (tmp_path / "scored.csv").read_text() == "of yesterday"
