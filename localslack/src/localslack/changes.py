"""When somebody's screen changed."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterable


class Changes:
    """A version per person, counted up whenever what this person sees may have changed."""

    def __init__(self) -> None:
        self._versions: Counter[str] = Counter()
        self._wakers: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.closed = False

    def version(self, person: str) -> int:
        """Return the version of a person's screen."""
        return self._versions[person]

    def touch(self, people: Iterable[str]) -> None:
        """Count up these people's versions and wake who waits for them."""
        for person in list(people):
            self._versions[person] += 1
            self._wake(person)

    async def after(self, person: str, version: int, timeout: float) -> int:
        """Wait until a person's version differs, the time in seconds is over, or the workspace closes."""
        if self.closed or self._versions[person] != version:
            return self._versions[person]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wakers[person].wait(), timeout)
        return self._versions[person]

    def close(self) -> None:
        """Wake everybody for the last time."""
        self.closed = True
        for person in list(self._wakers):
            self._wake(person)

    def _wake(self, person: str) -> None:
        waker = self._wakers.pop(person, None)
        if waker is not None:
            waker.set()
