"""What is written in a whole run of the tests: no line may hold a value of a lead, a token or what somebody typed.

That is the log at DEBUG, what tests and the processes they start write to the terminal, and what bots that run as
processes of their own write.
"""

import copy
import logging
import re
from collections.abc import Iterator

import pytest

from bot.log.formats import OWN, TextFormat, is_own

PLANTED = re.compile(
    r"Dana \w*eyes|@example\.com"  # the lead of nearly every test
    r"|income 250k|\b250[_,]?000\b|credit[ _](score)?\W{0,4}780\b"  # what they type of her, as read and shown
    r"|\bxoxb-\w|\bxapp-\w|\bls_\w{8}"  # tokens of Slack, keys of the HTTP API
    r"|a signing secret"
)

# Whose subject is what a command answers on the terminal to whoever typed it.
_ANSWERED = ("tests/commands/", "tests/training/", "tests/test_benchmarks.py")


class Scan(logging.Handler):
    """Keeps the lines that hold something planted: of the log, as the bot would write them, and of other output."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(TextFormat())
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not is_own(record) and record.levelno < logging.WARNING:
            return  # bot.log writes no such line
        unformatted = copy.copy(record)  # formatting leaves its mark, and pytest shows the record too
        unformatted.exc_text = None
        self.read("log", self.format(unformatted))

    def read(self, source: str, written: str) -> None:
        """Look through what a source has written."""
        self.found += [f"{source}: {line}" for line in written.splitlines() if PLANTED.search(line)]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look through what a test has written to the terminal."""
        if report.passed:  # what one that failed has written includes why
            answered = report.nodeid.startswith(_ANSWERED)
            written = report.capstderr if answered else f"{report.capstdout}\n{report.capstderr}"
            self.read(f"{report.nodeid}, {report.when}", written)


@pytest.fixture(scope="session", autouse=True)
def scan_of_run(request: pytest.FixtureRequest) -> Iterator[Scan]:
    """Fail at the end of the run if anything planted was written."""
    scan = Scan()
    logging.getLogger().addHandler(scan)
    for name in OWN:
        logging.getLogger(name).setLevel(logging.DEBUG)
    request.config.pluginmanager.register(scan)
    yield scan
    request.config.pluginmanager.unregister(scan)
    logging.getLogger().removeHandler(scan)
    assert not scan.found, "\n".join(scan.found)
