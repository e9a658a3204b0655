"""The views.* methods of the Web API."""

import json
from typing import Any

from bot.workspace.blocks import MOST_VIEW_BYTES
from bot.workspace.errors import SlackError, invalid_arguments
from bot.workspace.forms import read_view
from bot.workspace.modals import Modal, Modals
from bot.workspace.state import State
from bot.workspace.triggers import Triggers

Arguments = dict[str, Any]


class ViewMethods:
    """Opens, pushes and updates modals."""

    def __init__(self, state: State, modals: Modals, triggers: Triggers) -> None:
        self._state = state
        self._modals = modals
        self._triggers = triggers

    def open(self, arguments: Arguments) -> Arguments:
        """views.open."""
        definition = _definition(arguments)
        trigger = self._triggers.exchange(_text(arguments, "trigger_id"))
        return self._shown(self._modals.open(trigger.person, definition))

    def push(self, arguments: Arguments) -> Arguments:
        """views.push, which needs the trigger of something done in an open modal."""
        definition = _definition(arguments)
        trigger = self._triggers.exchange(_text(arguments, "trigger_id"))
        if trigger.view_id is None:
            raise SlackError("not_found")
        self._modals.find(trigger.view_id)
        return self._shown(self._modals.open(trigger.person, definition))

    def update(self, arguments: Arguments) -> Arguments:
        """views.update, by view_id or external_id, and only of the version that hash names."""
        definition = _definition(arguments)
        if arguments.get("view_id"):
            modal = self._modals.find(str(arguments["view_id"]))
        else:
            modal = self._modals.find_external(_text(arguments, "external_id"))
        self._modals.update(modal, definition, arguments.get("hash"))
        return self._shown(modal)

    def _shown(self, modal: Modal) -> Arguments:
        self._state.changes.touch([modal.person])
        return {"view": modal.payload()}


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise invalid_arguments(f"missing required field: {name}")
    return value


def _definition(arguments: Arguments) -> dict[str, Any]:
    if "view" not in arguments:
        raise invalid_arguments("missing required field: view")
    if len(json.dumps(arguments["view"]).encode()) > MOST_VIEW_BYTES:
        raise SlackError("view_too_large")
    return read_view(arguments["view"])
