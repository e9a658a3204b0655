"""What happened between the workspace and the bot, for tests to assert on."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

KEPT = 10_000


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One Web API call: its method, the scopes that method needs, its arguments, and the error it got, if any."""

    method: str
    scopes: tuple[str, ...]
    arguments: dict[str, Any]
    error: str | None


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to one delivery of an envelope, after `latency` seconds; None means that it was too late."""

    envelope_id: str
    type: str
    latency: float | None
    payload: dict[str, Any] | None


@dataclass(slots=True)
class Journal:
    """The last 10,000 calls and acknowledgements, oldest first. Other threads may read it."""

    _calls: deque[ApiCall] = field(default_factory=lambda: deque(maxlen=KEPT), init=False)
    _acks: deque[Ack] = field(default_factory=lambda: deque(maxlen=KEPT), init=False)

    @property
    def calls(self) -> list[ApiCall]:
        """The calls so far."""
        return list(self._calls)

    @property
    def acks(self) -> list[Ack]:
        """The acks so far."""
        return list(self._acks)

    def called(self, method: str) -> list[ApiCall]:
        """Return the calls of one method."""
        return [call for call in self.calls if call.method == method]

    def note_call(self, call: ApiCall) -> None:
        """Add a call, forgetting the oldest of too many."""
        self._calls.append(call)

    def note_ack(self, ack: Ack) -> None:
        """Add an ack, forgetting the oldest of too many."""
        self._acks.append(ack)
