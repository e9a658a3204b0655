"""The rich_text block: text with its formatting spelled out."""

from localslack.blocks.schema import array, boolean, choice, integer, record, string, typed

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

ELEMENTS = array(
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
