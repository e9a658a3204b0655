"""When the team does not work although its hours say so."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Pause:
    """A stretch in which the team's clock stands still."""

    begins: datetime
    ends: datetime
    by: str
