"""Numbers: single numbers in a text, in figures, in words and in vague words, with the units that measure them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from text_to_num import text2num  # type: ignore[import-untyped]  # it publishes no types

from bot.language.field_words import FieldWords
from bot.language.tokens import Amount, Token, TokenKind
from scoring.fields.units import NUMBER

_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_ONE_OR_THREE = {"a": 1.0, "one": 1.0, "three": 3.0}
_ARTICLES = {"a", "an"}
_AND_A_HALF = ["and", "a", "half"]
_PLURAL_SCALES = frozenset({"hundreds", "thousands", "millions", "billions"})
_VAGUE = {"couple": 2, "few": 3}
_VAGUE_ENDINGS = {"some": 5, "something": 5, "ish": 0, "odd": 0}
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_PART_OF_DECADE = {"early": 0.2, "low": 0.2, "mid": 0.5, "middle": 0.5, "late": 0.8, "high": 0.8, "upper": 0.8}
_PLURAL = re.compile(r"(\d{2,7})'?s")
_ISH = re.compile(r"(\d{1,9})ish")
_NUMBER = re.compile(rf"(-?\$?)({NUMBER})")
_LAST_WORD = re.compile(r"[a-z]+$")
MAX_WORDS_OF_NUMBER = 8
MAX_CHARS_OF_NUMBER = 100
_PADDING = [""] * MAX_WORDS_OF_NUMBER


class NumberReader:
    """Reads single numbers. Each method returns what it read at an index, and the index after it."""

    def __init__(self, tokens: Sequence[Token], names: FieldWords) -> None:
        self._names = names
        self._words = [token.low if token.kind is TokenKind.WORD else "" for token in tokens] + _PADDING
        self._figures = [token.low if token.kind is TokenKind.AMOUNT else "" for token in tokens] + _PADDING

    def read(self, at: int) -> tuple[Amount, int] | None:
        """Read a number with its unit, in one part or several: "250k", "an hour and a half", "2 hours 15 minutes"."""
        if not (self._words[at] or self._figures[at]):
            return None
        if vague := self._decade(at) or self._with_vague_ending(at) or self._vague(at):
            return vague
        found = self._number(at)
        if found is None:
            return None
        number, end, in_two = found
        measured, end = self.with_unit(number, end)
        if " " in measured and self._words[end : end + 3] == _AND_A_HALF:
            value, _, unit = measured.partition(" ")
            measured, end = f"{_digits(float(value) + 0.5)} {unit}", end + 3
        while more := self._smaller_part(measured, end):
            measured, end = more
        return Amount(measured, measured, spoken=in_two), end

    def _decade(self, at: int) -> tuple[Amount, int] | None:
        """Read "mid forties", "late 30s", "high 600s", "thirties"."""
        words, end = self._parts(at), at + 1
        part = _PART_OF_DECADE.get(words[0]) if words else None
        if part is not None and len(words) == 1:
            words, end = self._parts(end), end + 1
        elif part is not None:
            words = words[1:]
        plural = _PLURAL.fullmatch(words[0]) if len(words) == 1 else None
        base = int(plural[1]) if plural else _DECADES.get("".join(words), 0)
        step = 10 if base < 100 else 100
        if base == 0 or base % step:
            return None
        return _rough(base + (_PART_OF_DECADE["mid"] if part is None else part) * step, decade=step == 10), end

    def _with_vague_ending(self, at: int) -> tuple[Amount, int] | None:
        """Read "twenty-some", "40-ish", "30-odd", "780ish"."""
        if self._figures[at]:
            ish = _ISH.fullmatch(self._figures[at])
            return (_rough(float(ish[1])), at + 1) if ish else None
        words = self._parts(at)
        if len(words) < 2 or words[-1] not in _VAGUE_ENDINGS:
            return None
        number = words[0] if words[0].isdecimal() else in_digits(" ".join(words[:-1]))
        return (_rough(float(number) + _VAGUE_ENDINGS[words[-1]]), at + 1) if number else None

    def _vague(self, at: int) -> tuple[Amount, int] | None:
        """Read "a couple of hours", "a few"."""
        count = _VAGUE.get(self._words[at + 1]) if self._words[at] == "a" else None
        if count is None:
            return None
        number, end = self.with_unit(*self._scaled(str(count), at + 2 + (self._words[at + 2] == "of")))
        return Amount(number, number, rough=True), end

    def _parts(self, at: int) -> list[str]:
        """Return the parts of the word at an index, cut at its hyphens."""
        return [part for part in (self._words[at] or self._figures[at]).split("-") if part]

    def _smaller_part(self, measured: str, at: int) -> tuple[str, int] | None:
        """Read a smaller part of the same amount: "2 hours" continues with "and 15 minutes"."""
        unit = _LAST_WORD.search(measured)
        if unit is None or unit[0] not in self._names.compound_units:
            return None
        found = self._number(at + (self._words[at] == "and"))
        if found is None:
            return None
        part, end = self.with_unit(found[0], found[1])
        whole = f"{measured} {part}"
        return (whole, end) if part[-1].isalpha() and self._names.measures(whole) else None

    def _number(self, at: int) -> tuple[str, int, bool] | None:
        """Read a number without its unit, and whether it was spoken in two parts."""
        if self._figures[at]:
            return *self._scaled(self._figures[at], at + 1), False
        word = self._words[at]
        if fraction := self._fraction(at):
            return *fraction, False
        if word in _TIMES:
            return _TIMES[word], at + 1, False
        article = word in _ARTICLES
        if article and self._words[at + 1] in self._names.compound_units and len(self._words[at + 1]) > 1:
            return "1", at + 1, False
        if self._words[at + article] in _SCALES and (article or word == "dozen"):
            one = (*self._scaled("1", at + article), False)
            return max(one, self._in_words(at + article) or one, key=itemgetter(1))
        return self._in_words(at)

    def _in_words(self, at: int) -> tuple[str, int, bool] | None:
        """Read the longest number in words at an index: "two hundred and fifty thousand", "seven eighty"."""
        words: list[str] = []
        ends: list[tuple[int, int]] = []
        while len(words) < MAX_WORDS_OF_NUMBER and self._words[at]:
            parts = [part for part in self._words[at].split("-") if part]
            if not all(in_digits(part) or (part == "and" and words) for part in parts):
                break
            words += parts
            at += 1
            ends.append((len(words), at))
        for count, end in reversed(ends):
            if number := in_digits(" ".join(words[:count])):
                return *self._scaled(number, end), False
            first, rest = in_digits(" ".join(words[:1])), in_digits(" ".join(words[1:count]))
            if len(first) == 1 and first != "0" and len(rest) == 2:
                return first + rest, end, True
        return None

    def _fraction(self, at: int) -> tuple[str, int] | None:
        """Read "half a million", "a quarter million", "three quarters of an hour", without the hour."""
        words = self._words
        count = _ONE_OR_THREE.get(words[at])
        at += count is not None
        part = _PARTS.get(words[at])
        if part is None:
            return None
        at += 1
        at += words[at] == "of"
        at += words[at] in _ARTICLES
        if (scale := _SCALES.get(words[at])) is not None:
            return _digits((count or 1.0) * part * scale), at + 1
        return (_digits((count or 1.0) * part), at) if words[at] in self._names.compound_units else None

    def _scaled(self, number: str, at: int) -> tuple[str, int]:
        """Multiply a number by the words after it: "2.5", "million"; "two", "and a half", "million"."""
        parts, start = _NUMBER.fullmatch(number), at
        if parts is None:
            return number, at
        value = float(parts[2].replace(",", ""))
        if self._words[at : at + 3] == _AND_A_HALF:
            value, at = value + 0.5, at + 3
        while (scale := _SCALES.get(self._words[at])) is not None:
            value, at = value * scale, at + 1
            if self._words[at : at + 3] == _AND_A_HALF:
                value, at = value + scale / 2, at + 3
        return (number if at == start else f"{parts[1]}{_digits(value)}"), at

    def with_unit(self, number: str, at: int) -> tuple[str, int]:
        """Return a number with the word after it, if that measures it: "90 minutes", "25 times"."""
        word = self._words[at]
        if word in self._names.unit_words and self._names.measures(f"{number} {word}"):
            return f"{number} {word}", at + 1
        return number, at


def _rough(value: float, *, decade: bool = False) -> Amount:
    return Amount(_digits(value), _digits(value), rough=True, decade=decade)


def _digits(value: float) -> str:
    """Return a number in digits, without an exponent."""
    return f"{value:.10g}" if value < 1e10 else f"{value:.0f}"


@lru_cache(maxsize=4096)
def in_digits(words: str) -> str:
    """Return a whole number in words as digits, or nothing: "two hundred and fifty" is "250"."""
    is_short = len("one") <= len(words) <= MAX_CHARS_OF_NUMBER
    if not is_short or not words[0].isalpha() or words in _PLURAL_SCALES:
        return ""
    try:
        return str(text2num(words, "en"))
    except ValueError:
        return ""
