"""What happened between the workspace and the bot, for tests to assert on."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call: its method, the scopes that method needs, its arguments, and the error it got, if any."""

    method: str
    scopes: tuple[str, ...]
    arguments: dict[str, Any]
    error: str | None


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to one delivery of an envelope; the latency is in seconds, None when none came in time."""

    envelope_id: str
    type: str
    latency: float | None
    payload: dict[str, Any] | None


@dataclass(slots=True)
class Journal:
    """Everything since the start, oldest first; reading it from another thread gives what is there by then."""

    calls: list[Call] = field(default_factory=list)
    acks: list[Ack] = field(default_factory=list)

    def called(self, method: str) -> list[Call]:
        """Return the calls of one method."""
        return [call for call in list(self.calls) if call.method == method]
