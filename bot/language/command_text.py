"""Parsing a command: one lead, stated in the text of a slash command, of which everything must be understood.

The facts are those of `parse_facts`. A command is about a lead and nothing else, so words that say nothing else are its
name, and what was not understood is a problem, answered with what the person may have meant.
"""

import re

from bot.language import Facts, parse_facts
from bot.language.suggestion import suggestion
from scoring.errors import InvalidLead, Problem
from scoring.fields.lead import Lead


def parse_lead(text: str) -> Lead:
    """Return the lead that `text` states, its unmentioned fields unknown.

    Raises:
        InvalidLead: naming all that is wrong or was not understood, and holding what was.
    """
    facts = parse_facts(text)
    if problems := (*facts.problems, *_not_understood(facts)):
        raise InvalidLead(problems, understood=facts.lead)
    return facts.lead


def _not_understood(facts: Facts) -> list[Problem]:
    several = [Problem("", "This speaks of several leads; say one at a time")] if facts.more else []
    unread = [
        Problem("", f"“{words}” is not understood{suggestion(words) or _how_to_say(words)}") for words in facts.left
    ]
    return [*unread, *several]


def _how_to_say(words: str) -> str:
    return "; say what it is, as in “age 45”" if re.match(r"-?\$?\d", words) else ""
