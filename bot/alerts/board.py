"""The board as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.alerts.alert import Alert, Pace


@dataclass(frozen=True)
class Board:
    """The alerts that are not closed, as one person sees them; `names` says how people call a lead, by its id.

    `late` counts those at risk or beyond, whoever has them; `at_risk` lists those of them that somebody else has, and
    `others` the rest of what somebody else has. `pace` is that of the last `days` days.
    """

    late: int
    unowned: Sequence[Alert]
    at_risk: Sequence[Alert]
    mine: Sequence[Alert]
    others: Sequence[Alert]
    names: Mapping[str, str]
    pace: Pace
    days: int

    @property
    def open(self) -> int:
        """How many alerts are not closed."""
        return sum(map(len, (self.unowned, self.at_risk, self.mine, self.others)))
