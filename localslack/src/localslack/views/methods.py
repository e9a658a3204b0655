"""The views.* methods of the Web API."""

import json
from collections.abc import Callable
from typing import Any

from localslack.api.arguments import Arguments, text
from localslack.api.methods import Method
from localslack.api.rate_limits import TIER_4
from localslack.blocks import MAX_BLOCKS_IN_VIEW, MAX_VIEW_BYTES
from localslack.errors import SlackError, invalid_arguments
from localslack.state import State
from localslack.views.state import MAX_OPEN_MODALS, Homes, Modal, Modals, View, read_home, read_view
from localslack.views.triggers import LIFETIME_SECONDS, Triggers

TRIGGER_ERRORS = ("exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id")
TRIGGER_LIMIT = f"trigger_id: once, within {LIFETIME_SECONDS:.0f} seconds"


class ViewMethods:
    """Opens, pushes and updates modals, and publishes Home tabs."""

    def __init__(self, state: State, modals: Modals, homes: Homes, triggers: Triggers, *, has_home: bool) -> None:
        self._state = state
        self._modals = modals
        self._homes = homes
        self._triggers = triggers
        self._has_home = has_home

    def methods(self) -> dict[str, Method]:
        """Return the methods by name."""
        opening = ("duplicate_external_id", "push_limit_reached", *TRIGGER_ERRORS, "view_too_large")
        limits = (f"view: {MAX_VIEW_BYTES:,} bytes, {MAX_BLOCKS_IN_VIEW} blocks",)
        deepest = f"{MAX_OPEN_MODALS} modals on top of each other"
        known = ("trigger_id", "view")
        return {
            "views.open": Method(
                self.open, required=known, errors=opening, rate=TIER_4, limits=(*limits, TRIGGER_LIMIT, deepest)
            ),
            "views.push": Method(
                self.push,
                required=known,
                errors=(*opening, "not_found"),
                rate=TIER_4,
                limits=(*limits, TRIGGER_LIMIT, deepest),
            ),
            "views.update": Method(
                self.update,
                required=("view",),
                optional=("view_id", "external_id", "hash"),
                errors=("duplicate_external_id", "hash_conflict", "not_found", "view_too_large"),
                rate=TIER_4,
                limits=limits,
            ),
            "views.publish": Method(
                self.publish,
                required=("user_id", "view"),
                optional=("hash",),
                errors=("duplicate_external_id", "hash_conflict", "not_enabled", "view_too_large"),
                rate=TIER_4,
                limits=limits,
            ),
        }

    def open(self, arguments: Arguments) -> Arguments:
        """views.open."""
        definition = _definition(arguments, read_view)
        trigger = self._triggers.exchange(text(arguments, "trigger_id"))
        return self._shown(self._modals.open(trigger.person, definition))

    def push(self, arguments: Arguments) -> Arguments:
        """views.push, which needs the trigger of something done in an open modal."""
        definition = _definition(arguments, read_view)
        trigger = self._triggers.exchange(text(arguments, "trigger_id"))
        if trigger.view_id is None:
            raise SlackError("not_found")
        self._modals.find(trigger.view_id)
        return self._shown(self._modals.open(trigger.person, definition))

    def update(self, arguments: Arguments) -> Arguments:
        """views.update, by view_id or external_id, and only the version with this hash, if one is given."""
        home = self._homes.find(str(arguments.get("view_id") or ""))
        if home is not None:
            definition = _definition(arguments, read_home)
            return self._shown(self._homes.publish(home.person, definition, arguments.get("hash")))
        definition = _definition(arguments, read_view)
        modal = self._named(arguments)
        self._modals.update(modal, definition, arguments.get("hash"))
        return self._shown(modal)

    def publish(self, arguments: Arguments) -> Arguments:
        """views.publish: a person's Home tab, if the app has one."""
        definition = _definition(arguments, read_home)
        person = self._state.people.get(text(arguments, "user_id"))
        if person is None or person.is_bot:
            raise invalid_arguments("invalid `user_id`")
        if not self._has_home:
            raise SlackError("not_enabled")
        return self._shown(self._homes.publish(person.id, definition, arguments.get("hash")))

    def _named(self, arguments: Arguments) -> Modal:
        if arguments.get("view_id"):
            return self._modals.find(str(arguments["view_id"]))
        return self._modals.find_external(text(arguments, "external_id"))

    def _shown(self, view: View) -> Arguments:
        self._state.changes.touch([view.person])
        return {"view": view.payload()}


def _definition(arguments: Arguments, read: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    if len(json.dumps(arguments["view"]).encode()) > MAX_VIEW_BYTES:
        raise SlackError("view_too_large")
    return read(arguments["view"])
