"""What can go wrong between Slack and a bot: ordered in advance by tests, or drawn at random."""

import random
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

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
        """Whether this call does not get through."""
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


Outage = Literal["unreachable", "unavailable"]
Stage = Literal["arrived", "carried out"]
"""How far a call got: it has reached Slack, or Slack has done it and is about to answer."""


@dataclass(frozen=True, slots=True)
class Twice:
    """A double delivery: at once, or again because the first acknowledgement was lost."""

    first_ack_is_lost: bool


class Faults:
    """Faults that wait for their call. Those ordered once come before those that last. Safe to use from any thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._answers: defaultdict[str, deque[SlackError]] = defaultdict(deque)
        self._drops: defaultdict[str, deque[None]] = defaultdict(deque)
        self._twice: deque[Twice] = deque()
        self._always_twice: Twice | None = None
        self._outage: tuple[Outage, float] | None = None
        self._token_error: str | None = None
        self._random = RandomFaults(0, FaultRates())
        self._breaks: Callable[[str, Stage], bool] = lambda _method, _stage: False

    def drop_connection_after(self, method: str, *, times: int = 1) -> None:
        """Carry out the next calls of a Web API method, but close the connection instead of answering."""
        self._drops[method].extend([None] * times)

    def break_where(self, breaks: Callable[[str, Stage], bool]) -> None:
        """Ask `breaks` at each stage of each call from now on, and close the connection there if it returns true."""
        self._breaks = breaks

    def fail(self, method: str, error: str, *, retry_after: int | None = None, times: int = 1) -> None:
        """Answer the next calls of a Web API method with an error; `retry_after` seconds make it an HTTP 429."""
        if retry_after is None:
            refusal = SlackError(error)
        else:
            refusal = SlackError(error, status=429, headers={"Retry-After": str(retry_after)})
        self._answers[method].extend([refusal] * times)

    def crash(self, method: str, *, status: int = 500, times: int = 1) -> None:
        """Answer the next calls of a Web API method with an HTTP error and without doing anything."""
        self._answers[method].extend([SlackError("internal_error", status=status)] * times)

    def go_down(self, seconds: float = float("inf"), *, how: Outage = "unavailable") -> None:
        """Be down for some seconds of the workspace's clock: HTTP 503, or closed connections (unreachable)."""
        self._outage = how, self._clock() + seconds

    def come_up(self) -> None:
        """End what `go_down` began."""
        self._outage = None

    def reject_tokens(self, error: Literal["token_revoked", "invalid_auth", "account_inactive"]) -> None:
        """Answer every call with this error until `accept_tokens`."""
        self._token_error = error

    def accept_tokens(self) -> None:
        """End what `reject_tokens` began."""
        self._token_error = None

    def at_random(self, seed: int, rates: FaultRates, methods: Collection[str] | None = None) -> None:
        """Let faults happen at random from now on, for these methods or for all; the same seed repeats them."""
        self._random = RandomFaults(seed, rates, methods)

    def deliver_twice(self, *, always: bool = False, first_ack_is_lost: bool = False) -> None:
        """Send the next envelope (or every one) twice; a lost first ack makes the second delivery a retry."""
        twice = Twice(first_ack_is_lost)
        if always:
            self._always_twice = twice
        else:
            self._twice.append(twice)

    def is_unreachable(self, method: str) -> bool:
        """Whether this call does not get through now."""
        if self._breaks(method, "arrived") or self._current_outage() == "unreachable":
            return True
        return self._random.is_unreachable(method)

    def refusal_of(self, method: str) -> SlackError | None:
        """Return how this call is refused without effect, if it is. A fault for one call is used up."""
        if self._current_outage() is not None:
            return SlackError("service_unavailable", status=503)
        if self._answers[method]:
            return self._answers[method].popleft()
        if self._token_error is not None:
            return SlackError(self._token_error)
        return self._random.refusal_of(method)

    def drops(self, method: str) -> bool:
        """Whether this call's connection is dropped instead of answered. A fault for one call is used up."""
        if self._breaks(method, "carried out"):
            return True
        if not self._drops[method]:
            return self._random.loses_answer_of(method)
        self._drops[method].popleft()
        return True

    def next_delivery(self) -> Twice | None:
        """Return how this envelope is delivered twice, if it is."""
        if self._twice:
            return self._twice.popleft()
        return Twice(first_ack_is_lost=False) if self._random.delivers_twice() else self._always_twice

    def _current_outage(self) -> Outage | None:
        if self._outage is None or self._clock() >= self._outage[1]:
            return None
        return self._outage[0]
