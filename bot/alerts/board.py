"""The board as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.store.alert import Alert
from bot.store.alerts import Pace


@dataclass(frozen=True)
class Board:
    """The alerts that are not closed, as one person sees them; `names` says how people call a lead, by its id.

    `pace` is that of the last `days` days.
    """

    open: int
    unowned: Sequence[Alert]
    at_risk: Sequence[Alert]
    mine: Sequence[Alert]
    names: Mapping[str, str]
    pace: Pace
    days: int
