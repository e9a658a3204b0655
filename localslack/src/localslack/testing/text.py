"""What a person reads in a message or a modal: its blocks as plain words."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from localslack.entities import unescape

Block = dict[str, Any]
Names = Mapping[str, str]
"""From the ids of people to their names, and of user groups to their handles."""

FORMATTED = [
    re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^{mark}\n]+?)(?<=\S){mark}(?![\w{mark}])") for mark in ("\\*", "_", "~")
]
CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
NO_WIDTH = "\u2060"
BRACKETED = re.compile(r"<([^<>]+)>")


def message_words(message: dict[str, Any], names: Names) -> str:
    """Return the visible words of a message: its blocks, or its text when it has none, and its files' titles."""
    said = words_of(message["blocks"], names) if message["blocks"] else mrkdwn(message["text"], names)
    return "\n".join(filter(None, [said, *(file["title"] for file in message.get("files", ()))]))


def words_of(blocks: Iterable[Block], names: Names) -> str:
    """Return the visible words of blocks, a block a line."""
    return "\n".join(filter(None, (_block(block, names) for block in blocks))).replace(NO_WIDTH, "")


def mrkdwn(text: str, names: Names) -> str:
    """Return mrkdwn as people see it: mentions by name, links by their label, no marks, no entities."""
    text = CODE.sub(lambda code: code[1] or code[2], text)
    for marked in FORMATTED:
        text = marked.sub(r"\1", text)
    return unescape(BRACKETED.sub(lambda found: _bracketed(found[1], names), text))


def _bracketed(inside: str, names: Names) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "@" + names.get(target[1:], target[1:])
    if target.startswith("#"):
        return "#" + (label or target[1:])
    if target.startswith("!subteam^"):
        return "@" + names.get(target.removeprefix("!subteam^"), label)
    if target.startswith("!"):
        return label or "@" + target[1:]
    return label or target


def _block(block: Block, names: Names) -> str:
    read: Callable[[Block, Names], Iterable[str]] = READERS[block["type"]]
    return "\n".join(filter(None, read(block, names)))


def _text(text: Block | None, names: Names) -> str:
    if text is None:
        return ""
    return mrkdwn(text["text"], names) if text["type"] == "mrkdwn" else unescape(text["text"])


def _section(block: Block, names: Names) -> Iterable[str]:
    yield _text(block.get("text"), names)
    yield from (_text(field, names) for field in block.get("fields", ()))
    if "accessory" in block:
        yield _element(block["accessory"], names)


def _table(block: Block, names: Names) -> Iterable[str]:
    for row in block["rows"]:
        yield " | ".join(_cell(cell, names) for cell in row)


def _cell(cell: Block, names: Names) -> str:
    return str(cell["text"]) if cell["type"] == "raw_text" else "\n".join(_rich_text(cell, names))


def _input(block: Block, names: Names) -> Iterable[str]:
    yield from (_text(block.get("label"), names), _element(block["element"], names), _text(block.get("hint"), names))


def _image(block: Block, names: Names) -> Iterable[str]:
    yield from (_text(block.get("title"), names), block["alt_text"])


def _context(block: Block, names: Names) -> Iterable[str]:
    yield " ".join(
        element["alt_text"] if element["type"] == "image" else _text(element, names) for element in block["elements"]
    )


def _element(element: Block, names: Names) -> str:
    """Return a button's label, or the options one can see without opening anything."""
    if element["type"] == "image":
        return str(element["alt_text"])
    if element["type"] in ("checkboxes", "radio_buttons"):
        return "\n".join(_text(option["text"], names) for option in element["options"])
    return _text(element.get("text") or element.get("placeholder"), names)


def _rich_text(block: Block, names: Names) -> Iterable[str]:
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            yield from ("• " + _runs(item["elements"], names) for item in element["elements"])
        else:
            yield _runs(element["elements"], names)


def _runs(runs: Iterable[Block], names: Names) -> str:
    return "".join(RUNS[run["type"]](run, names) for run in runs)


RUNS: dict[str, Callable[[Block, Names], str]] = {
    "text": lambda run, _: str(run["text"]),
    "emoji": lambda run, _: f":{run['name']}:",
    "user": lambda run, names: "@" + names.get(run["user_id"], run["user_id"]),
    "channel": lambda run, _: f"#{run['channel_id']}",
    "link": lambda run, _: str(run.get("text", run["url"])),
}
READERS: dict[str, Callable[[Block, Names], Iterable[str]]] = {
    "section": _section,
    "header": lambda block, names: [_text(block["text"], names)],
    "context": _context,
    "actions": lambda block, names: [_element(element, names) for element in block["elements"]],
    "input": _input,
    "image": _image,
    "divider": lambda _block, _names: [],
    "markdown": lambda block, _: [block["text"]],
    "rich_text": _rich_text,
    "table": _table,
}
