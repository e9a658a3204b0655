"""How fast a bot may post and call."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from localslack.errors import SlackError


@dataclass(frozen=True, slots=True)
class Rate:
    """A short burst passes, then so many a second."""

    burst: int = 30
    per_second: float = 1.0

    @property
    def per_minute(self) -> int:
        """How many pass in a minute in the long run."""
        return round(self.per_second * 60)


DEFAULT_RATE = Rate()
TIER_1 = Rate(burst=20, per_second=1 / 60)
TIER_2 = Rate(burst=20, per_second=20 / 60)
TIER_3 = Rate(burst=50, per_second=50 / 60)
TIER_4 = Rate(burst=100, per_second=100 / 60)


class RateLimits:
    """A token bucket for each key: a channel that gets messages, or a method that is called."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def spend(self, key: str) -> None:
        """Use one token; raises ratelimited (HTTP 429) with the seconds to wait in Retry-After if none is left."""
        now = self._clock()
        tokens, then = self._buckets.get(key, (float(self._rate.burst), now))
        tokens = min(float(self._rate.burst), tokens + (now - then) * self._rate.per_second)
        if tokens < 1:
            wait = math.ceil((1 - tokens) / self._rate.per_second)
            raise SlackError("ratelimited", status=429, headers={"Retry-After": str(wait)})
        self._buckets[key] = (tokens - 1, now)
