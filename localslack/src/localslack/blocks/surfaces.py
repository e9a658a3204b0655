"""Whole surfaces: the blocks of a message, a modal and a Home tab."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

from localslack.blocks import texts
from localslack.blocks.layouts import (
    IN_HOME,
    IN_MESSAGE,
    IN_MODAL,
    MAX_BLOCKS_IN_MESSAGE,
    MAX_BLOCKS_IN_VIEW,
    MAX_MARKDOWN,
)
from localslack.blocks.schema import array, boolean, choice, problem, record, string, typed, unique
from localslack.entities import escape_bare

MAX_PRIVATE_METADATA = 3000
MAX_VIEW_BYTES = 250_000

_message_blocks = array(typed(IN_MESSAGE), MAX_BLOCKS_IN_MESSAGE)


def _inputs_need_submit(view: dict[str, Any], at: str) -> Iterator[str]:
    if view.get("submit") is None:
        for index, block in enumerate(view["blocks"]):
            if block["type"] == "input":
                yield problem("must define `submit` to use an `input` block in modals", f"{at}/blocks/{index}/input")


def _block_ids_differ(view: dict[str, Any], at: str) -> Iterator[str]:
    yield from unique("block_id")(view["blocks"], f"{at}/blocks")


def _one_focus(view: dict[str, Any], at: str) -> Iterator[str]:
    if json.dumps(view["blocks"]).count('"focus_on_load": true') > 1:
        yield problem("only one element may have `focus_on_load`", f"{at}/blocks")


_view = record(
    {"type": choice("modal"), "title": texts.plain(24), "blocks": array(typed(IN_MODAL), MAX_BLOCKS_IN_VIEW)},
    {
        "submit": texts.plain(24),
        "close": texts.plain(24),
        "private_metadata": string(MAX_PRIVATE_METADATA, at_least=0),
        "callback_id": string(255, at_least=0),
        "external_id": string(255, at_least=0),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
    _inputs_need_submit,
    _block_ids_differ,
    _one_focus,
)

_home = record(
    {"type": choice("home"), "blocks": array(typed(IN_HOME), MAX_BLOCKS_IN_VIEW)},
    {
        "private_metadata": string(MAX_PRIVATE_METADATA, at_least=0),
        "callback_id": string(255, at_least=0),
        "external_id": string(255, at_least=0),
    },
    _block_ids_differ,
    _one_focus,
)


def check_message(blocks: list[Any]) -> list[str]:
    """Return what Slack would refuse in a message's blocks."""
    problems = list(_message_blocks(blocks, "/blocks"))
    if problems:
        return problems
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MAX_MARKDOWN:
        problems.append(problem(f"markdown must be less than {MAX_MARKDOWN + 1} characters in total", "/blocks"))
    return [*problems, *unique("block_id")(blocks, "/blocks")]


def check_view(view: Any) -> list[str]:
    """Return what Slack would refuse in a modal."""
    return list(_view(view, "/view"))


def check_home(view: Any) -> list[str]:
    """Return what Slack would refuse in a Home tab."""
    return list(_home(view, "/view"))


def stored_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return checked blocks as Slack keeps them: with block and action ids, and plain_text escaped."""
    return [_with_ids(block) for block in _escaped(blocks)]


def stored_view(view: dict[str, Any]) -> dict[str, Any]:
    """Return a checked modal or Home tab as Slack keeps it."""
    return {**_escaped(view), "blocks": stored_blocks(view["blocks"])}


def _escaped(value: Any) -> Any:
    if isinstance(value, list):
        return [_escaped(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "plain_text":
        return {**value, "text": escape_bare(value["text"])}
    return {key: _escaped(each) for key, each in value.items()}


def _with_ids(block: dict[str, Any]) -> dict[str, Any]:
    complete = {"block_id": secrets.token_urlsafe(4), **block}
    if block["type"] == "actions":
        complete["elements"] = [_with_action_id(element) for element in block["elements"]]
    for key in ("accessory", "element"):
        if key in block and block[key]["type"] != "image":
            complete[key] = _with_action_id(block[key])
    return complete


def _with_action_id(element: dict[str, Any]) -> dict[str, Any]:
    return {"action_id": secrets.token_urlsafe(4), **element}


def text_length(value: Any) -> int:
    """Count the characters of all texts in a list of blocks."""
    if isinstance(value, list):
        return sum(text_length(each) for each in value)
    if isinstance(value, dict):
        own = value.get("text")
        return (len(own) if isinstance(own, str) else 0) + text_length(list(value.values()))
    return 0
