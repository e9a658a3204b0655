"""Ledger: what was done already, so that it is done once."""

from collections.abc import Hashable, MutableMapping
from threading import Lock

from cachetools import TTLCache

_REMEMBERED = 100_000
_HOUR = 60 * 60


class Ledger:
    """Keys of what was done in the last hour by this process. Safe to share between threads."""

    def __init__(self) -> None:
        self._keys: MutableMapping[Hashable, bool] = TTLCache(_REMEMBERED, ttl=_HOUR)
        self._lock = Lock()

    def first(self, key: Hashable) -> bool:
        """Enter `key`, and tell whether it is new."""
        with self._lock:
            new = key not in self._keys
            self._keys[key] = True
        return new

    def strike(self, key: Hashable) -> None:
        """Take `key` out: what it stands for failed and may be done again."""
        with self._lock:
            self._keys.pop(key, None)
