"""Number words: whole numbers as they are spoken."""

from collections.abc import Sequence
from functools import lru_cache

from text_to_num import text2num  # type: ignore[import-untyped]  # it publishes no types

_PLURALS = frozenset({"hundreds", "thousands", "millions", "billions"})
_LONGEST = 100


def in_digits(words: Sequence[str]) -> str:
    """Return a whole number in words as digits, or nothing: "two hundred and fifty" is "250"."""
    return _read_words(" ".join(words))


@lru_cache(maxsize=4096)
def _read_words(words: str) -> str:
    if not len("one") <= len(words) <= _LONGEST or not words[0].isalpha() or words in _PLURALS:
        return ""
    try:
        return str(text2num(words, "en"))
    except ValueError:
        return ""


def spoken(words: Sequence[str]) -> str:
    """Return a number of three digits that was spoken in two parts: "seven eighty", "six twenty five"."""
    first, rest = in_digits(words[:1]), in_digits(words[1:])
    return f"{first}{rest}" if len(first) == 1 and first != "0" and len(rest) == 2 else ""
