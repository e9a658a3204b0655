"""What was said: the text of a message in Slack, as its writer typed it."""

import re
from typing import Any

from bot.slack.plain_text import unescape

_ENTITY = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_SPEAKING = {None, "file_share", "thread_broadcast"}


def is_said(event: dict[str, Any]) -> bool:
    """Match what a person says to the bot: no edit, no deletion, nothing of another app."""
    to_the_bot = event["type"] == "app_mention" or event.get("channel_type") == "im"
    by_a_person = bool(event.get("user")) and not event.get("bot_id")
    return to_the_bot and by_a_person and event.get("subtype") in _SPEAKING


def without_mention(text: str, bot_user: str | None) -> str:
    """Return the text of a message without the mention of the bot."""
    return text.replace(f"<@{bot_user}>", " ").strip()


def words_of(text: str) -> str:
    """Return the text of a message as it reads: a link is its label, a channel #C0123, and a person nobody."""
    return unescape(_ENTITY.sub(_spelt, text)).strip()


def _spelt(entity: re.Match[str]) -> str:
    target, label = entity[1], entity[2]
    if target.startswith("#"):
        return f"#{target[1:]}"
    if target.startswith("@"):
        return " "
    return label or target.removeprefix("mailto:").removeprefix("tel:")
