"""Ledger: what was done already, so that it is done once."""

from collections.abc import Hashable, MutableMapping
from threading import Lock
from typing import Any, TypeVar

from cachetools import TTLCache

T = TypeVar("T")

_REMEMBERED = 20_000
_HOUR = 60 * 60


class Ledger:
    """What was done in the last hour by this process, by its key. Safe to share between threads."""

    def __init__(self) -> None:
        self._entries: MutableMapping[Hashable, Any] = TTLCache(_REMEMBERED, ttl=_HOUR)
        self._lock = Lock()

    def first_of(self, key: Hashable, entry: T) -> T:
        """Enter `entry` under `key` unless there is one, and return the one that was first."""
        with self._lock:
            first: T = self._entries.setdefault(key, entry)
        return first

    def first(self, key: Hashable) -> bool:
        """Enter `key`, and tell whether it is new."""
        mine = object()
        return self.first_of(key, mine) is mine

    def strike(self, key: Hashable) -> None:
        """Take `key` out: what it stands for failed and may be done again."""
        with self._lock:
            self._entries.pop(key, None)
