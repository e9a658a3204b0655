"""Amounts: the numbers in a text with their hedges, as ranges, and in vague words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.language import vocabulary as said
from bot.language.amount import Amount, ranging
from bot.language.number_words import in_digits
from bot.language.numbers import Numbers, digits
from bot.language.token import Kind, Piece
from scoring.fields.units import NUMBER

_VAGUE = {"couple": 2, "few": 3}
_VAGUE_ENDS = {"some": 5, "something": 5, "ish": 0, "odd": 0}
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
_WITHIN_DECADE = {"early": 0.2, "low": 0.2, "mid": 0.5, "middle": 0.5, "late": 0.8, "high": 0.8, "upper": 0.8}
_PLURAL = re.compile(r"(\d{2,7})'?s")
_ISH = re.compile(r"(\d{1,9})ish")
_RANGE = re.compile(rf"(\$?(?>{NUMBER})[a-z]*)-(\$?(?>{NUMBER})[a-z]*)")
_JOINTS = {"to", "or"}
_BETWEEN = {"to", "and"}
_MOST_HEDGES = 3
_MOST_WORDS_OF_HEDGE = 3


def with_amounts(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """Return the pieces of `text`, those that belong to one amount as one."""
    joined: list[Piece] = []
    reader = _Amounts(pieces)
    at = 0
    while at < len(pieces):
        amount, end = reader.hedged(at) or (None, at + 1)
        first, last = pieces[at], pieces[end - 1]
        whole = Piece(Kind.AMOUNT, text[first.start : last.end], first.start, last.end, amount=amount)
        joined.append(whole if amount else first)
        at = end
    return joined


class _Amounts(Numbers):
    """Reads amounts from pieces; each method returns what it read at a place, and the place after it."""

    def hedged(self, at: int) -> tuple[Amount, int] | None:
        """Read an amount with the words around it that make it rough: "maybe about 25", "700 or so"."""
        start = at
        for _ in range(_MOST_HEDGES):
            at += self._phrase(at, said.HEDGES)
        found = self._range(at)
        if found is None:
            return None
        amount, end = found
        after = self._phrase(end, said.AFTERTHOUGHTS)
        return replace(amount, rough=amount.rough or at > start or after > 0), end + after

    def _range(self, at: int) -> tuple[Amount, int] | None:
        """Read "20-30", "between 600 and 650", "200 to 250k", or an amount alone."""
        between = self.says(at, "between")
        at += between
        if self.is_word(at) and (written := _RANGE.fullmatch(self.word(at))):
            high, end = self.unit(written[2], at + 1)
            return ranging(written[1], high), end
        first = self._single(at)
        joint = self.word(first[1]) if first else ""
        if first is None or joint not in (_BETWEEN if between else _JOINTS):
            return None if between else first
        second = self._single(first[1] + 1)
        if second is None or (joint == "or" and not _is_close(first[0].low, second[0].low)):
            return None if between else first
        return ranging(first[0].low, second[0].high), second[1]

    def _single(self, at: int) -> tuple[Amount, int] | None:
        return self._decade(at) or self._ending_vaguely(at) or self._vague(at) or self.measured(at)

    def _decade(self, at: int) -> tuple[Amount, int] | None:
        """Read "mid forties", "late 30s", "high 600s", "thirties"."""
        words, end = self.split(at)
        part = _WITHIN_DECADE.get(words[0]) if words else None
        if part is not None and len(words) == 1:
            words, end = self.split(end)
        elif part is not None:
            words = words[1:]
        plural = _PLURAL.fullmatch(words[0]) if len(words) == 1 else None
        base = int(plural[1]) if plural else _DECADES.get("".join(words), 0)
        step = 10 if base < 100 else 100
        if base == 0 or base % step:
            return None
        return _rough(base + (_WITHIN_DECADE["mid"] if part is None else part) * step, decade=step == 10), end

    def _ending_vaguely(self, at: int) -> tuple[Amount, int] | None:
        """Read "twenty-some", "40-ish", "30-odd", "780ish"."""
        words, end = self.split(at)
        if self.is_word(at, Kind.AMOUNT):
            ish = _ISH.fullmatch(self.word(at))
            return (_rough(float(ish[1])), end) if ish else None
        if len(words) < 2 or words[-1] not in _VAGUE_ENDS:
            return None
        number = words[0] if words[0].isdecimal() else in_digits(words[:-1])
        return (_rough(float(number) + _VAGUE_ENDS[words[-1]]), end) if number else None

    def _vague(self, at: int) -> tuple[Amount, int] | None:
        """Read "a couple of hours", "a few"."""
        count = _VAGUE.get(self.word(at + 1)) if self.says(at, "a") else None
        if count is None:
            return None
        end = at + 2 + self.says(at + 2, "of")
        number, end = self.unit(*self.scaled(str(count), end))
        return Amount(number, number, rough=True), end

    def _phrase(self, at: int, phrases: frozenset[str]) -> int:
        """Return of how many words the phrase at a place is, or 0."""
        places = takewhile(self.is_word, range(at, at + _MOST_WORDS_OF_HEDGE))
        words = [self.word(place) for place in places]
        return next((count for count in range(len(words), 0, -1) if " ".join(words[:count]) in phrases), 0)


def _rough(value: float, *, decade: bool = False) -> Amount:
    return Amount(digits(value), digits(value), rough=True, decade=decade)


def _is_close(low: str, high: str) -> bool:
    """Tell whether "low or high" is a rough number, and not two of them."""
    numbers = [re.match(rf"-?\$?({NUMBER})", one) for one in (low, high)]
    values = [float(one[1].replace(",", "")) for one in numbers if one]
    return len(values) == 2 and values[0] < values[1] <= 2 * values[0]
