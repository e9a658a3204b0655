"""Numbers: a number at a place in a text, in digits or in words, with the unit that measures it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from bot.language.amount import Amount
from bot.language.number_words import in_digits, spoken
from bot.language.token import Kind, Piece
from scoring.fields.field import Quantity
from scoring.fields.lead import FEATURES
from scoring.fields.units import NUMBER

SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_MOST_WORDS = 8  # of one number
_NUMBERED = re.compile(rf"(-?\$?)({NUMBER})")
_UNIT = re.compile(r"[a-z]+$")
_COMPOUND = frozenset(
    word
    for feature in FEATURES
    if isinstance(feature, Quantity) and feature.unit.compound
    for word in feature.unit.scales
)


class Numbers:
    """Reads numbers from pieces; each method returns what it read at a place, and the place after it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def measured(self, at: int) -> tuple[Amount, int] | None:
        """Read a number with its unit, in one part or several: "250k", "an hour and a half", "2 hours 15 minutes"."""
        found = self._number(at)
        if found is None:
            return None
        number, end, in_two = found
        measured, end = self.unit(number, end)
        if self._is_and_a_half(end) and " " in measured:
            value, _, unit = measured.partition(" ")
            measured, end = f"{digits(float(value) + 0.5)} {unit}", end + 3
        while more := self._further(measured, end):
            measured, end = more
        return Amount(measured, measured, spoken=in_two), end

    def _further(self, measured: str, at: int) -> tuple[str, int] | None:
        """Read a smaller part of the same amount: "2 hours" goes on with "and 15 minutes"."""
        unit = _UNIT.search(measured)
        if unit is None or unit[0] not in _COMPOUND:
            return None
        found = self._number(at + self.says(at, "and"))
        if found is None:
            return None
        part, end = self.unit(found[0], found[1])
        whole = f"{measured} {part}"
        return (whole, end) if part[-1].isalpha() and _is_measured(whole) else None

    def _number(self, at: int) -> tuple[str, int, bool] | None:
        """Read a number without its unit; tell also whether it was spoken in two parts."""
        fraction = self._fraction(at)
        if fraction:
            return *fraction, False
        if self.word(at) in _TIMES and self.is_word(at):
            return _TIMES[self.word(at)], at + 1, False
        if self.is_word(at, Kind.AMOUNT):
            return *self.scaled(self.word(at), at + 1), False
        article = self.word(at) in {"a", "an"}
        if article and self.word(at + 1) in _COMPOUND and len(self.word(at + 1)) > 1:
            return "1", at + 1, False
        if self.word(at + article) in SCALES and (article or self.word(at) == "dozen"):
            one = (*self.scaled("1", at + article), False)
            return max(one, self._in_words(at + article) or one, key=itemgetter(1))
        return self._in_words(at)

    def _in_words(self, at: int) -> tuple[str, int, bool] | None:
        """Read the longest number in words from `at`: "two hundred and fifty thousand", "seven eighty"."""
        words: list[str] = []
        ends: list[tuple[int, int]] = []
        place = at
        while len(words) < _MOST_WORDS and self.is_word(place):
            parts, after = self.split(place)
            if not all(in_digits([part]) or (part == "and" and words) for part in parts):
                break
            words += parts
            ends.append((len(words), after))
            place = after
        for count, end in reversed(ends):
            if number := in_digits(words[:count]):
                return *self.scaled(number, end), False
            if hundreds := spoken(words[:count]):
                return hundreds, end, True
        return None

    def _fraction(self, at: int) -> tuple[str, int] | None:
        """Read "half a million", "a quarter million", "three quarters of an hour", without the hour."""
        count, place = 1.0, at
        if self.word(at) in {"a", "one", "three"}:
            count, place = (3.0 if self.word(at) == "three" else 1.0), at + 1
        part = _PARTS.get(self.word(place)) if self.is_word(place) else None
        if part is None:
            return None
        place += 1
        place += self.says(place, "of")
        place += self.says(place, "a") or self.says(place, "an")
        if (scale := SCALES.get(self.word(place))) is not None:
            return digits(count * part * scale), place + 1
        return (digits(count * part), place) if self.word(place) in _COMPOUND else None

    def scaled(self, number: str, at: int) -> tuple[str, int]:
        """Multiply a number by the words after it: "2.5", "million"; "two", "and a half", "million"."""
        numbered = _NUMBERED.fullmatch(number)
        if numbered is None:
            return number, at
        sign, value = numbered[1], float(numbered[2].replace(",", ""))
        if self._is_and_a_half(at):
            value, at, number = value + 0.5, at + 3, ""
        while (scale := SCALES.get(self.word(at))) is not None and self.is_word(at):
            value, at, number = value * scale, at + 1, ""
            if self._is_and_a_half(at):
                value, at = value + scale / 2, at + 3
        return number or f"{sign}{digits(value)}", at

    def unit(self, number: str, at: int) -> tuple[str, int]:
        """Return a number with the word after it, if that measures it: "90 minutes", "25 times"."""
        if self.is_word(at) and self.word(at).isalpha() and _is_measured(f"{number} {self.word(at)}"):
            return f"{number} {self.word(at)}", at + 1
        return number, at

    def _is_and_a_half(self, at: int) -> bool:
        return self.says(at, "and") and self.says(at + 1, "a") and self.says(at + 2, "half")

    def says(self, at: int, word: str) -> bool:
        """Tell whether there is this word at a place."""
        return self.is_word(at) and self.word(at) == word

    def split(self, at: int) -> tuple[list[str], int]:
        """Return the parts of the word at a place, at its hyphens, and the place after it."""
        if not (self.is_word(at) or self.is_word(at, Kind.AMOUNT)):
            return [], at
        return [part for part in self.word(at).split("-") if part], at + 1

    def is_word(self, at: int, kind: Kind = Kind.WORD) -> bool:
        """Tell whether there is a word at a place, or a piece of another kind."""
        return at < len(self._pieces) and self._pieces[at].kind is kind

    def word(self, at: int) -> str:
        """Return the piece at a place in small letters."""
        return self._pieces[at].low if at < len(self._pieces) else ""


@lru_cache(maxsize=4096)
def _is_measured(amount: str) -> bool:
    return any(isinstance(feature, Quantity) and feature.unit.can_read(amount) for feature in FEATURES)


def digits(value: float) -> str:
    """Return a number in digits, without an exponent."""
    return f"{value:.10g}" if value < 1e10 else f"{value:.0f}"
