"""Layout blocks, and which of them a message, a modal and a Home tab may hold."""

from collections.abc import Iterator
from typing import Any

from localslack.blocks import elements, rich_text, texts
from localslack.blocks.schema import array, boolean, choice, problem, record, string, typed, unique

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
MOST_MARKDOWN = 12_000
MOST_IN_CELL = 2000


def _text_or_fields(section: dict[str, Any], at: str) -> Iterator[str]:
    if "text" not in section and "fields" not in section:
        yield problem("missing required field: text or fields", at)


def _action_ids_differ(actions: dict[str, Any], at: str) -> Iterator[str]:
    yield from unique("action_id")(actions["elements"], f"{at}/elements")


base = {"block_id": texts.block_id}

ACTIONS = record({"elements": array(typed(elements.IN_ACTIONS), at_most=25)}, base, _action_ids_differ)
CONTEXT = record(
    {
        "elements": array(
            typed(
                {
                    "image": elements.IMAGE,
                    "plain_text": record({"text": string(texts.MOST_TEXT)}, {"emoji": boolean}),
                    "mrkdwn": record({"text": string(texts.MOST_TEXT)}, {"verbatim": boolean}),
                }
            ),
            at_most=10,
        )
    },
    base,
)
DIVIDER = record({}, base)
HEADER = record({"text": texts.plain(150)}, base)
IMAGE = record({"image_url": string(3000), "alt_text": string(2000)}, {**base, "title": texts.plain(2000)})
INPUT = record(
    {"label": texts.plain(2000), "element": typed(elements.IN_INPUT)},
    {**base, "hint": texts.plain(2000), "optional": boolean, "dispatch_action": boolean},
)
MARKDOWN = record({"text": string(MOST_MARKDOWN)}, base)
RICH_TEXT = record({"elements": rich_text.ELEMENTS}, base)
SECTION = record(
    {},
    {
        **base,
        "text": texts.text(),
        "fields": array(texts.text(2000), at_most=10),
        "accessory": typed(elements.IN_SECTION),
        "expand": boolean,
    },
    _text_or_fields,
)

_CELL = typed(
    {"raw_text": record({"text": string(MOST_IN_CELL)}), "rich_text": record({"elements": rich_text.ELEMENTS})}
)
_COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})
TABLE = record(
    {"rows": array(array(_CELL, at_most=20), at_most=100)}, {**base, "column_settings": array(_COLUMN, at_most=20)}
)

IN_MODAL = {
    "actions": ACTIONS,
    "context": CONTEXT,
    "divider": DIVIDER,
    "header": HEADER,
    "image": IMAGE,
    "input": INPUT,
    "rich_text": RICH_TEXT,
    "section": SECTION,
}
IN_HOME = IN_MODAL
IN_MESSAGE = {**IN_MODAL, "markdown": MARKDOWN, "table": TABLE}
