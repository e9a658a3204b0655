"""Faults by chance: how often each kind happens, drawn from a seed so that a run can be had again."""

import random
import threading
from collections.abc import Collection
from dataclasses import dataclass

from localslack.errors import SlackError

RETRY_AFTER = (1, 30)


@dataclass(frozen=True, slots=True)
class FaultRates:
    """The probability, per Web API call or envelope, of each kind of fault.

    `unreachable` refuses the connection and `crash` is an HTTP 500, both without effect; `lost` carries the call out
    and drops the connection; `ratelimited` is an HTTP 429; `twice` delivers an envelope twice.
    """

    unreachable: float = 0.0
    crash: float = 0.0
    ratelimited: float = 0.0
    lost: float = 0.0
    twice: float = 0.0


class RandomFaults:
    """Draws faults for calls of some methods, or of all. Safe to use from any thread."""

    def __init__(self, seed: int, rates: FaultRates, methods: Collection[str] | None = None) -> None:
        self._source = random.Random(seed)  # noqa: S311 nothing secret is drawn
        self._rates = rates
        self._methods = methods
        self._lock = threading.Lock()

    def is_unreachable(self, method: str) -> bool:
        """Whether this call finds nobody."""
        return self._concerns(method) and self._happens(self._rates.unreachable)

    def refusal_of(self, method: str) -> SlackError | None:
        """Return how this call is refused without effect, or None when it is not."""
        if not self._concerns(method):
            return None
        if self._happens(self._rates.crash):
            return SlackError("internal_error", status=500)
        if self._happens(self._rates.ratelimited):
            with self._lock:
                wait = self._source.randint(*RETRY_AFTER)
            return SlackError("ratelimited", status=429, headers={"Retry-After": str(wait)})
        return None

    def loses_answer_of(self, method: str) -> bool:
        """Whether this call is carried out without an answer."""
        return self._concerns(method) and self._happens(self._rates.lost)

    def delivers_twice(self) -> bool:
        """Whether this envelope is delivered twice."""
        return self._happens(self._rates.twice)

    def _concerns(self, method: str) -> bool:
        return self._methods is None or method in self._methods

    def _happens(self, rate: float) -> bool:
        with self._lock:
            return rate > 0 and self._source.random() < rate
