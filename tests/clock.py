"""A clock that runs like any other and can be put forward."""

import time


class Clock:
    """Tells the time in seconds since 1970, plus what it was advanced by."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
