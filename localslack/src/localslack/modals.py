"""Open modals: a stack of at most three per person."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from localslack.errors import SlackError
from localslack.views import View, new_hash, new_id

DEEPEST_STACK = 3
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(eq=False, slots=True)
class Modal(View):
    """One view in front of a person, perhaps above others."""

    root_id: str = field(kw_only=True)
    previous_id: str | None = field(kw_only=True)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None

    def payload(self) -> dict[str, Any]:
        """Return the view object of payloads and API answers."""
        # Not super(): a dataclass with slots is another class than the one its methods were written in.
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
        if len(stack) >= DEEPEST_STACK:
            raise SlackError("push_limit_reached")
        self._check_external_id(definition, None)
        view_id = new_id()
        root_id, previous_id = (stack[0].id, stack[-1].id) if stack else (view_id, None)
        modal = Modal(view_id, person, definition, new_hash(self._clock), root_id=root_id, previous_id=previous_id)
        stack.append(modal)
        return modal

    def update(self, modal: Modal, definition: dict[str, Any], known_hash: str | None = None) -> None:
        """Replace what a modal shows, keeping what was typed where an input stays; raises hash_conflict."""
        if known_hash is not None and known_hash != modal.hash:
            raise SlackError("hash_conflict")
        self._check_external_id(definition, modal)
        modal.redefine(definition, new_hash(self._clock))
        modal.errors = {}
        modal.trouble = None

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
