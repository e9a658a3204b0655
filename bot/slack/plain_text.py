"""Plain text: what somebody wrote in Slack, without Slack's escapes and markup."""

import re

_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_EMOJI = "(?:(?![✓✔✗✘✅❌👍👎])[\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f000-\U0001faff])+"
_TICKS = (
    (re.compile(r"(?<!\S):(?:white_check_mark|heavy_check_mark|ballot_box_with_check|\+1|thumbsup):(?!\w)"), "yes"),
    (re.compile(r"(?<!\S):(?:x|negative_squared_cross_mark|heavy_multiplication_x|-1|thumbsdown):(?!\w)"), "no"),
)
_MARKUP = (
    (re.compile(r"<(?:mailto|tel|https?):[^<>|]*\|([^<>]*)>"), r"\1"),
    (re.compile(r"<(?:mailto|tel):([^<>|]*)>"), r"\1"),
    (re.compile(r"<(?:https?:[^<>]*|[@#!][^<>]*)>"), " "),
    (re.compile(r"(?<![^\s(])~(?=\S)[^~\n]{1,200}(?<=\S)~(?![^\s,.;:!?)])"), " "),  # struck out
    (re.compile(r"(?<![^\s(])([*_`])(?=\S)([^*_`\n]{1,500})(?<=\S)\1(?![^\s,.;:!?)])"), r"\2"),
    (re.compile(r"(?<!\S):[a-z0-9_+'-]{2,50}:(?=\s+[^\W\d])"), ","),
    (re.compile(r"(?<!\S):[a-z0-9_+'-]{2,50}:(?!\w)"), " "),
    (re.compile(rf"{_EMOJI}(?=\s*[^\W\d])"), ", "),
    (re.compile(_EMOJI), " "),
    (re.compile(r"```|^(?:>|\s*[•◦▪*])+", re.MULTILINE), " "),
)
MAX_CHARS = 12_000
"""Of a longer text only the beginning is read for facts."""


def unescape(text: str) -> str:
    """Return `text` as it was typed, before Slack escaped three characters of it."""
    for escaped, char in _ESCAPED:
        text = text.replace(escaped, char)
    return text


def plain_command(text: str) -> str:
    """Return the text of a slash command as plain text. Slack sends it as it was typed, but for escapes."""
    return unescape(_replace(text[:MAX_CHARS], _TICKS))


def plain_message(text: str) -> str:
    """Return the text of a message as plain text, without links, mentions, emoji and styles."""
    return unescape(_replace(text[:MAX_CHARS], (*_TICKS, *_MARKUP)))


def _replace(text: str, replacements: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for markup, meaning in replacements:
        text = markup.sub(meaning, text)
    return text
