"""What a person sees and can act on: messages, modals, the Home tab."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from localslack.entities import unescape
from localslack.testing.text import words_of

if TYPE_CHECKING:
    from localslack.testing.screen import PersonView

Json = dict[str, Any]


class Surface:
    """What holds Block Kit that can be acted on: a message, a form, the Home tab."""

    driver: "PersonView"

    def blocks(self) -> list[Json]:
        """Return the blocks as they are now."""
        raise NotImplementedError

    def click(self, **place: Any) -> Json:
        """Act on an element, and return how it came out."""
        raise NotImplementedError

    def press(self, label: str) -> Json:
        """Press a button."""
        self.driver.journal.append(f"{self.driver.person} presses “{label}”")
        return self.click(**self._found(self.button(label), f"button {label!r}"))

    def button(self, label: str) -> Json | None:
        """Return the place of a button, if it is here."""
        return next(
            (
                _place(block, element) | {"value": element.get("value")}
                for block, element in _elements(self.blocks(), "button")
                if unescape(element["text"]["text"]) == label
            ),
            None,
        )

    def choose(self, select: str, option: str) -> Json:
        """Choose an option, or a person by name, in the select with this placeholder."""
        found = next(
            (
                _place(block, element) | {"value": plain_value(element, option, self.driver)}
                for block, element in _elements(self.blocks(), "static_select", "users_select")
                if unescape(element.get("placeholder", {}).get("text", "")) == select
            ),
            None,
        )
        return self.click(**self._found(found, f"select {select!r}"))

    def choose_from_menu(self, label: str) -> Json:
        """Choose an entry of an overflow menu, the one behind the three dots."""
        return self.click(**self._found(self.menu_entry(label), f"menu entry {label!r}"))

    def menu_entry(self, label: str) -> Json | None:
        """Return the place of an overflow menu's entry, if it is here."""
        return next(
            (
                _place(block, element) | {"value": option["value"]}
                for block, element in _elements(self.blocks(), "overflow")
                for option in element["options"]
                if unescape(option["text"]["text"]) == label
            ),
            None,
        )

    def _found(self, place: Json | None, what: str) -> Json:
        assert place, f"No {what} in\n{self}"
        return place


@dataclass(frozen=True)
class PostedFile:
    """A file in a message, as one person sees it."""

    driver: "PersonView" = field(repr=False)
    id: str
    name: str
    title: str
    alt_text: str
    kind: str

    def content(self) -> bytes:
        """Return the file's bytes."""
        return self.driver.fetch(self.id)


@dataclass(frozen=True)
class Post(Surface):
    """A message as one person sees it."""

    driver: "PersonView" = field(repr=False)
    reader: str = field(repr=False)
    channel: str
    message: Json = field(repr=False)
    author: str
    words: str

    def __str__(self) -> str:
        whisper = " (only visible to you)" if self.is_private else ""
        return f"  {self.author}{whisper}: " + self.words.replace("\n", "\n    ")

    @property
    def ts(self) -> str:
        return str(self.message["ts"])

    @property
    def is_private(self) -> bool:
        return bool(self.message["ephemeral"])

    @property
    def files(self) -> tuple[PostedFile, ...]:
        """The files shown in it that were not deleted."""
        shown = [file for file in self.message["files"] if not file["is_deleted"]]
        keys = ("id", "name", "title", "alt_text", "kind")
        return tuple(PostedFile(self.driver, *(file[key] for key in keys)) for file in shown)

    @property
    def key(self) -> str:
        """What makes it new when it is edited, and new to each reader."""
        return f"{self.reader} {self.channel} {self.ts} {self.words}"

    def blocks(self) -> list[Json]:
        return self.message["blocks"] or []

    def click(self, **place: Any) -> Json:
        return self.driver.do("click", channel=self.channel, ts=self.ts, **place)

    def press_at_once(self, label: str, times: int) -> None:
        """Press a button that often at once; a press that comes after the button is gone does nothing."""

        def press() -> None:
            with suppress(AssertionError):
                self.press(label)

        presses = [threading.Thread(target=press) for _ in range(times)]
        for one in presses:
            one.start()
        for one in presses:
            one.join()


