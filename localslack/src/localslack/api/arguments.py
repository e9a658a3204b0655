"""The arguments of a Web API call: reading them, checking them, and paging through long answers."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from localslack.errors import SlackError, invalid_arguments

Arguments = dict[str, Any]

TRUE = (True, "true", "1", 1)


def require(arguments: Arguments, *names: str) -> None:
    """Raise invalid_arguments naming each of these arguments that is missing or empty."""
    missing = [name for name in names if not arguments.get(name)]
    if missing:
        raise invalid_arguments(*(f"missing required field: {name}" for name in missing))


def allow(arguments: Arguments, names: frozenset[str]) -> None:
    """Raise invalid_arguments for an argument the workspace does not know.

    Slack ignores or honours far more; to drop one in silence would make a test pass that Slack would fail.
    """
    unknown = sorted(arguments.keys() - names)
    if unknown:
        raise invalid_arguments(*(f"the local workspace does not know the argument: {name}" for name in unknown))


def text(arguments: Arguments, name: str) -> str:
    """Return an argument that must be there as text; raises invalid_arguments."""
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise invalid_arguments(f"missing required field: {name}")
    return value


def is_true(arguments: Arguments, name: str) -> bool:
    """Return whether a flag is given and set, in JSON's way or a form's."""
    return arguments.get(name, False) in TRUE


def limit(arguments: Arguments, *, default: int, most: int) -> int:
    """Return how many items to answer with; raises invalid_limit."""
    try:
        number = int(arguments.get("limit") or default)
    except (TypeError, ValueError):
        raise SlackError("invalid_limit") from None
    if not 1 <= number <= most:
        raise SlackError("invalid_limit")
    return number


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
