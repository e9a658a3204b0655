"""What the team's day looks like: for the daily digest, the board and the App Home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.alerts.alert import Alert, Pace

_MAX_NAMED = 15


@dataclass(frozen=True)
class Daily:
    """The alerts that nobody has, how many each person must contact or close, and the team's pace."""

    unowned: Sequence[Alert]
    waiting_for_contact: Mapping[str, int]
    contacted: Mapping[str, int]
    pace: Pace
    days: int

    @property
    def named(self) -> Sequence[Alert]:
        """Those of the alerts nobody has that are called by name; the others are counted."""
        return self.unowned[:_MAX_NAMED]
