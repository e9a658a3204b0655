"""The clock of tests: the local Slack's own, which runs like any other and can be put forward."""

from localslack import MovableClock


class Clock(MovableClock):
    """A movable clock by the short name that tests use."""
