"""A view: what a modal and a Home tab have in common."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from localslack.form_values import Values, plain_values, state_values, stateful
from localslack.people import APP_ID, BOT_ID, TEAM_ID


@dataclass(eq=False, slots=True)
class View:
    """Something of the bot's before a person: what the bot defined, and what the person filled in so far."""

    id: str
    person: str
    definition: dict[str, Any]
    hash: str
    values: Values = field(default_factory=dict)

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

    def redefine(self, definition: dict[str, Any], new_hash: str) -> None:
        """Show something else, keeping what was typed where an input stays."""
        self.definition = definition
        self.hash = new_hash
        kept = {(block["block_id"], element["action_id"]) for block, element in stateful(self.blocks)}
        self.values = {
            block_id: {action_id: plain for action_id, plain in of_block.items() if (block_id, action_id) in kept}
            for block_id, of_block in self.values.items()
        }

    def payload(self) -> dict[str, Any]:
        """Return the view object of payloads and API answers."""
        definition = self.definition
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "type": definition["type"],
            "blocks": self.blocks,
            "private_metadata": definition.get("private_metadata", ""),
            "callback_id": definition.get("callback_id", ""),
            "state": {"values": state_values(self.blocks, self.values)},
            "hash": self.hash,
            "title": definition.get("title"),
            "clear_on_close": definition.get("clear_on_close", False),
            "notify_on_close": definition.get("notify_on_close", False),
            "close": definition.get("close"),
            "submit": definition.get("submit"),
            "previous_view_id": None,
            "root_view_id": self.id,
            "app_id": APP_ID,
            "external_id": definition.get("external_id", ""),
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }

    def screen(self) -> dict[str, Any]:
        """Return what the person sees of it."""
        return {"id": self.id, "blocks": self.blocks, "values": plain_values(self.blocks, self.values)}


def new_id() -> str:
    """Return a view id unlike every other."""
    return "V" + secrets.token_hex(5).upper()


def new_hash(clock: Callable[[], float]) -> str:
    """Return the mark of a version of a view."""
    return f"{int(clock())}.{secrets.token_hex(4)}"
