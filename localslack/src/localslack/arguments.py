"""The arguments of a Web API call, as JSON values or as the strings of a form."""

from typing import Any

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
