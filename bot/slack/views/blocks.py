"""Builders of Block Kit for cards and forms. What a person typed goes only into plain or rich text."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.text import cut

Block = dict[str, Any]
Element = dict[str, Any]
Message = dict[str, Any]
View = dict[str, Any]

MAX_HEADER = 150
MAX_CELL = 200
_LOOK_ALIKES = str.maketrans("*_~`", "\u2217\u02cd\u223c\u02cb")
_WORD_JOINER = "\u2060"
"""A character without width: nobody sees it, and it parts what would mean something to Slack together."""
_COMES_ALIVE = re.compile(r"[@#:](?=\S)|\w(?=\.[^\W\d_])")


def message(words: str, blocks: list[Block]) -> Message:
    """Return a message of blocks, and of `words` for screen readers and notifications."""
    return {"text": words, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def sentence(words: str) -> Message:
    """Return a message of Slack's markup; for our own words only, and what is `escaped`."""
    return {"text": words, "blocks": [mrkdwn(words)]}


def plain_sentence(words: str) -> Message:
    """Return a message of plain words: nothing in them is markup."""
    return message(escaped(words), [plain_section(words)])


def plain_section(words: str) -> Block:
    """Return a section of plain text, shown as typed."""
    return {"type": "section", "text": plain(words)}


def plain(words: str) -> Element:
    """Return a plain text object: shown as typed, nothing in it is markup."""
    return {"type": "plain_text", "text": _as_typed(words), "emoji": False}


def header(words: str) -> Block:
    """Return a heading, cut to what Slack shows."""
    return {"type": "header", "text": plain(cut(_as_typed(words), MAX_HEADER))}


def mrkdwn(words: str) -> Block:
    """Return a section of Slack's markup; for our own words only, and what is `escaped`."""
    return {"type": "section", "text": _markup(words)}


def text(words: str, *, bold: bool = False) -> Element:
    """Return words of a rich text, shown as typed."""
    return {"type": "text", "text": _as_typed(words)} | ({"style": {"bold": True}} if bold else {})


def line(*elements: Element) -> Element:
    """Return a paragraph of a rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(sentences: Iterable[str]) -> Element:
    """Return a list of a rich text."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [line(text(words)) for words in sentences]}


def typed(words: str) -> Element:
    """Return what a person typed as a rich text's preformatted part, so that it can be copied and mended."""
    return {"type": "rich_text_preformatted", "elements": [text(words)]}


def rich(*parts: Element) -> Block:
    """Return a rich text of paragraphs and lists."""
    return {"type": "rich_text", "elements": list(parts)}


def context(words: str) -> Block:
    """Return a small print line of Slack's markup; for our own words only, and what is `escaped`."""
    return {"type": "context", "elements": [_markup(words)]}


def small(words: str) -> Block:
    """Return a small print line, shown as typed."""
    return {"type": "context", "elements": [plain(words)]}


def moment(at: datetime) -> str:
    """Return a time in Slack's markup, which each reader sees in their own time zone: "today at 10:15"."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{at:%Y-%m-%d %H:%M} UTC>"


def button(words: str, action: str, value: str, *, primary: bool = False) -> Element:
    """Return a button that sends `value`, at most 2,000 characters."""
    look = {"style": "primary"} if primary else {}
    return {"type": "button", "text": plain(words), "action_id": action, "value": value} | look


def actions(buttons: Sequence[Element]) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def table(rows: Iterable[Iterable[str]]) -> Block:
    """Return a table, its first row the heading, each cell shown as typed; a message may have one."""
    cells = [[{"type": "raw_text", "text": cut(_as_typed(words), MAX_CELL)} for words in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True} for _ in cells[0]]}


def _markup(words: str) -> Element:
    return {"type": "mrkdwn", "text": words, "verbatim": True}


def _as_typed(words: str) -> str:
    """Return `words` so that an entity that somebody typed is shown as such, wherever Slack may decode one."""
    return re.sub("&(?=(?:amp|lt|gt);)", f"&{_WORD_JOINER}", words)


def escaped(words: str) -> str:
    """Return what a person typed, inert in Slack's markup: no mention, link, emoji or formatting comes alive.

    Slack decodes &amp; &lt; and &gt;, and knows no escape for its formatting marks: these become their look-alikes. Of
    its own accord it makes links of addresses, domains, @names and #channels: these are parted where they begin to be.
    """
    parted = _COMES_ALIVE.sub(rf"\g<0>{_WORD_JOINER}", words)
    return parted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").translate(_LOOK_ALIKES)
