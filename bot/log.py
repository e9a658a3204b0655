"""The log: what happened, by reference and by type, never what anybody said of a lead."""

import logging
import traceback
from types import TracebackType

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_CHATTY = ("slack_bolt", "slack_sdk", "uvicorn", "websockets")


class _Reticent(logging.Formatter):
    """Formats an exception as its type and where it came from; its message may quote a lead."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802, the name that logging calls
        kind, _, trace = ei
        return f"{''.join(traceback.format_tb(trace))}{kind.__name__ if kind else ''}"


def set_up_log(level: str) -> None:
    """Log to standard error at `level`. Libraries that log whole requests when asked for detail stay at WARNING."""
    stderr = logging.StreamHandler()
    stderr.setFormatter(_Reticent("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[stderr], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
