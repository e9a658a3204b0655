"""The text of a message that somebody else wrote: a web form's post, an e-mail, another app's news."""

from collections.abc import Iterator
from typing import Any

_PLAIN = {"rich_text"}
"""What a person types has these blocks alone, and all of it as text, too."""


def message_text(message: dict[str, Any]) -> str:
    """Return what a message says in Slack's markup, line by line: its blocks or its text, attachments, an e-mail."""
    blocks = message.get("blocks") or []
    lines = [*_of_blocks(blocks)] if {block["type"] for block in blocks} - _PLAIN else [message.get("text", "")]
    for attachment in message.get("attachments") or []:
        lines += _of_attachment(attachment)
    for file in message.get("files") or []:
        lines += [file.get("subject", ""), file.get("plain_text", "")]
    return "\n".join(line.strip() for line in lines if line.strip())


def _of_blocks(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from _texts(block.get("text"))
        for field in block.get("fields") or []:
            yield from (_pair(words) for words in _texts(field))
        yield " ".join(_of_elements(block.get("elements") or [])) if block["type"] in {"context", "rich_text"} else ""


def _of_elements(elements: list[dict[str, Any]]) -> Iterator[str]:
    for element in elements:
        yield from _texts(element.get("text"))
        yield from _of_elements(element.get("elements") or [])


def _of_attachment(attachment: dict[str, Any]) -> list[str]:
    fields = [f"{field.get('title', '')}: {field.get('value', '')}" for field in attachment.get("fields") or []]
    words = [attachment.get(part) or "" for part in ("pretext", "title", "text")]
    said = [*filter(None, words), *fields, *_of_blocks(attachment.get("blocks") or [])]
    return said or [attachment.get("fallback") or ""]


def _texts(text: Any) -> Iterator[str]:
    if text:
        yield text["text"] if isinstance(text, dict) else str(text)


def _pair(words: str) -> str:
    """Return a field as a label and its value: "*Age*\n45" is "*Age*: 45"."""
    return words.replace(":*\n", "*\n").replace("\n", ": ", 1)