@dataclass(frozen=True)
class Form(Surface):
    """An open modal as one person sees it."""

    driver: "PersonView" = field(repr=False)
    id: str
    _typed: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fill(self, values: Mapping[str, str | list[str]]) -> Self:
        """Type or choose values by their labels: text, the words of an option or several, or a person's name."""
        for label, value in values.items():
            block = only(self.blocks(), lambda one: _label(one) == label, f"field {label!r}")  # noqa: B023
            self._typed.setdefault(block["block_id"], {})[block["element"]["action_id"]] = plain_value(
                block["element"], value, self.driver
            )
        return self

    def submit(self, *, skip_client_checks: bool = False) -> Json:
        """Press the submit button; return how it came out."""
        entered = ", ".join(str(value) for element in self._typed.values() for value in element.values())
        self.driver.journal.append(f"{self.driver.person} submits: {entered}")
        return self.driver.do("submit", view_id=self.id, values=self._typed, skip_client_checks=skip_client_checks)

    def click(self, **place: Any) -> Json:
        return self.driver.do("click", view_id=self.id, values=self._typed, **place)

    def close(self) -> Json:
        """Press Cancel."""
        return self.driver.do("close", view_id=self.id)

    def seen(self) -> Json:
        """Return the modal as the screen has it."""
        return only(self.driver.screen()["modals"], lambda one: one["id"] == self.id, "open modal of this kind")

    def blocks(self) -> list[Json]:
        return list(self.seen()["blocks"])

    def words(self) -> str:
        """Return its visible words."""
        return words_of(self.blocks(), self.driver.names())

    def errors(self) -> dict[str, str]:
        """Return the errors shown, by the label of their field."""
        seen = self.seen()
        return {
            _label(block): seen["errors"][block["block_id"]]
            for block in seen["blocks"]
            if block["block_id"] in seen["errors"]
        }

    def values(self) -> dict[str, Any]:
        """Return what the fields hold, by their labels: text, an option's value, or several."""
        seen = self.seen()
        inputs = [block for block in seen["blocks"] if block["type"] == "input"]
        return {_label(block): seen["values"][block["block_id"]][block["element"]["action_id"]] for block in inputs}


@dataclass(frozen=True)
class HomeTab(Surface):
    """The app's Home tab as one person sees it."""

    driver: "PersonView" = field(repr=False)

    def blocks(self) -> list[Json]:
        view = self.driver.screen()["app_home"]["view"]
        return list(view["blocks"]) if view else []

    def click(self, **place: Any) -> Json:
        return self.driver.do("click", view_id=self.driver.screen()["app_home"]["view"]["id"], **place)

    def words(self) -> str:
        """Return its visible words."""
        return words_of(self.blocks(), self.driver.names())

    def expect(self, *words: str) -> "HomeTab":
        """Wait until the tab shows all the words."""

        def shown() -> HomeTab | None:
            text = self.words()
            return self if all(word in text for word in words) else None

        return self.driver.wait_for(shown, f"a HomeTab with {' and '.join(map(repr, words))}, not {self.words()!r}")


def only(things: Iterable[Json], wanted: Callable[[Json], bool], what: str) -> Json:
    found = [one for one in things if wanted(one)]
    assert len(found) == 1, f"There are {len(found)} of: {what}"
    return found[0]


def _label(block: Json) -> str:
    return unescape(block["label"]["text"]) if block["type"] == "input" else ""


def _elements(blocks: Iterable[Json], *kinds: str) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory", {})]:
            if element.get("type") in kinds:
                yield block, element


def _place(block: Json, element: Json) -> Json:
    return {"block_id": block["block_id"], "action_id": element["action_id"]}


def plain_value(element: Json, value: str | list[str], driver: "PersonView") -> str | list[str]:
    """Return what a person who says these words means: options' values, or somebody's id."""
    if element["type"] == "users_select":
        return driver.person_id(str(value))
    groups = element.get("option_groups", [{"options": element.get("options", [])}])
    values = {unescape(option["text"]["text"]): option["value"] for group in groups for option in group["options"]}
    if isinstance(value, list):
        return [values.get(one, one) for one in value]
    return str(values.get(value, value))
