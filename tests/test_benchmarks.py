"""The benchmarks come out as tables, here of a few leads. What they say is for `make bench`, on a quiet machine."""

import re
import runpy
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import SECTIONS, parse
from benchmarks.bulk import many_table, process_table
from benchmarks.button_latency import pressing_table
from benchmarks.databases import DATABASES
from benchmarks.explaining import explaining_table
from benchmarks.file import file_table
from benchmarks.imports import circular, count_arrows
from benchmarks.install import SERVING, Install
from benchmarks.leads import called, fresh_leads, stated
from benchmarks.memory import memory_table
from benchmarks.partial import partial_speed_table, partial_table
from benchmarks.path import path_tables
from benchmarks.people import score
from benchmarks.process import ROOT
from benchmarks.quality import deployed, quality_table, scenarios_table
from benchmarks.questions import questions_table
from benchmarks.requests import requests_table
from benchmarks.rule import rule_table
from benchmarks.send_latency import sending_table
from benchmarks.serving import independence_table, installs_table
from benchmarks.single import single_table
from benchmarks.sla import promise_table
from benchmarks.specified import SpecifiedScorer
from benchmarks.steps import steps_table
from benchmarks.table import Table, at_least, at_most, claim, figure
from benchmarks.trace import PathTrace, Tracer
from benchmarks.variance import luck_table
from benchmarks.versions import versions_table
from bot.language import Parser
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import load_real_estate
from scoring.model.artifact import load_artifact
from training.data import LeadsFile
from training.model import Model
from training.ordinal import STUMPS, train_ordinal
from training.recipes import HIGH_RECALL, ORDINAL

HERE = Install(SERVING, Path(sys.prefix))
FRESH = fresh_leads(400)


@pytest.fixture(scope="module")
def model(model_folder: Path) -> Model:
    return deployed(load_artifact(model_folder))


@pytest.fixture(scope="module")
def specified(leads_file: LeadsFile) -> SpecifiedScorer:
    return SpecifiedScorer.train(leads_file.leads.select(np.arange(2_000)), n_estimators=20, n_jobs=1)


def titles(table: Table) -> list[str]:
    assert all(len(row.cells) <= len(table.columns) + 1 for row in table.rows)
    assert table.title in table.render()
    return [row.cells[0] for row in table.rows]


def test_a_figure_stands_beside_what_was_asked_and_says_when_it_misses() -> None:
    table = Table(
        "Speed",
        ("asked", "reached", "before"),
        (
            figure("median, ms", 0.5, 6.25, goal=at_most(1), form="{:.2f}"),
            figure("times as fast", 9.5, goal=at_least(10), form="{:.1f}"),
            figure("leads", 400, form="{:,.0f}"),
            claim("it starts", holds=False),
        ),
        ("Measured.",),
    )
    assert table.missed == 2
    assert table.render().splitlines() == [
        "Speed",
        "",
        "                       asked  reached  before",
        "median, ms      at most 1.00     0.50    6.25",
        "times as fast  at least 10.0      9.5          missed",
        "leads                             400",
        "it starts                yes       no          missed",
        "",
        "Measured.",
    ]


def test_quality_is_shown_beside_the_ceiling(model: Model) -> None:
    table = quality_table(model, model, model, FRESH)
    assert table.columns[-1] == "ceiling"
    assert len(titles(table)) == 6
    right, distance = table.rows[-2:]
    assert right.cells[-1] == "9.0"
    assert distance.cells[-1] == "0.0000"


def test_half_known_leads_are_scored_better_than_filled_in_ones(model_folder: Path) -> None:
    table = partial_table("fresh leads", load_artifact(model_folder), FRESH)
    assert titles(table)[-1] == "log loss, 9 hidden"
    losses = table.rows[0]
    assert not losses.missed
    _, _, reached, medians, means, alike, all_known = losses.cells
    assert float(all_known) < float(reached) < float(alike) < min(float(medians), float(means))


def test_half_known_leads_are_timed(scorer: Scorer) -> None:
    table = partial_speed_table({"ordinal": scorer}, FRESH.select(np.arange(30)), warm_up=10)
    assert titles(table) == ["median", "95th percentile", "99th percentile, ordinal"]


def test_every_scenario_is_shown_in_a_right_tier(model: Model) -> None:
    table = scenarios_table(model, model)
    assert len(titles(table)) == 9
    assert table.missed == 0


