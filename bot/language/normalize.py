"""Writing: a person's text in plain characters, and without Slack's markup."""

import re

from bot.language.entities import unescaped

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
_SAME = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u00a0": " ", "\u202f": " ", "≈": "~"}
)
"""Curly quotes, dashes and hard spaces, which phones and spreadsheets put in, as plain ones."""

_SPELT_OUT = (
    (re.compile(r'"([^"\n]{1,60})"\s*:(?!//)'), r"\1:"),  # a key in JSON
    (re.compile(r"\[\s*(?=\{)|(?<=\})\s*\]"), " "),  # a list in JSON
    (re.compile(r"^[^\S\n]*\d{1,2}[.)][^\S\n]+", re.MULTILINE), ""),  # the number of a line in a list
    (re.compile(r"~(?=\s?\$?\d)"), "about "),
    (re.compile(r">(?==?\s?\$?\d)=?"), " over "),
    (re.compile(r"<(?==?\s?\$?\d)=?"), " under "),
    (re.compile(r"(?<=\d)\s?-?(?:yo|y/o|y\.o\.)(?!\w)", re.IGNORECASE), " years old"),
    (re.compile(r"[\s-]?\b(?:years?|yrs?)[\s-]olds?\b", re.IGNORECASE), " years old"),
    (re.compile(r"\b(?:usd|us\$)\s?(?=\d)", re.IGNORECASE), "$"),
    (re.compile(r"(?<![\w$.,])(\d[\d,.]*[km]?)\s?usd\b", re.IGNORECASE), r"$\1"),
    (re.compile(r"(?<=\b[3-8]\d\d)\sscore\b(?!\s*(?:(?:of|is|:|=)\s*)?\d)", re.IGNORECASE), " credit score"),
    (re.compile(r"^([^\n-]*\d[a-z]?)\s-\s(?=\$?\d)(?!.*\s-\s)", re.MULTILINE), r"\1-"),
    (re.compile(r"<([\w.+-]{1,64}@[\w.-]{1,255})>"), r" \1 "),
)


def plain(text: str, *, markup: bool = False) -> str:
    """Return what `text` from Slack says, in plain characters, with some short forms spelt out.

    Messages come with Slack's `markup` of links, mentions, emoji and styles; in commands everything is as it was typed.
    """
    for mark, meaning in (*_TICKS, *(_MARKUP if markup else ())):
        text = mark.sub(meaning, text)
    text = unescaped(text).translate(_SAME)
    for short, long in _SPELT_OUT:
        text = short.sub(long, text)
    return text
