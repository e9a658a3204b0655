"""Views: open modals, a stack of at most three a person, and one Home tab a person."""

import secrets
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from localslack.blocks import check_home, check_view, stored_view
from localslack.errors import SlackError, invalid_arguments
from localslack.people import APP_ID, BOT_ID, TEAM_ID
from localslack.views.values import Values, plain_values, state_values, stateful


@dataclass(eq=False, slots=True)
class View:
    """What a modal and a Home tab have in common: the bot's definition, and what the person filled in."""

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
        """Keep what a person typed or chose; raises ValueError for an unknown option."""
        state_values(self.blocks, values)
        for block_id, of_block in values.items():
            self.values.setdefault(block_id, {}).update(of_block)

    def redefine(self, definition: dict[str, Any], new_hash: str) -> None:
        """Show something else; inputs that stay keep what was typed."""
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
    """Return a unique view id."""
    return "V" + secrets.token_hex(5).upper()


def new_hash(clock: Callable[[], float]) -> str:
    """Return the mark of a version of a view."""
    return f"{int(clock())}.{secrets.token_hex(4)}"


MAX_OPEN_MODALS = 3
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(eq=False, slots=True)
class Modal(View):
    """A modal in front of a person, perhaps above others."""

    root_id: str = field(kw_only=True)
    previous_id: str | None = field(kw_only=True)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None

    def payload(self) -> dict[str, Any]:
        """Return the view object of payloads and API answers."""
        # Not super(): a dataclass with slots is not the class that its methods were written in.
        return View.payload(self) | {"previous_view_id": self.previous_id, "root_view_id": self.root_id}

    def screen(self) -> dict[str, Any]:
        """Return what the person sees of it."""
        definition = self.definition
        return View.screen(self) | {
            "title": definition["title"]["text"],
            "submit": definition["submit"]["text"] if "submit" in definition else None,
            "close": definition["close"]["text"] if "close" in definition else None,
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
        if len(stack) >= MAX_OPEN_MODALS:
            raise SlackError("push_limit_reached")
        self._check_external_id(definition, None)
        view_id = new_id()
        root_id, previous_id = (stack[0].id, stack[-1].id) if stack else (view_id, None)
        modal = Modal(view_id, person, definition, new_hash(self._clock), root_id=root_id, previous_id=previous_id)
        stack.append(modal)
        return modal

    def update(self, modal: Modal, definition: dict[str, Any], known_hash: str | None = None) -> None:
        """Replace what a modal shows; inputs that stay keep what was typed; raises hash_conflict."""
        if known_hash is not None and known_hash != modal.hash:
            raise SlackError("hash_conflict")
        self._check_external_id(definition, modal)
        modal.redefine(definition, new_hash(self._clock))
        modal.errors = {}
        modal.trouble = None

    def close(self, modal: Modal) -> None:
        """Close a modal, and those above it."""
        stack = self._stacks[modal.person]
        if modal in stack:
            del stack[stack.index(modal) :]

    def clear(self, person: str) -> list[Modal]:
        """Close all modals of a person and return them, the front one first."""
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


class Homes:
    """What the bot published, by person."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._published: dict[str, View] = {}

    def current(self, person: str) -> View | None:
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


def read_view(view: Any) -> dict[str, Any]:
    """Check a modal's definition and return it as Slack stores it; raises invalid_arguments with every problem."""
    problems = check_view(view)
    if problems:
        raise invalid_arguments(*problems)
    return stored_view(view)


def read_home(view: Any) -> dict[str, Any]:
    """Check a Home tab's definition and return it as Slack stores it; raises invalid_arguments with every problem."""
    problems = check_home(view)
    if problems:
        raise invalid_arguments(*problems)
    return stored_view(view)
