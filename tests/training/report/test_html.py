"""The page as a file: it needs nothing else, and names from strangers do nothing."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.training.report.reading import Tags
from training.pipeline import Training
from training.report.data_section import origin
from training.report.groups import group_section, groupings
from training.report.holdout import Holdout
from training.report.page import REPORT_FILE, render, write_report
from training.report.section import Page
from training.report.text import quoted

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "</style><svg onload=alert(1)>",
]


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    tags = Tags(html)
    assert not tags.names & {"script", "link", "img", "iframe", "object", "embed", "image", "foreignobject"}
    assert not tags.values("src")
    assert all(reference.startswith("#") for reference in tags.values("href") + tags.values("xlink:href"))
    assert not re.search(r"https?:|//\w|url\((?!#)|@import", html)


def test_the_page_forbids_itself_everything_but_its_own_style(html: str) -> None:
    (policy,) = [attributes["content"] for _, attributes in Tags(html).tags if "http-equiv" in attributes]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_ids_are_there_once_and_every_reference_finds_one(html: str) -> None:
    tags = Tags(html)
    ids = tags.values("id")
    assert len(ids) == len(set(ids))
    referred = [reference.removeprefix("#") for reference in tags.values("href")]
    referred += re.findall(r"url\(#([^)]+)\)", html) + [
        name for value in tags.values("aria-labelledby") for name in value.split()
    ]
    assert set(referred) <= set(ids)


def test_every_plot_says_what_it_shows(html: str) -> None:
    plots = [attributes for tag, attributes in Tags(html).tags if tag == "svg"]
    assert len(plots) == 2 + 1 + 1 + 12
    assert all(attributes["role"] == "img" and attributes["aria-label"] for attributes in plots)


def test_headings_go_down_step_by_step(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Tags(html).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_every_cell_of_a_head_says_what_it_heads(html: str) -> None:
    heads = [attributes.get("scope") for tag, attributes in Tags(html).tags if tag == "th"]
    assert set(heads) == {"col", "row"}


def by_region(training: Training, name: str, cells: list[str]) -> Holdout:
    """The trial of a training on a file that has a column of this name, filled with these cells in turn."""
    leads = training.file.leads
    filled = np.resize(np.array(cells, dtype=np.object_), len(leads))
    return Holdout.from_training(
        replace(training, file=replace(training.file, leads=replace(leads, groups={name: filled})))
    )


def test_names_from_strangers_are_shown_and_do_nothing(training: Training) -> None:
    trial = by_region(training, HOSTILE[1], HOSTILE)
    _, hostile = groupings(trial, [HOSTILE[1]])
    named = replace(training.file, name=HOSTILE[0])
    file = origin(replace(trial, training=replace(training, file=named)))
    html = render(Page(HOSTILE[2], HOSTILE[0], [], [HOSTILE[3]], [group_section(trial, hostile, 1), file]))
    tags = Tags(html)
    assert not tags.names & {"script", "img", "svg"}
    assert not tags.values("onerror") + tags.values("onload")
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 2
    assert "{{ 7 * 7 }}" in html
    assert html.count("</style>") == 1


def test_values_that_differ_beyond_what_is_shown_stay_groups_of_their_own(training: Training) -> None:
    long = "x" * 500
    trial = by_region(training, "region", [f"{long}1", f"{long}2"])
    _, grouping = groupings(trial, ["region"])
    (table,) = group_section(trial, grouping, 1).tables
    assert len(table.rows) == 2
    assert table.rows[0][0] == table.rows[1][0]


def test_a_name_is_shown_on_one_line_cut_and_in_its_own_direction() -> None:
    assert quoted("a\nb\u202ec\x00") == "\u2068a b c\u2069"
    assert len(quoted("x" * 5_000)) < 70
    assert quoted("שלם") == "\u2068שלם\u2069"


def test_a_report_that_cannot_be_written_whole_is_not_written(
    training: Training, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / REPORT_FILE).write_text("the report before")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("training.report.page.weights", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_report(training, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [REPORT_FILE]
    assert (tmp_path / REPORT_FILE).read_text() == "the report before"