def test_the_tier_rule_finds_more_high_leads_than_the_most_probable_tier(scorer: Scorer) -> None:
    table = rule_table(scorer, FRESH)
    recall = table.rows[titles(table).index("High recall")]
    assert recall.cells[2] > recall.cells[3]


def test_luck_is_shown_as_a_spread() -> None:
    brief = partial(train_ordinal, shape={**STUMPS, "rounds": 5}, high_recall=HIGH_RECALL)
    table = luck_table([(replace(ORDINAL, train=brief), 3_000)], [1, 2], FRESH)
    assert len(titles(table)) == 6
    assert "(" in table.rows[0].cells[2]


def test_more_of_what_never_lowers_a_lead_does_not_lower_it(model: Model) -> None:
    table = promise_table({"model": model}, FRESH)
    assert "Income" in titles(table)
    assert table.missed == 0


def test_questions_are_counted_until_every_tier_is_certain(scorer: Scorer) -> None:
    table = questions_table("fresh leads", scorer, fresh_leads(8))
    assert len(titles(table)) == 13
    for row in table.rows:
        if row.cells[0].startswith("nothing known: until"):
            fewer, ours, formal = map(float, row.cells[2:])
            assert 0 < ours < formal <= 12
            assert fewer == pytest.approx(1 - ours / formal, abs=0.01)


def test_one_lead_is_timed_in_turns_on_a_quiet_and_a_busy_machine(scorer: Scorer, specified: SpecifiedScorer) -> None:
    table = single_table(scorer, specified, list(stated(fresh_leads(3))), warm_up=1)
    assert [title.endswith(", busy machine") for title in titles(table)] == [False] * 4 + [True] * 4


def test_the_specified_way_is_the_specified_model(specified: SpecifiedScorer) -> None:
    lead = next(stated(FRESH))
    explained = specified.explain_single(lead)
    assert specified.predict_single(lead).items() <= explained.items()
    assert explained["shap_values"].shape == (1, 12, 3)


def test_many_leads_are_counted_by_the_second(scorer: Scorer, specified: SpecifiedScorer) -> None:
    assert "score_many" in titles(many_table(scorer, specified, list(stated(FRESH))))


def test_many_leads_are_scored_in_a_process_of_its_own(model_folder: Path) -> None:
    assert titles(process_table(model_folder, 200, 300, cores=[1]))[0] == "leads a second, cores: 1"


def test_the_steps_of_a_score_are_timed(scorer: Scorer, model_folder: Path) -> None:
    table = steps_table(scorer, load_artifact(model_folder), list(stated(FRESH)), laps=1)
    assert titles(table)[:2] == ["from dict to Score, all of it", "reading the lead"]


def test_explaining_compares_shapes_of_trees() -> None:
    assert titles(explaining_table(FRESH, FRESH.select(np.arange(50))))[0] == "one output against three, depth 1"


def test_other_versions_say_the_same(model: Model) -> None:
    table = versions_table({"ordinal": model}, FRESH, [], laps=1)
    assert table.rows[titles(table).index("ordinal, a contribution differs by at most")].cells[2] == "0"


def test_the_bot_does_without_the_packages_of_training(model_folder: Path) -> None:
    table = independence_table(HERE, HERE, model_folder)
    holds = dict(zip(titles(table), [row.cells[2] for row in table.rows], strict=True))
    assert holds == {
        "they are not in the install for serving": "no",  # this install is for tests
        "the bot starts there with a model": "yes",
        "where they are installed, no code of ours imports them": "yes",
    }


def test_installs_are_sized_and_started(model_folder: Path) -> None:
    assert "size of all packages, MB" in titles(installs_table(HERE, HERE, model_folder, processes=1))


def test_a_file_is_scored(model_folder: Path, tmp_path: Path) -> None:
    assert "rows a second" in titles(file_table(model_folder, 100, tmp_path))


def test_requests_are_served_and_counted(model_folder: Path, tmp_path: Path) -> None:
    table = requests_table(model_folder, list(stated(FRESH)), tmp_path, turns=1, seconds=0.3, rounds=2)
    assert titles(table) == ["requests a second", "times as many as specified", "median, ms", "99th percentile, ms"]
    assert all(float(cell.replace(",", "")) > 0 for row in table.rows for cell in row.cells[2:])


