"""Text: lists in words."""

from collections.abc import Sequence


def join_words(items: Sequence[str], *, last: str = "and") -> str:
    """Return the items as a sentence lists them: "a, b and c"."""
    return f" {last} ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
