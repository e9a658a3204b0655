"""The agenda: what is to happen, in the order of time."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count


@dataclass(frozen=True)
class Act:
    """Something that happens; `dies_with_bot` says that nobody outside does it again when the bot dies of it."""

    do: Callable[[], None]
    dies_with_bot: bool = False


class Agenda:
    """Acts by the time at which they are due; of two at the same time, the one that was entered first."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Act]] = []
        self._numbers = count()

    def add(self, at: datetime, do: Callable[[], None], *, dies_with_bot: bool = False) -> None:
        heapq.heappush(self._heap, (at.timestamp(), next(self._numbers), Act(do, dies_with_bot)))

    def next_by(self, end: datetime) -> tuple[float, Act] | None:
        """Take out the next act and its time, unless there is none until `end`."""
        if not self._heap or self._heap[0][0] > end.timestamp():
            return None
        seconds, _, act = heapq.heappop(self._heap)
        return seconds, act
