"""The text of Slack messages: what somebody wrote to the bot, and what a message says that somebody else posted."""

import re
from collections.abc import Iterator
from typing import Any

from bot.slack.plain_text import unescape

_ENTITY = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_SUBTYPES = {None, "file_share", "thread_broadcast"}
_PERSONS_BLOCKS = {"rich_text"}
"""The only blocks of what a person types, who also sends all of it as text."""


def is_for_bot(event: dict[str, Any]) -> bool:
    """Match what a person says to the bot: no edit, no deletion, nothing from another app."""
    to_the_bot = event["type"] == "app_mention" or event.get("channel_type") == "im"
    by_a_person = bool(event.get("user")) and not event.get("bot_id")
    return to_the_bot and by_a_person and event.get("subtype") in _SUBTYPES


def without_mention(text: str, bot_user: str | None) -> str:
    """Return the text of a message without the mention of the bot."""
    return text.replace(f"<@{bot_user}>", " ").strip()


def readable(text: str) -> str:
    """Return the text of a message as a reader sees it: a link's label, a channel as #C0123, people left out."""
    return unescape(_ENTITY.sub(_readable_entity, text)).strip()


def _readable_entity(entity: re.Match[str]) -> str:
    target, label = entity[1], entity[2]
    if target.startswith("#"):
        return f"#{target[1:]}"
    if target.startswith("@"):
        return " "
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def message_text(message: dict[str, Any]) -> str:
    """Return what a message says in Slack's markup, line by line: its blocks or its text, attachments, an e-mail."""
    blocks = message.get("blocks") or []
    lines = (
        [*_block_texts(blocks)] if {block["type"] for block in blocks} - _PERSONS_BLOCKS else [message.get("text", "")]
    )
    for attachment in message.get("attachments") or []:
        lines += _attachment_texts(attachment)
    for file in message.get("files") or []:
        lines += [file.get("subject", ""), file.get("plain_text", "")]
    return "\n".join(line.strip() for line in lines if line.strip())


def _block_texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from _texts(block.get("text"))
        for field in block.get("fields") or []:
            yield from (_pair(words) for words in _texts(field))
        yield " ".join(_element_texts(block.get("elements") or [])) if block["type"] in {"context", "rich_text"} else ""


def _element_texts(elements: list[dict[str, Any]]) -> Iterator[str]:
    for element in elements:
        yield from _texts(element.get("text"))
        yield from _element_texts(element.get("elements") or [])


def _attachment_texts(attachment: dict[str, Any]) -> list[str]:
    fields = [f"{field.get('title', '')}: {field.get('value', '')}" for field in attachment.get("fields") or []]
    words = [attachment.get(part) or "" for part in ("pretext", "title", "text")]
    parts = [*filter(None, words), *fields, *_block_texts(attachment.get("blocks") or [])]
    return parts or [attachment.get("fallback") or ""]


def _texts(text: Any) -> Iterator[str]:
    if text:
        yield text["text"] if isinstance(text, dict) else str(text)


def _pair(words: str) -> str:
    """Return a field as a label and its value: "*Age*\n45" is "*Age*: 45"."""
    return words.replace(":*\n", "*\n").replace("\n", ": ", 1)
