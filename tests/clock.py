"""The clock of tests: the workspace's own, which runs like any other and can be put forward."""

from localslack import MovableClock


class Clock(MovableClock):
    """A movable clock, put forward with the word that tests use."""

    def advance(self, seconds: float) -> None:
        self.skip(seconds)
