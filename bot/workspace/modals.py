"""Open modals: a stack of at most three per person."""

import secrets
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.workspace.errors import SlackError
from bot.workspace.form_values import Values, plain_values, state_values, stateful
from bot.workspace.people import APP_ID, BOT_ID, TEAM_ID

DEEPEST_STACK = 3
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(eq=False, slots=True)
class Modal:
    """One view in front of a person: what the bot defined, and what the person filled in so far."""

    id: str
    person: str
    definition: dict[str, Any]
    hash: str
    root_id: str
    previous_id: str | None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The view's blocks, each with its block_id."""
        blocks: list[dict[str, Any]] = self.definition["blocks"]
        return blocks

    def fill(self, values: Values) -> None:
        """Keep what a person typed or chose; raises ValueError for an option that is not there."""
        state_values(self.blocks, values)
        for block_id, of_block in values.items():
            self.values.setdefault(block_id, {}).update(of_block)

    def payload(self) -> dict[str, Any]:
        """Return the view object of payloads and API answers."""
        definition = self.definition
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "type": "modal",
            "blocks": self.blocks,
            "private_metadata": definition.get("private_metadata", ""),
            "callback_id": definition.get("callback_id", ""),
            "state": {"values": state_values(self.blocks, self.values)},
            "hash": self.hash,
            "title": definition["title"],
            "clear_on_close": definition.get("clear_on_close", False),
            "notify_on_close": definition.get("notify_on_close", False),
            "close": definition.get("close"),
            "submit": definition.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": APP_ID,
            "external_id": definition.get("external_id", ""),
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }

    def screen(self) -> dict[str, Any]:
        """Return what the person sees of it."""
        definition = self.definition
        return {
            "id": self.id,
            "title": definition["title"]["text"],
            "submit": definition["submit"]["text"] if "submit" in definition else None,
            "close": definition["close"]["text"] if "close" in definition else None,
            "blocks": self.blocks,
            "values": plain_values(self.blocks, self.values),
            "errors": self.errors,
            "trouble": self.trouble,
        }


class Modals:
    """All open modals, and the rules of opening, updating and closing them."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._stacks: defaultdict[str, list[Modal]] = defaultdict(list)

    def stack(self, person: str) -> list[Modal]:
        """Return a person's modals, the one in front last."""
        return self._stacks[person]

    def find(self, view_id: str) -> Modal:
        """Return an open modal; raises not_found."""
        return self._first(lambda modal: modal.id == view_id)

    def find_external(self, external_id: str) -> Modal:
        """Return an open modal by the bot's own id; raises not_found."""
        return self._first(lambda modal: modal.definition.get("external_id") == external_id)

    def _first(self, wanted: Callable[[Modal], bool]) -> Modal:
        for stack in self._stacks.values():
            for modal in stack:
                if wanted(modal):
                    return modal
        raise SlackError("not_found")

    def open(self, person: str, definition: dict[str, Any]) -> Modal:
        """Put a modal in front of a person; raises push_limit_reached or duplicate_external_id."""
        stack = self._stacks[person]
        if len(stack) >= DEEPEST_STACK:
            raise SlackError("push_limit_reached")
        self._check_external_id(definition, None)
        view_id = "V" + secrets.token_hex(5).upper()
        root_id, previous_id = (stack[0].id, stack[-1].id) if stack else (view_id, None)
        modal = Modal(view_id, person, definition, self._new_hash(), root_id, previous_id)
        stack.append(modal)
        return modal

    def update(self, modal: Modal, definition: dict[str, Any], known_hash: str | None = None) -> None:
        """Replace what a modal shows, keeping what was typed where an input stays; raises hash_conflict."""
        if known_hash is not None and known_hash != modal.hash:
            raise SlackError("hash_conflict")
        self._check_external_id(definition, modal)
        modal.definition = definition
        modal.hash = self._new_hash()
        modal.errors = {}
        modal.trouble = None
        kept = {(block["block_id"], element["action_id"]) for block, element in stateful(modal.blocks)}
        modal.values = {
            block_id: {action_id: plain for action_id, plain in of_block.items() if (block_id, action_id) in kept}
            for block_id, of_block in modal.values.items()
        }

    def close(self, modal: Modal) -> None:
        """Take away a modal, and whatever lies on it."""
        stack = self._stacks[modal.person]
        if modal in stack:
            del stack[stack.index(modal) :]

    def clear(self, person: str) -> list[Modal]:
        """Take away all modals of a person and return them, the front one first."""
        return list(reversed(self._stacks.pop(person, [])))

    def _check_external_id(self, definition: dict[str, Any], owner: Modal | None) -> None:
        external_id = definition.get("external_id")
        if not external_id:
            return
        try:
            found = self.find_external(external_id)
        except SlackError:
            return
        if found is not owner:
            raise SlackError("duplicate_external_id")

    def _new_hash(self) -> str:
        return f"{int(self._clock())}.{secrets.token_hex(4)}"
