"""Words to facts: what a person says of a lead in their own words, made values."""

from bot.language.facts import Facts, ReadFacts
from bot.language.parse import parse_facts

__all__ = ["Facts", "ReadFacts", "parse_facts"]
