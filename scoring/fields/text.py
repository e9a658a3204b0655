"""Text of people, made harmless."""

import unicodedata

_INVISIBLE = frozenset("\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that would reorder or hide the text around it."""
    visible = (" " if unicodedata.category(char) == "Cc" else char for char in text if char not in _INVISIBLE)
    return " ".join("".join(visible).split())
