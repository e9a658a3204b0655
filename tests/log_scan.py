"""What the bot logs in a whole run of the tests, at DEBUG: no line of it may name a lead."""

import copy
import logging
from collections.abc import Iterator

import pytest

from bot.log.formats import OWN, TextFormat, is_own

PLANTED = ("Dana Reyes", "@example.com")
"""What nearly every test says of a lead."""


class Scan(logging.Handler):
    """Keeps the lines, as the bot would write them, that name a lead."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(TextFormat())
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not is_own(record) and record.levelno < logging.WARNING:
            return  # bot.log writes no such line
        unformatted = copy.copy(record)  # formatting leaves its mark, and pytest shows the record too
        unformatted.exc_text = None
        line = self.format(unformatted)
        if any(value in line for value in PLANTED):
            self.found.append(line)


@pytest.fixture(scope="session", autouse=True)
def no_lead_in_the_log() -> Iterator[None]:
    """Fail at the end of the run if a line of the log named a lead."""
    scan = Scan()
    logging.getLogger().addHandler(scan)
    for name in OWN:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield
    logging.getLogger().removeHandler(scan)
    assert not scan.found, "\n".join(scan.found)
