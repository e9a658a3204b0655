"""Rules of the house: sizes, names and words (docs/style.md), and the map in CONTRIBUTING.md."""

import ast
import io
import re
import tokenize
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("bot", "scoring", "training", "localslack/src")
SOURCES = sorted(
    path for folder in (*PRODUCT, "benchmarks", "tests", "localslack/tests") for path in (ROOT / folder).rglob("*.py")
)
PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "localslack").glob("*.md")})
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

MAX_LINES = 300
VAGUE = {"say", "of", "take", "told"}
WORDS = re.compile(
    r"\b(whither|whence|wherein|whereby|anew|thereof|hereof|therein|whom|of which|of whose|(?:is|are|was|were) to be"
    r"|tells? whether|mends?|lest|save (?:for|where))\b",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_short() -> None:
    long = {name_of(path): lines for path in SOURCES if (lines := len(path.read_text().splitlines())) > MAX_LINES}
    assert long == {}


@pytest.mark.parametrize("distribution", [("bot", "scoring", "training"), ("localslack/src",)], ids=" ".join)
def test_no_two_public_classes_share_a_name(distribution: tuple[str, ...]) -> None:
    classes = defaultdict(list)
    for path in SOURCES:
        if name_of(path).startswith(distribution):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    classes[node.name].append(name_of(path))
    assert {name: places for name, places in classes.items() if len(places) > 1} == {}


def test_functions_have_names_that_can_be_found() -> None:
    vague = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.lstrip("_") in VAGUE
    ]
    assert vague == []


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Yield the comments, docstrings and names of a module, each with its line. Texts for users are left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, " ".join(node.value.value.split())
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
        elif token.type == tokenize.NAME:
            yield token.start[0], token.string.replace("_", " ")


@pytest.mark.parametrize("folder", [*PRODUCT, "benchmarks", "tests", "localslack/tests"])
def test_code_is_in_plain_words(folder: str) -> None:
    found = [
        f"{name_of(path)}:{line} {match[0]}"
        for path in SOURCES
        if name_of(path).startswith(f"{folder}/") and path != Path(__file__)
        for line, text in prose(path.read_text())
        for match in WORDS.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_pages_are_in_plain_words(page: Path) -> None:
    text = page.read_text()
    if page.name == "style.md":
        text = text.split("## Before and after")[0]
    assert [match[0] for match in WORDS.finditer(" ".join(text.split()))] == []


def test_every_room_of_the_bot_is_under_contract() -> None:
    rooms = {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if not path.name.startswith(("_", ".")) and path.name != "py.typed"
    }
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    serving = next(one for one in contracts if one["name"].startswith("serving needs"))
    assert set(serving["source_modules"]) == rooms - {"bot.commands"} | {"scoring"}


def test_the_map_for_contributors_names_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    table = text.split("| I want to change |", 1)[1].split("\n\n", 1)[0]
    for row in table.splitlines()[2:]:
        files = re.findall(r"`([\w./-]+/[\w./-]*)`", row)
        assert files, row
        for file in files:
            assert (ROOT / file).exists(), file
