"""The arguments of a Web API call, and paging through long answers."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from localslack.errors import SlackError, invalid_arguments

Arguments = dict[str, Any]
T = TypeVar("T")

TRUE = (True, "true", "1", 1)


def text(arguments: Arguments, name: str) -> str:
    """Return an argument as text; raises invalid_arguments if it is missing or something else."""
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise invalid_arguments(f"missing required field: {name}")
    return value


def is_true(arguments: Arguments, name: str) -> bool:
    """Return whether a flag is set, as JSON or as a form writes it."""
    return arguments.get(name, False) in TRUE


def limit(arguments: Arguments, *, default: int, at_most: int) -> int:
    """Return how many items to answer with; raises invalid_limit."""
    try:
        number = int(arguments.get("limit") or default)
    except (TypeError, ValueError):
        raise SlackError("invalid_limit") from None
    if not 1 <= number <= at_most:
        raise SlackError("invalid_limit")
    return number


def page_of(items: Sequence[T], key: Callable[[T], str], cursor: object, size: int) -> tuple[Sequence[T], str]:
    """Return a page of items and the cursor of the next page, empty after the last one; raises invalid_cursor.

    A cursor names the first item of its page. Apps cannot read it, as they cannot read Slack's.
    """
    start = _position(items, key, str(cursor)) if cursor else 0
    end = start + size
    return items[start:end], _cursor(key(items[end])) if end < len(items) else ""


def with_cursor(answer: dict[str, Any], next_cursor: str) -> dict[str, Any]:
    """Return an answer that carries the cursor of the next page."""
    return {**answer, "response_metadata": {"next_cursor": next_cursor}}


def _cursor(key: str) -> str:
    return base64.b64encode(f"next:{key}".encode()).decode()


def _position(items: Sequence[T], key: Callable[[T], str], cursor: str) -> int:
    try:
        wanted = base64.b64decode(cursor, validate=True).decode().removeprefix("next:")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
    for position, item in enumerate(items):
        if key(item) == wanted:
            return position
    raise SlackError("invalid_cursor")
