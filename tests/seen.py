"""What a person sees and can act on: messages and modals."""

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from bot.workspace.entities import unescape
from tests.reading import words_of

if TYPE_CHECKING:
    from tests.driver import Driver

Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """A message as one person sees it."""

    driver: "Driver" = field(repr=False)
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
    def key(self) -> str:
        """What makes it new when it is edited, and new to each reader."""
        return f"{self.reader} {self.channel} {self.ts} {self.words}"

    def button(self, label: str) -> Json | None:
        """Return the place of a button, if it is here."""
        return _button(self.message["blocks"] or [], label)

    def press(self, label: str) -> Json:
        """Press a button of this message."""
        place = self.button(label)
        assert place, f"No button {label!r} in\n{self}"
        return self.driver.do("click", channel=self.channel, ts=self.ts, **place)

    def press_at_once(self, label: str, times: int) -> None:
        """Press a button that often at once; whoever comes after the answer has taken it away finds none to press."""

        def press() -> None:
            with suppress(AssertionError):
                self.press(label)

        presses = [threading.Thread(target=press) for _ in range(times)]
        for one in presses:
            one.start()
        for one in presses:
            one.join()


@dataclass(frozen=True)
class Form:
    """An open modal as one person sees it."""

    driver: "Driver" = field(repr=False)
    id: str
    _typed: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fill(self, values: Mapping[str, str | list[str]]) -> Self:
        """Type or choose values by their labels: text, or the words of an option or several."""
        for label, value in values.items():
            block = only(self.seen()["blocks"], lambda one: _label(one) == label, f"field {label!r}")  # noqa: B023
            self._typed.setdefault(block["block_id"], {})[block["element"]["action_id"]] = _plain(
                block["element"], value
            )
        return self

    def submit(self, *, skip_client_checks: bool = False) -> Json:
        """Press the submit button; return how it came out."""
        return self.driver.do("submit", view_id=self.id, values=self._typed, skip_client_checks=skip_client_checks)

    def press(self, label: str) -> Json:
        """Press a button in the modal."""
        place = _button(self.seen()["blocks"], label)
        assert place, f"No button {label!r} in\n{self.words()}"
        return self.driver.do("click", view_id=self.id, values=self._typed, **place)

    def close(self) -> Json:
        """Press Cancel."""
        return self.driver.do("close", view_id=self.id)

    def seen(self) -> Json:
        """Return the modal as the screen has it."""
        return only(self.driver.screen()["modals"], lambda one: one["id"] == self.id, "open modal of this kind")

    def words(self) -> str:
        """Return its visible words."""
        return words_of(self.seen()["blocks"], {})

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


def only(things: Iterable[Json], wanted: Callable[[Json], bool], what: str) -> Json:
    found = [one for one in things if wanted(one)]
    assert len(found) == 1, f"There are {len(found)} of: {what}"
    return found[0]


def _label(block: Json) -> str:
    return unescape(block["label"]["text"]) if block["type"] == "input" else ""


def _button(blocks: Iterable[Json], label: str) -> Json | None:
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory", {})]:
            if element.get("type") == "button" and unescape(element["text"]["text"]) == label:
                return {"block_id": block["block_id"], "action_id": element["action_id"], "value": element.get("value")}
    return None


def _plain(element: Json, value: str | list[str]) -> str | list[str]:
    groups = element.get("option_groups", [{"options": element.get("options", [])}])
    values = {unescape(option["text"]["text"]): option["value"] for group in groups for option in group["options"]}
    if isinstance(value, list):
        return [values.get(one, one) for one in value]
    return str(values.get(value, value))
