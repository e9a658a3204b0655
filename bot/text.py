"""Helpers for text that people read."""


def cut(words: str, most: int) -> str:
    """Return `words`, cut to `most` characters with an ellipsis."""
    return words if len(words) <= most else words[: most - 1] + "…"


def plural(number: int, noun: str) -> str:
    """Return a number with its noun: "1 score", "3 scores"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
