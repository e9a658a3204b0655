"""A small language for what JSON may look like. Problems are in Slack's words, with a JSON pointer."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]
"""A function from a value and its JSON pointer to the problems found there."""


def problem(message: str, at: str) -> str:
    """Return a problem as Slack writes it."""
    return f"{message} [json-pointer:{at}]"


def string(at_most: int, at_least: int = 1) -> Check:
    """Return the check for a string of so many characters."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
        elif len(value) > at_most:
            yield problem(f"must be less than {at_most + 1} characters", at)
        elif len(value) < at_least:
            yield problem(f"must be more than {at_least - 1} characters", at)

    return check


def choice(*allowed: str) -> Check:
    """Return the check for one of a few words."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be one of: {', '.join(allowed)}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    """Check for true or false."""
    if not isinstance(value, bool):
        yield problem("must provide a boolean", at)


def integer(lowest: int, highest: int) -> Check:
    """Return the check for a whole number within bounds."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must provide an integer", at)
        elif not lowest <= value <= highest:
            yield problem(f"must be between {lowest} and {highest}", at)

    return check


def matching(accepts: Callable[[str], object], what: str) -> Check:
    """Return the check for a string that a function reads without ValueError."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
            return
        try:
            accepts(value)
        except ValueError:
            yield problem(f"must be {what}", at)

    return check


def array(item: Check, at_most: int, at_least: int = 1) -> Check:
    """Return the check for a list of so many items."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) > at_most:
            yield problem(f"no more than {at_most} items allowed", at)
        if len(value) < at_least:
            yield problem(f"no less than {at_least} items allowed", at)
        for index, each in enumerate(value):
            yield from item(each, f"{at}/{index}")

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *rules: Check) -> Check:
    """Return the check for an object with these keys and no others; rules then look at an object without problems."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        found = [problem(f"missing required field: {key}", at) for key in required if key not in value]
        found += [problem(f"invalid additional property: {key}", at) for key in value if key not in known]
        for key in value.keys() & known.keys():
            found += known[key](value[key], f"{at}/{key}")
        yield from sorted(found)
        if not found:
            for rule in rules:
                yield from rule(value, at)

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """Return the check for an object whose "type" says which of several it is; the checks need not mention "type"."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
        elif "type" not in value:
            yield problem("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            yield problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            rest = {key: each for key, each in value.items() if key != "type"}
            yield from kinds[value["type"]](rest, at)

    return check


def unique(key: str) -> Check:
    """Return the check that no two objects of a list share the value of a key."""

    def check(value: Any, at: str) -> Iterator[str]:
        seen = set()
        for index, each in enumerate(value):
            mark = each.get(key)
            if mark is not None and mark in seen:
                yield problem(f"`{key}` {mark} already exists", f"{at}/{index}/{key}")
            seen.add(mark)

    return check
