"""Golden transcripts: what people and the bot say in a dialogue, as a reader sees it.

A test marked `transcript`, but not `transcript(kept=False)`, is compared with its section of `transcripts/<module>.txt`
next to it. The wording is bound there, and tests assert what it means. After a change of wording, run

    python -m pytest tests/dialogues --update-transcripts

and read the diff. Figures of the model are masked: they differ slightly from machine to machine.
"""

import difflib
import re
from collections.abc import Generator
from pathlib import Path

import pytest

from localslack.testing.driver import Driver

_SECTION = "=== "
_MASKS = (
    (re.compile(r"(?:over |under )?\b\d{1,3} %"), "… %"),
    (re.compile(r"[+-]\d+\.\d\d"), "±…"),
    (re.compile(r"model [\w-]+"), "model …"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"), "(time)"),
    # A card reads one way or the other, by whether its alert was posted before it.
    (
        re.compile(
            "On its way to #hot-leads, where somebody can claim it"
            "|Already in #hot-leads, where nobody has claimed it yet"
        ),
        "(in #hot-leads, or on its way)",
    ),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes transcripts."""
    parser.addoption("--update-transcripts", action="store_true", help="write the transcripts of dialogues")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line("markers", "transcript: its wording is in a transcript next to it")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Compare a dialogue with its transcript, once the test has passed."""
    result = yield
    marker = pyfuncitem.get_closest_marker("transcript")
    if marker is not None and marker.kwargs.get("kept", True):
        office = pyfuncitem.funcargs.get("office")
        slack = pyfuncitem.funcargs.get("slack") or getattr(office, "slack", None)
        assert isinstance(slack, Driver), "a transcript needs the fixture `slack` or `office`"
        _check(pyfuncitem, read_journal(slack.journal))
    return result


def read_journal(journal: list[str]) -> str:
    """Return what was said, with the figures of the model masked."""
    text = "\n".join(journal)
    for figure, mask in _MASKS:
        text = figure.sub(mask, text)
    return text


def _check(item: pytest.Function, text: str) -> None:
    file = item.path.parent / "transcripts" / f"{item.path.stem}.txt"
    kept = _read(file)
    if item.config.getoption("update_transcripts"):
        _write(file, kept | {item.name: text})
    elif kept.get(item.name) != text:
        diff = difflib.unified_diff(kept.get(item.name, "").splitlines(), text.splitlines(), "transcript", "now")
        pytest.fail("\n".join([f"{item.name} reads differently (--update-transcripts):", *diff]), pytrace=False)


def _read(file: Path) -> dict[str, str]:
    """Return the transcripts in a file by the names of their tests."""
    if not file.exists():
        return {}
    sections = file.read_text().split(f"\n{_SECTION}")
    each = (section.removeprefix(_SECTION).partition("\n") for section in sections)
    return {name: text.strip("\n") for name, _, text in each}


def _write(file: Path, transcripts: dict[str, str]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n\n".join(f"{_SECTION}{name}\n{text}" for name, text in sorted(transcripts.items())) + "\n")
