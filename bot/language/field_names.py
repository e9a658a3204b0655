"""The way to find features that words name until every room uses `Parser.names`."""

from bot.language import real_estate_parser
from scoring.fields.field import Feature


def named_features(words: str) -> tuple[Feature, ...]:
    """Return the features that `words` name."""
    return real_estate_parser().names.named_features(words)
