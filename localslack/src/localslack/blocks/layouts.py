"""Layout blocks, and which of them a message, a modal and a Home tab may hold."""

from collections.abc import Iterator
from typing import Any

from localslack.blocks import elements, texts
from localslack.blocks.schema import array, boolean, choice, integer, problem, record, string, typed, unique

_MANY = 1000

_style = record({}, {"bold": boolean, "italic": boolean, "strike": boolean, "code": boolean, "underline": boolean})
_run = typed(
    {
        "text": record({"text": string(3000)}, {"style": _style}),
        "emoji": record({"name": string(255)}, {"unicode": string(255), "style": _style}),
        "user": record({"user_id": string(255)}, {"style": _style}),
        "channel": record({"channel_id": string(255)}, {"style": _style}),
        "link": record({"url": string(3000)}, {"text": string(3000), "unsafe": boolean, "style": _style}),
    }
)
_runs = array(_run, at_most=_MANY)
_section = record({"elements": _runs})
_preformatted = record({"elements": _runs}, {"border": integer(0, 1), "language": string(255)})
_quote = record({"elements": _runs}, {"border": integer(0, 1)})
_list = record(
    {"style": choice("bullet", "ordered"), "elements": array(typed({"rich_text_section": _section}), at_most=_MANY)},
    {"indent": integer(0, 8), "offset": integer(0, _MANY), "border": integer(0, 1)},
)

RICH_TEXT_ELEMENTS = array(
    typed(
        {
            "rich_text_section": _section,
            "rich_text_preformatted": _preformatted,
            "rich_text_quote": _quote,
            "rich_text_list": _list,
        }
    ),
    at_most=_MANY,
)


MAX_BLOCKS_IN_MESSAGE = 50
MAX_BLOCKS_IN_VIEW = 100
MAX_MARKDOWN = 12_000
MAX_IN_CELL = 2000


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
                    "plain_text": record({"text": string(texts.MAX_TEXT)}, {"emoji": boolean}),
                    "mrkdwn": record({"text": string(texts.MAX_TEXT)}, {"verbatim": boolean}),
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
MARKDOWN = record({"text": string(MAX_MARKDOWN)}, base)
RICH_TEXT = record({"elements": RICH_TEXT_ELEMENTS}, base)
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
    {"raw_text": record({"text": string(MAX_IN_CELL)}), "rich_text": record({"elements": RICH_TEXT_ELEMENTS})}
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
