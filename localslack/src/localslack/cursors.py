"""Cursors: with which item the next page of a long answer begins. Opaque to a bot, as Slack's are."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from localslack.errors import SlackError

T = TypeVar("T")


def page_of(items: Sequence[T], key: Callable[[T], str], cursor: object, size: int) -> tuple[Sequence[T], str]:
    """Return the items of a page and the cursor of the next one, empty after the last; raises invalid_cursor."""
    start = _place(items, key, str(cursor)) if cursor else 0
    end = start + size
    return items[start:end], _cursor(key(items[end])) if end < len(items) else ""


def with_cursor(answer: dict[str, Any], next_cursor: str) -> dict[str, Any]:
    """Return an answer that tells where to go on."""
    return {**answer, "response_metadata": {"next_cursor": next_cursor}}


def _cursor(key: str) -> str:
    return base64.b64encode(f"next:{key}".encode()).decode()


def _place(items: Sequence[T], key: Callable[[T], str], cursor: str) -> int:
    try:
        wanted = base64.b64decode(cursor, validate=True).decode().removeprefix("next:")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
    for place, item in enumerate(items):
        if key(item) == wanted:
            return place
    raise SlackError("invalid_cursor")
