"""Language: what people write, turned into facts about leads. It knows no chat, no store and no list of fields."""

from functools import cache
from typing import Protocol

from bot.language.extract import Parser
from bot.language.facts import FactParser, Facts
from scoring.fields.field import Feature
from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import Lead

__all__ = ["FactParser", "Facts", "Parser", "ReadFacts", "parse_facts", "reader", "real_estate_parser"]


# From here on: as it was, until every room uses Parser.


@cache
def real_estate_parser() -> Parser:
    """Return the parser of real-estate leads."""
    return Parser(load_real_estate())


class ReadFacts(Protocol):
    """What reads a text as Slack sends it."""

    def __call__(
        self,
        text: str,
        features: tuple[Feature, ...] = (),
        *,
        asked: Feature | None = None,
        known: Lead | None = None,
        markup: bool = False,
    ) -> Facts:
        """Return what `text` says about leads."""


def reader(parser: FactParser) -> ReadFacts:
    """Return what reads a text as Slack sends it, by a parser."""
    from bot.slack.plain_text import plain_command, plain_message

    def read(
        text: str,
        features: tuple[Feature, ...] = (),  # noqa: ARG001, the parser's are meant
        *,
        asked: Feature | None = None,
        known: Lead | None = None,
        markup: bool = False,
    ) -> Facts:
        plain = plain_message(text) if markup else plain_command(text)
        return parser.parse(plain, asked=asked, known=known, is_command=not markup)

    return read


def parse_facts(
    text: str,
    features: tuple[Feature, ...] = (),
    *,
    asked: Feature | None = None,
    known: Lead | None = None,
    markup: bool = False,
) -> Facts:
    """Return what `text`, as Slack sends it, says about leads."""
    return reader(real_estate_parser())(text, features, asked=asked, known=known, markup=markup)
