"""Parsing a command: one lead, stated in the text of a slash command, of which everything must be understood.

The facts are those of `parse_facts`. A command is about a lead and nothing else, so words that say nothing else are its
name, and what was not understood is a problem, answered with what the person may have meant.
"""

import re

from bot.slack.facts import Facts, parse_facts
from bot.slack.facts.field_names import FIELD_NAMES
from bot.slack.facts.piece import Kind
from bot.slack.facts.pieces import pieces
from bot.slack.facts.suggestion import suggestion
from bot.slack.facts.writing import plain
from scoring.errors import InvalidLead, Problem
from scoring.lead import Lead

_NAME = re.compile(r"(?=.*[^\W\d_])[^\s\d=:?,]+(?: [^\s\d=:?,]+){0,5}")


def parse_lead(text: str) -> Lead:
    """Return the lead that `text` states, its unmentioned fields unknown.

    Raises:
        InvalidLead: naming all that is wrong or was not understood, and holding what was.
    """
    facts, words = parse_facts(text), plain(text).strip()
    if facts == Facts(left=(words,)) and _is_name(words):
        return Lead(name=words)
    if problems := (*facts.problems, *_not_understood(facts)):
        raise InvalidLead(problems, understood=facts.lead)
    return facts.lead


def _is_name(words: str) -> bool:
    """Tell whether words may be a name: they name no field, nor nearly one."""
    named = any((word,) in FIELD_NAMES for word in re.findall(r"[a-z]+", words.lower()))
    is_words = all(piece.kind is Kind.WORD for piece in pieces(words))
    return bool(_NAME.fullmatch(words)) and is_words and not named and not suggestion(words)


def _not_understood(facts: Facts) -> list[Problem]:
    several = [Problem("", "This speaks of several leads; a command scores one")] if facts.more else []
    unread = [
        Problem("", f"“{words}” is not understood{suggestion(words) or _how_to_say(words)}") for words in facts.left
    ]
    return [*unread, *several]


def _how_to_say(words: str) -> str:
    return "; say what it is, as in “age 45”" if re.match(r"-?\$?\d", words) else ""
