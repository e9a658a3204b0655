"""The workspace's time: the machine's, or one that runs ahead of it."""

import threading
import time


class MovableClock:
    """A clock of seconds since 1970 that can be put forward. Threads may share it."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        """Return the time."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward; raises ValueError for a negative time."""
        if seconds < 0:
            raise ValueError("a clock is only put forward")
        with self._lock:
            self._ahead += seconds
