"""Set up the log: one stream to standard error, for our messages and those of libraries."""

import logging
import sys
import threading
from types import TracebackType
from typing import Literal

from bot.log.formats import JsonFormat, TextFormat, is_own

LogFormat = Literal["text", "json"]

# At DEBUG these write whole requests with their tokens, slowly.
_CHATTY = ("asyncio", "fastapi", "httpcore", "httpx", "psycopg", "slack_bolt", "slack_sdk", "sqlalchemy")
_SERVERS = ("uvicorn", "uvicorn.access", "uvicorn.error", "websockets")

log = logging.getLogger("bot")


def set_up_log(level: str, form: LogFormat = "text") -> None:
    """Log to standard error at `level` in this format, including uncaught exceptions.

    Libraries log only warnings and errors, without the values in them.
    """
    stderr = logging.StreamHandler()
    stderr.setFormatter(JsonFormat() if form == "json" else TextFormat())
    stderr.addFilter(_is_worth_writing)
    logging.basicConfig(level=level, handlers=[stderr], force=True)
    for name in (*_CHATTY, *_SERVERS):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _is_worth_writing(record: logging.LogRecord) -> bool:
    return is_own(record) or record.levelno >= logging.WARNING


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("stopped by what nobody caught", exc_info=(kind, error, trace))


def _uncaught_in_thread(thread: threading.ExceptHookArgs) -> None:
    if thread.exc_value is not None and not isinstance(thread.exc_value, SystemExit):
        log.error("a thread ended by what nobody caught", exc_info=thread.exc_value)
