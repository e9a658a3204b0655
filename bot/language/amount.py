"""Amount: a number as people say it, before it is known what it measures."""

import re
from dataclasses import dataclass

from scoring.fields.field import Quantity
from scoring.fields.units import NUMBER

_BARE = re.compile(rf"(-?)(\$?)({NUMBER})")
_TAIL = re.compile(rf"-?(\$?)(?:{NUMBER})\s*(.*)")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number says, in digits: `low` to `high`, the same but for a range.

    `rough`: it is what a vague word was read as, such as "about 250k" or "mid forties". `spoken`: in two parts, as
    "seven eighty", which counts only where numbers are short. `decade`: it says whereabouts in tens of years.
    """

    low: str
    high: str
    rough: bool = False
    spoken: bool = False
    decade: bool = False

    def of(self, feature: Quantity) -> int:
        """Return what it states of `feature`; of a range, the middle.

        Raises:
            ValueError: it measures something else, or in parts.
        """
        if self.spoken and feature.unbounded:
            raise ValueError("hundreds or thousands?")
        if self.low == self.high and not self.rough:
            return feature.read(self.low)
        low, high = feature.unit.read(self.low), feature.unit.read(self.high)
        if low > high:
            raise ValueError("the range goes down")
        return int((low + high) / 2 + 0.5)

    def is_of(self, feature: Quantity) -> bool:
        """Tell whether it can be read as an amount of `feature`, within its bounds or not."""
        try:
            self.of(feature)
        except ValueError:
            return False
        return True


def ranging(low: str, high: str) -> Amount:
    """Return the range from `low` to `high`, of which the first may leave its unit to the second: "200-250k"."""
    tail = _TAIL.fullmatch(high)
    bare = _BARE.fullmatch(low)
    if bare and tail and (tail[2] or tail[1]):
        low = f"{bare[1]}{bare[2] or tail[1]}{bare[3]}{' ' if tail[2] else ''}{tail[2]}"
    return Amount(low, high, rough=True)
