"""What each test needs, as markers: worked out from its fixtures, its folder and what its module imports.

A test that needs none of it is marked `fast`; `python -m tests fast` runs those. While such a test runs, its thread may
not open a database, connect to a server or start a process, so the marker cannot become wrong unnoticed.
"""

import sys
import threading
from collections.abc import Iterator
from typing import Any

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
    "server": ("tests/dialogues/", "tests/faults/", "tests/month/", "localslack/tests/"),
}
NAMES = {
    "store": {"Store", "sqlite3"},
    "server": {"Workspace", "WebServer", "connected_bot", "served", "httpx"},
    "process": {"subprocess"},
    "trains": {"train", "QUICK"},
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


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it needs."""
    for item in items:
        for need in needs(item) or {"fast"}:
            item.add_marker(need)


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
