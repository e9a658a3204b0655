"""Amounts: the numbers of a text, as ranges and with hedges, and what they state of each feature."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from bot.language import vocabulary
from bot.language.field_words import FieldWords
from bot.language.numbers import NumberReader
from bot.language.tokens import Amount, Token, TokenKind
from scoring.fields.field import Fraction, Value
from scoring.fields.units import NUMBER

_RANGE = re.compile(rf"(\$?(?>{NUMBER})[a-z]*)-(\$?(?>{NUMBER})[a-z]*)")
_BARE = re.compile(rf"(-?)(\$?)({NUMBER})")
_TAIL = re.compile(rf"-?(\$?)(?:{NUMBER})\s*(.*)")
_JOINTS = {"to", "or"}
_BETWEEN = {"to", "and"}
MAX_HEDGES = 3
MAX_WORDS_OF_HEDGE = 3


def join_amounts(tokens: Sequence[Token], text: str, names: FieldWords) -> list[Token]:
    """Return the tokens of `text`, with those that belong to one amount joined."""
    reader = NumberReader(tokens, names)
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        amount, end = _written_range(tokens, at, reader) or reader.read(at) or (None, at + 1)
        joined.append(_joined(text, tokens[at], tokens[end - 1], amount) if amount else tokens[at])
        at = end
    hedged = _join_hedges(_join_ranges(joined, text), text)
    for at, token in enumerate(hedged):
        if amount := token.amount:
            values = _values(amount.low, amount.high, amount.rough, amount.spoken, names)
            hedged[at] = replace(token, amount=replace(amount, values=values))
    return hedged


def _joined(text: str, first: Token, last: Token, amount: Amount) -> Token:
    whole = text[first.start : last.end]
    return Token(TokenKind.AMOUNT, whole, whole.lower(), first.start, last.end, amount=amount)


def _written_range(tokens: Sequence[Token], at: int, reader: NumberReader) -> tuple[Amount, int] | None:
    """Read a range in one word at an index, such as "20-30", and return it with the index after it."""
    written = _RANGE.fullmatch(tokens[at].low) if tokens[at].kind is TokenKind.WORD else None
    if written is None:
        return None
    high, end = reader.with_unit(written[2], at + 1)
    return _range(written[1], high), end


def _join_ranges(tokens: Sequence[Token], text: str) -> list[Token]:
    """Join "between 600 and 650", "200 to 250k"."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        between = tokens[at].low == "between" and tokens[at].kind is TokenKind.WORD
        amount, end = _range_at(tokens, at + between, between=between) or (None, at + 1)
        joined.append(_joined(text, tokens[at], tokens[end - 1], amount) if amount else tokens[at])
        at = end
    return joined


def _range_at(tokens: Sequence[Token], at: int, *, between: bool) -> tuple[Amount, int] | None:
    """Return the range that two numbers with a word between them are, and the index after it."""
    low = tokens[at].amount if at < len(tokens) else None
    if low is None:
        return None
    if low.low != low.high:
        return (low, at + 1) if between else None
    joint, high = (tokens[at + 1].low, tokens[at + 2].amount) if at + 2 < len(tokens) else ("", None)
    if high is None or high.low != high.high or joint not in (_BETWEEN if between else _JOINTS):
        return None
    if joint == "or" and not _is_close(low.low, high.low):
        return None
    return _range(low.low, high.low), at + 3


def _range(low: str, high: str) -> Amount:
    """Return the range from `low` to `high`. The first takes the unit of the second, if it has none: "200-250k"."""
    tail = _TAIL.fullmatch(high)
    bare = _BARE.fullmatch(low)
    if bare and tail and (tail[2] or tail[1]):
        low = f"{bare[1]}{bare[2] or tail[1]}{bare[3]}{' ' if tail[2] else ''}{tail[2]}"
    return Amount(low, high, rough=True)


def _is_close(low: str, high: str) -> bool:
    """Return whether "low or high" is one rough number, and not two of them."""
    numbers = [re.match(rf"-?\$?({NUMBER})", one) for one in (low, high)]
    values = [float(one[1].replace(",", "")) for one in numbers if one]
    return len(values) == 2 and values[0] < values[1] <= 2 * values[0]


def _join_hedges(tokens: Sequence[Token], text: str) -> list[Token]:
    """Join amounts with the words around them that make them rough: "maybe about 25", "700 or so"."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at
        for _ in range(MAX_HEDGES):
            end += _phrase_length(tokens, end, vocabulary.HEDGES)
        amount = tokens[end].amount if end < len(tokens) else None
        if amount is None:
            joined.append(tokens[at])
            at += 1
            continue
        end += 1
        after = _phrase_length(tokens, end, vocabulary.AFTERTHOUGHTS)
        rough = replace(amount, rough=True) if end > at + 1 or after else amount
        joined.append(_joined(text, tokens[at], tokens[end + after - 1], rough))
        at = end + after
    return joined


def _phrase_length(tokens: Sequence[Token], at: int, phrases: frozenset[str]) -> int:
    """Return the length, in words, of the longest phrase at an index, or 0."""
    phrase, length = "", 0
    for count, token in enumerate(tokens[at : at + MAX_WORDS_OF_HEDGE], 1):
        if token.kind is not TokenKind.WORD:
            break
        phrase = f"{phrase} {token.low}" if phrase else token.low
        length = count if phrase in phrases else length
    return length


@lru_cache(maxsize=4096)
def _values(low: str, high: str, rough: bool, spoken: bool, names: FieldWords) -> Mapping[str, Value]:
    """Return what an amount states of each feature that it can measure; of a range, the middle."""
    values: dict[str, Value] = {}
    for feature in names.measured:
        with suppress(ValueError):
            if isinstance(feature, Fraction):
                values[feature.name] = (feature.read(low) + feature.read(high)) / 2
            elif spoken and feature.unbounded:
                continue  # "seven eighty": 780 or 780,000?
            elif low == high and not rough:
                values[feature.name] = feature.read(low)
            elif (bottom := feature.unit.read(low)) <= (top := feature.unit.read(high)):
                values[feature.name] = int((bottom + top) / 2 + 0.5)
    return values
