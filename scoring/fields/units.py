"""How an amount is read from a person's text, and written back to one."""

import math
import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
"""A number as people type it: 45, 1,250,000, 1.5, .5."""

_DOTTED_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.a-z])")
_TERM = re.compile(rf"({NUMBER})\s*([a-z]*)")


@dataclass(frozen=True)
class Unit:
    """A unit of measure: its sign, and what the words after a number multiply it by.

    `compound` units are also given in parts, from large to small: "1h 30m".
    """

    name: str
    sign: str = ""
    scales: Mapping[str, float] = field(default_factory=dict, hash=False)
    compound: bool = False

    def read(self, text: str) -> float:
        """Return the amount that `text` states ("$250k" is 250000.0 dollars, "1h 30m" 90.0 minutes).

        Raises:
            ValueError: `text` is not an amount of this unit.
        """
        rest = text.strip().lower()
        sign = -1 if rest.startswith("-") else 1
        rest = rest.removeprefix("-").strip().removeprefix(self.sign)
        terms = _TERM.findall(rest)
        if not terms or _TERM.sub("", rest).strip() or len(terms) > 1 + self.compound:
            raise ValueError(f"not an amount in {self.name}")
        if _DOTTED_THOUSANDS.search(rest):
            raise ValueError("a dot may part thousands or decimals")
        scales = [self._scale(word) for _, word in terms]
        if scales != sorted(set(scales), reverse=True):
            raise ValueError("the parts do not go from large to small")
        numbers = [float(number.replace(",", "")) for number, _ in terms]
        amount: float = sign * round(sum(map(operator.mul, numbers, scales)), 6)
        if not math.isfinite(amount):
            raise ValueError("too large for a number")
        return amount

    def can_read(self, text: str) -> bool:
        """Return whether `text` is an amount of this unit."""
        try:
            self.read(text)
        except ValueError:
            return False
        return True

    def _scale(self, word: str) -> float:
        if word and word not in self.scales:
            raise ValueError(f"{word!r} does not measure {self.name}")
        return self.scales.get(word, 1)

    def write(self, amount: float) -> str:
        """Return `amount` as a person writes it, nothing rounded away: "$250,000", "$2.1M"."""
        minus = "-" if amount < 0 else ""
        if self.sign and 1_000_000 <= abs(amount) < 1_000_000_000 and amount % 10_000 == 0:
            return f"{minus}{self.sign}{abs(amount) / 1_000_000:,.10g}M"
        return f"{minus}{self.sign}{abs(amount):,}"


_THOUSAND = {"k": 1e3, "thousand": 1e3}

COUNT = Unit("times", scales=_THOUSAND | {"x": 1, "times": 1})
POINTS = Unit("points", scales={"points": 1})
YEARS = Unit("years", scales=dict.fromkeys(("y", "yo", "yr", "yrs", "year", "years"), 1))
MINUTES = Unit(
    "minutes",
    scales=dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 1)
    | dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60),
    compound=True,
)
DOLLARS = Unit(
    "dollars",
    sign="$",
    scales=_THOUSAND
    | dict.fromkeys(("m", "mm", "mn", "mil", "million"), 1e6)
    | {"grand": 1e3, "b": 1e9, "usd": 1, "dollars": 1},
)

BUILT_IN_UNITS: Mapping[str, Unit] = {unit.name: unit for unit in (COUNT, POINTS, YEARS, MINUTES, DOLLARS)}
"""The units that every field set may use, by name."""
