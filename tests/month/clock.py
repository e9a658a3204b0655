"""The clock of the month: it stands still until it is put forward."""

from datetime import UTC, datetime


class StandingClock:
    """Tells the time in seconds since 1970, as the bot and the workspace ask for it."""

    def __init__(self, start: datetime) -> None:
        self._seconds = start.timestamp()

    def __call__(self) -> float:
        return self._seconds

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self._seconds, UTC)

    def forward_to(self, seconds: float) -> None:
        """Put it forward to a time; one that is over changes nothing: what was to happen then happens late."""
        self._seconds = max(self._seconds, seconds)

    def forward_by(self, seconds: float) -> None:
        self._seconds += seconds
