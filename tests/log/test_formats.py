import json
import logging
from collections.abc import Callable

import pytest

from bot.log import new_reference, with_reference
from bot.log.formats import JsonFormat, TextFormat, words_of

Line = Callable[[str, Exception | None], str]


@pytest.fixture(params=[TextFormat, JsonFormat])
def line(request: pytest.FixtureRequest) -> Line:
    """Write an error of ours, with what was raised."""

    def write(words: str, error: Exception | None = None) -> str:
        info = (type(error), error, error.__traceback__) if error else None
        return str(request.param().format(logging.LogRecord("bot.slack", logging.ERROR, "x.py", 1, words, (), info)))

    return write


def raised(quoting: str) -> Exception:
    try:
        float(quoting)
    except ValueError as error:
        return error
    raise AssertionError(quoting)


def test_a_line_says_what_happened(line: Line) -> None:
    assert "request failed" in line("request failed", None)


def test_an_exception_is_its_type_and_where_it_came_from(line: Line) -> None:
    written = line("request failed", raised("Dana Reyes"))
    assert "ValueError" in written
    assert "in raised" in written or "raised" in json.loads(written)["trace"][-1]
    assert "Dana" not in written


def test_lines_of_one_request_have_its_reference(line: Line) -> None:
    with with_reference() as reference:
        assert reference in line("one", None)
        assert reference in line("two", None)
    assert reference not in line("three", None)


def test_a_line_for_machines_is_one_object() -> None:
    reference = new_reference()
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "ready: model %s", ("ordinal-1",), None)
    written = json.loads(JsonFormat().format(record))
    assert written.pop("time").endswith("+00:00")
    assert written == {"level": "INFO", "logger": "bot", "message": "ready: model ordinal-1", "reference": reference}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "Failed to send a request to Slack API server: <urlopen error Dana>",
            "Failed to send a request to Slack API server",
        ),
        ("Unhandled request ({'text': 'Dana'})", "Unhandled request"),
        ("Lead 4711 was refused", "Lead"),
        ("%s was refused", ""),
        ('"Dana" was refused', ""),
    ],
)
def test_of_what_a_library_says_no_value_is_written(said: str, written: str) -> None:
    record = logging.LogRecord("slack_bolt.App", logging.ERROR, "app.py", 7, said, (), None)
    assert words_of(record) == f"{written} (app:7)"
