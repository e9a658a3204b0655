"""The way to read a command until every room uses `Parser`."""

from bot.language import parse_facts
from scoring.fields.lead import Lead


def parse_lead(text: str) -> Lead:
    """Return the lead that `text` states; see `Facts.require_understood`."""
    return parse_facts(text).require_understood()
