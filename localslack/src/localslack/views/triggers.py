"""Trigger ids: an app may open one modal soon after a person acted."""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from cachetools import TTLCache

from localslack.errors import SlackError

LIFETIME_SECONDS = 3.0
REMEMBERED_SECONDS = 30 * 60
MAX_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Trigger:
    """Who acted, when, in which modal if in one, and whether a modal was opened."""

    person: str
    issued_at: float
    view_id: str | None
    exchanged: bool = False


class Triggers:
    """Issues trigger ids and exchanges each once, within three seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._issued: TTLCache[str, Trigger] = TTLCache(MAX_REMEMBERED, REMEMBERED_SECONDS, timer=clock)

    def issue(self, person: str, view_id: str | None = None) -> str:
        """Return a new trigger id for an act of a person, perhaps in a modal."""
        trigger_id = f"{next(self._numbers)}.{int(self._clock())}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(person, self._clock(), view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use up a trigger id; raises invalid_, exchanged_ or expired_trigger_id."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._clock() - trigger.issued_at > LIFETIME_SECONDS:
            raise SlackError("expired_trigger_id")
        self._issued[trigger_id] = replace(trigger, exchanged=True)
        return trigger
