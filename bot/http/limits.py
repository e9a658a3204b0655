"""The rate limit of an API key, counted in this process."""

import time
from collections.abc import Callable

from cachetools import TTLCache

_MINUTE = 60.0
_KEYS = 10_000


class RequestLimit:
    """At most `per_minute` requests per key: that many at once after a pause, then at an even pace (GCRA)."""

    def __init__(self, per_minute: int, *, timer: Callable[[], float] = time.monotonic) -> None:
        self._pace = _MINUTE / per_minute
        self._timer = timer
        # By key, the time at which all its requests so far would be served at that pace.
        self._served_by: TTLCache[str, float] = TTLCache(_KEYS, ttl=_MINUTE, timer=timer)

    def wait(self, key: str) -> float:
        """Count a request and return 0, or, when it is one too many, the seconds until the next one is allowed."""
        now = self._timer()
        served_by = max(self._served_by.get(key, now), now) + self._pace
        # A rounding error must not refuse the last of a minute's requests.
        too_early = served_by - now - _MINUTE
        if too_early > self._pace * 1e-6:
            return too_early
        self._served_by[key] = served_by
        return 0
