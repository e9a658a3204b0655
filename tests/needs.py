"""Mark each test with what it needs. The fixtures, the folder and the imports of a test show it.

A test that needs nothing is marked `fast`, and `--fast` runs only those. While a fast test runs, its thread may not
open a database, connect to a server or start a process. A wrong marker therefore fails the test.
"""

import sys
import threading
from collections.abc import Iterator
from itertools import compress
from operator import not_
from pathlib import Path
from typing import Any

import hypothesis
import pytest

MARKERS = {
    "store": "opens a database",
    "server": "listens on a port or connects to one: a workspace, a bot, the HTTP API",
    "browser": "drives the page in chromium",
    "process": "starts a process",
    "trains": "trains models",
    "fast": "needs none of that",
}

FIXTURES = {
    "store": {"store", "database_url", "postgres"},
    "server": {"workspace", "office", "open_office", "api"},
    "browser": {"chromium", "open_tab"},
    "trains": {"specified", "comparison"},
}
FOLDERS = {
    "server": ("tests/dialogues/", "tests/faults/", "tests/month/", "localslack/tests/contract/"),
    "process": ("tests/test_benchmarks.py",),
    "trains": ("tests/training/", "tests/test_benchmarks.py"),
}
NAMES = {
    "store": {"Store", "sqlite3"},
    "server": {"Workspace", "WebServer", "connected_bot", "served", "httpx"},
    "process": {"subprocess", "Waterfalls"},
    "trains": {"train", "train_ordinal", "QUICK", "xgboost", "shap"},
}
"""What modules of tests import for it, under these names."""

EVENTS = {
    "sqlite3.connect": "store",
    "socket.bind": "server",
    "socket.connect": "server",
    "subprocess.Popen": "process",
}
"""Audit events of Python, and what a test needs that causes one."""


def needs(item: pytest.Item) -> set[str]:
    """Return what a test needs."""
    fixtures = set(getattr(item, "fixturenames", ()))
    imported = set(vars(getattr(item, "module", None) or object))
    marked = {mark.name for mark in item.iter_markers() if mark.name in MARKERS}
    return (
        marked
        | {need for need, names in FIXTURES.items() if names & fixtures}
        | {need for need, folders in FOLDERS.items() if item.nodeid.startswith(folders)}
        | {need for need, names in NAMES.items() if names & imported}
    )


LONGEST = ("tests/month/", "tests/faults/", "tests/training/", "tests/dialogues/")
"""The folders whose files take longest. They start first, so that no process works alone at the end."""

_ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--fast`."""
    parser.addoption("--fast", action="store_true", help="run only the tests that are marked fast")
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        help="sqlite: run everything that needs no PostgreSQL; postgresql: run the rest",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    ci = hypothesis.settings.get_profile("ci")  # the same examples everywhere, and no deadline
    hypothesis.settings.register_profile("fast", ci, max_examples=25)
    hypothesis.settings.load_profile("fast" if config.getoption("--fast") else "ci")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import what cannot be fast."""
    if not config.getoption("--fast") or not collection_path.is_relative_to(_ROOT):
        return None
    place = f"{collection_path.relative_to(_ROOT).as_posix()}/"
    slow = {folder.rstrip("/") for folders in FOLDERS.values() for folder in folders}
    return True if place.rstrip("/") in slow else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Mark each test with what it needs, drop those that the options leave out, and put the longest first."""
    for item in items:
        for need in needs(item) or {"fast"}:
            item.add_marker(need)
    if config.getoption("--fast"):
        _keep(items, config, [bool(item.get_closest_marker("fast")) for item in items])
    if database := config.getoption("--database"):
        _keep(items, config, [_uses_postgresql(item) == (database == "postgresql") for item in items])
    items.sort(key=_rank)


def _keep(items: list[pytest.Item], config: pytest.Config, kept: list[bool]) -> None:
    config.hook.pytest_deselected(items=list(compress(items, map(not_, kept))))
    items[:] = compress(items, kept)


def _uses_postgresql(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return "postgres" in getattr(item, "fixturenames", ()) or (
        call is not None and "postgresql" in call.params.values()
    )


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, folder in enumerate(LONGEST) if item.nodeid.startswith(folder)), len(LONGEST))


class _Guard:
    """Refuses what a fast test must not do."""

    def __init__(self) -> None:
        self.thread: int | None = None

    def __call__(self, event: str, _arguments: tuple[Any, ...]) -> None:
        if event in EVENTS and self.thread == threading.get_ident():
            self.thread = None  # so that pytest can show the failure
            pytest.fail(f"This test is marked fast, but it causes {event}: mark it with pytest.mark.{EVENTS[event]}.")


_guard = _Guard()
sys.addaudithook(_guard)  # Python removes none, so there is one for the whole run


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Guard a fast test while it runs."""
    _guard.thread = threading.get_ident() if item.get_closest_marker("fast") else None
    try:
        return (yield)
    finally:
        _guard.thread = None
