"""Helpers for text that people read."""


def cut(words: str, most: int) -> str:
    """Return `words`, cut to `most` characters with an ellipsis."""
    return words if len(words) <= most else words[: most - 1] + "…"
