"""Home tabs: one view for each person, the one the bot published last."""

from collections.abc import Callable
from typing import Any

from localslack.errors import SlackError
from localslack.views import View, new_hash, new_id


class Homes:
    """What the bot published, by person."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._published: dict[str, View] = {}

    def of(self, person: str) -> View | None:
        """Return a person's Home, or None before the first was published."""
        return self._published.get(person)

    def find(self, view_id: str) -> View | None:
        """Return the Home with this id, if there is one."""
        return next((view for view in self._published.values() if view.id == view_id), None)

    def publish(self, person: str, definition: dict[str, Any], known_hash: str | None = None) -> View:
        """Show a person a new Home; raises hash_conflict or duplicate_external_id."""
        before = self._published.get(person)
        if known_hash is not None and (before is None or known_hash != before.hash):
            raise SlackError("hash_conflict")
        self._check_external_id(definition, person)
        if before is None:
            before = self._published[person] = View(new_id(), person, definition, new_hash(self._clock))
        else:
            before.redefine(definition, new_hash(self._clock))
        return before

    def _check_external_id(self, definition: dict[str, Any], person: str) -> None:
        external_id = definition.get("external_id")
        for owner, view in self._published.items():
            if external_id and owner != person and view.definition.get("external_id") == external_id:
                raise SlackError("duplicate_external_id")