def test_people_type_the_leads_that_programs_send() -> None:
    fields = load_real_estate()
    parser = Parser(fields)
    for number, facts in enumerate(stated(FRESH)):
        _, typed = score("U0MAYA", called(number), facts).asked["text"].split(maxsplit=1)
        lead = parser.parse(typed, is_command=True).require_understood()
        assert fields.facts(lead) == facts | {"name": called(number)}
    assert len(set(map(called, range(30_000)))) == 30_000


def test_people_who_press_at_once_are_all_answered(model_folder: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
    table = pressing_table(model_folder, list(stated(FRESH)), url, tmp_path, people=3, rounds=1)
    assert table.columns[2:] == ("first", "scores", "boards", "High", "claims of one", "of many")
    rows = {row.cells[0]: row.cells[2:] for row in table.rows}
    assert rows["presses"][1:4] == ("3", "3", "3")
    assert set(rows["without an answer"]) == {"0"}
    assert "" not in rows["owner on the card, median"][-2:]


def test_leads_that_are_sent_in_are_stored_and_posted_once(model_folder: Path, tmp_path: Path) -> None:
    leads = list(stated(FRESH))[:60]
    with DATABASES["PostgreSQL"](tmp_path) as url:
        table = sending_table(model_folder, leads, "PostgreSQL", url, tmp_path, per_second=60)
    rows = {row.cells[0]: row for row in table.rows}
    assert rows["leads sent"].cells[2] == "60"
    assert int(rows["High"].cells[2]) > 0
    counted = ["refused, or without an answer", "not in the store", "scored twice", "cards posted twice"]
    assert not any(rows[title].missed for title in counted)
    assert not any(rows[title].missed for title in ("High without an alert", "alerts without a card"))


def test_memory_is_watched_under_load(model_folder: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
    table = memory_table(model_folder, list(stated(FRESH)), url, tmp_path, minutes=0.08)
    assert titles(table)[-1] == "last third to middle third"
    assert all(float(row.cells[2].replace(",", "")) > 0 for row in table.rows)


def test_every_section_is_run_unless_some_are_named() -> None:
    assert parse([]).sections == list(SECTIONS)
    assert parse(["speed", "file"]).sections == ["speed", "file"]
    with pytest.raises(SystemExit):
        parse(["sped"])


def test_the_commands_of_the_page_on_performance_are_there() -> None:
    page = (ROOT / "docs" / "performance.md").read_text()
    commands = re.findall(r"python -m benchmarks (\w+)", page) + re.findall(r"make bench SECTION=(\w+)", page)
    assert set(commands) <= set(SECTIONS)
    assert commands
    assert all(f"`{section}`" in page for section in SECTIONS)
    assert "\nbench:" in (ROOT / "Makefile").read_text()


def test_a_trace_counts_the_calls_below_its_folder_from_its_first_function_on(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(
        "def enter(): return sell(2)\ndef sell(count): return count and sell(count - 1)\ndef other(): return sell(0)\n"
    )
    names = runpy.run_path(str(tmp_path / "shop.py"))
    trace = PathTrace("shop.py:enter")
    tracer = Tracer(tmp_path)
    with tracer.installed(), tracer.recording(trace):
        for function in (names["other"], names["enter"], names["other"]):
            thread = threading.Thread(target=function)
            thread.start()
            thread.join()
    assert trace.files == {"shop.py": 4}
    assert trace.deepest == ["shop.py:enter", "shop.py:sell", "shop.py:sell", "shop.py:sell"]
    assert trace.is_idle


def test_arrows_that_lie_on_a_circle_are_told_from_those_that_do_not() -> None:
    arrows = {"app": {"views", "client"}, "client": {"views"}, "views": {"names", "client"}, "names": set[str]()}
    assert count_arrows(arrows) == 5
    assert circular(arrows) == [("client", "views"), ("views", "client")]


def test_the_paths_of_requests_are_shown_next_to_what_was_asked(model_folder: Path, tmp_path: Path) -> None:
    paths, rooms = path_tables(model_folder, tmp_path, verbose=True)
    assert len(titles(paths)) == 10
    assert all(int(row.cells[2]) > 1 for row in paths.rows)
    assert any("slack/listeners" in note for note in paths.notes)
    assert titles(rooms)[0] == "rooms in bot/slack"
