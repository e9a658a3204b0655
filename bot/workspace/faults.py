"""What can go wrong between Slack and a bot, ordered in advance by tests."""

from collections import defaultdict, deque
from dataclasses import dataclass

from bot.workspace.errors import SlackError


@dataclass(frozen=True, slots=True)
class Twice:
    """A double delivery: at once, or again because Slack did not see the first ack."""

    first_ack_is_lost: bool


class Faults:
    """Faults that wait for their occasion; each happens once unless said otherwise. Safe to call from any thread."""

    def __init__(self) -> None:
        self._answers: defaultdict[str, deque[SlackError]] = defaultdict(deque)
        self._drops: defaultdict[str, deque[None]] = defaultdict(deque)
        self._twice: deque[Twice] = deque()
        self._always_twice: Twice | None = None

    def drop_connection_after(self, method: str, *, times: int = 1) -> None:
        """Carry out the next calls of a Web API method, but close the connection instead of answering."""
        self._drops[method].extend([None] * times)

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

    def deliver_twice(self, *, always: bool = False, first_ack_is_lost: bool = False) -> None:
        """Send the next envelope (or every one) twice; a lost first ack makes the second delivery a retry."""
        twice = Twice(first_ack_is_lost)
        if always:
            self._always_twice = twice
        else:
            self._twice.append(twice)

    def refusal_of(self, method: str) -> SlackError | None:
        """Take the answer ordered for this call, if any."""
        return self._answers[method].popleft() if self._answers[method] else None

    def drops(self, method: str) -> bool:
        """Take the order to drop this call's connection, if there is one."""
        if not self._drops[method]:
            return False
        self._drops[method].popleft()
        return True

    def next_delivery(self) -> Twice | None:
        """Take the order to deliver this envelope twice, if there is one."""
        return self._twice.popleft() if self._twice else self._always_twice
