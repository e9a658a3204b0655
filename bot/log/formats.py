"""The formats of log lines. Neither quotes an exception's message, which may contain a lead's values."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from bot.log.references import current_reference

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

OWN = ("bot", "scoring", "training")
"""The loggers whose messages we write."""

_VALUES_BEGIN = re.compile(r"""[:({\['"`<%]|\s-?\d""")
_MAX_QUOTED_CHARS = 160


def is_own(record: logging.LogRecord) -> bool:
    """Return whether we wrote the message. A library may quote what it was given."""
    return record.name.partition(".")[0] in OWN


def words_of(record: logging.LogRecord) -> str:
    """Return the message of a record: all of it if it is ours, otherwise only the words before the first value."""
    said = record.getMessage() if is_own(record) else _VALUES_BEGIN.split(str(record.msg), maxsplit=1)[0]
    return said if is_own(record) else f"{said[:_MAX_QUOTED_CHARS].strip()} ({record.module}:{record.lineno})"


class TextFormat(logging.Formatter):
    """A line for people: time, level, logger, reference, message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s%(reference)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802, the name that logging calls
        """Add the reference and filter the message."""
        reference = current_reference()
        record.reference = f" [{reference}]" if reference else ""
        record.message = words_of(record)
        return super().formatMessage(record)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802, the name that logging calls
        """Return the stack and the type of an exception."""
        kind, _, trace = ei
        return f"{''.join(traceback.format_tb(trace))}{kind.__name__ if kind else ''}"


class JsonFormat(logging.Formatter):
    """A line for machines: a JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": words_of(record),
        }
        if reference := current_reference():
            line["reference"] = reference
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            line["exception"] = kind.__name__
            line["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return json.dumps(line, ensure_ascii=False)
