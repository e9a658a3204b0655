"""The board as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.alerts.alert import Alert, Pace
from bot.leads.feedback import Comment, Verdicts


@dataclass(frozen=True)
class Board:
    """The alerts that are not closed, as one person sees them; `names` says how people call a lead, by its id.

    `late` counts those at risk or beyond, whoever has them; `at_risk` lists those of them that somebody else has, and
    `others` the rest of what somebody else has. `pace` is that of the last `days` days, `feedback` by model that of the
    last `feedback_days`, and `comments` are the latest of it.
    """

    late: int
    unowned: Sequence[Alert]
    at_risk: Sequence[Alert]
    mine: Sequence[Alert]
    others: Sequence[Alert]
    names: Mapping[str, str]
    pace: Pace
    days: int
    feedback: Mapping[str, Verdicts] = field(default_factory=dict)
    comments: Sequence[Comment] = ()
    feedback_days: int = 30

    @property
    def open(self) -> int:
        """How many alerts are not closed."""
        return sum(map(len, (self.unowned, self.at_risk, self.mine, self.others)))
