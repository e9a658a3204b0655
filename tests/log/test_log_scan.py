import logging

import pytest

from tests.log_scan import Scan


@pytest.fixture
def scan() -> Scan:
    return Scan()


def say(scan: Scan, name: str, words: str, error: Exception | None = None) -> None:
    info = (type(error), error, None) if error else None
    scan.handle(logging.LogRecord(name, logging.ERROR, "x.py", 1, words, (), info))


def test_a_line_that_names_a_lead_is_found(scan: Scan) -> None:
    say(scan, "bot.slack", "could not score Dana Reyes")
    assert len(scan.found) == 1


def test_what_is_never_written_is_not_found(scan: Scan) -> None:
    say(scan, "bot.slack", "request failed", ValueError("Dana Reyes is no number"))
    say(scan, "slack_bolt.App", "Unhandled request: {'text': 'Dana Reyes'}")
    assert not scan.found
