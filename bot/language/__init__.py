"""Language: what people write, turned into facts about leads. It knows no chat, no store and no list of fields."""

from bot.language.extract import Parser
from bot.language.facts import FactParser, Facts

__all__ = ["FactParser", "Facts", "Parser"]
