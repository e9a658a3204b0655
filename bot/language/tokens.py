"""Tokens: a text in plain characters, cut into parts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from bot.language import vocabulary
from scoring.fields.field import Value
from scoring.fields.units import NUMBER


class TokenKind(StrEnum):
    """What a token is."""

    FIELD = auto()  # words that name a field of a lead
    AMOUNT = auto()  # a number in digits or words, with its unit, its hedges, or as a range
    OPTION = auto()  # an option of a choice
    EMAIL = auto()
    PHONE = auto()
    YES = auto()
    NO = auto()
    DONT_KNOW = auto()
    EQUALS = auto()  # connects a value to the field before it
    COMMA = auto()  # separates one fact from the next
    STOP = auto()  # the end of a sentence or a line
    QUESTION = auto()  # a question mark
    QUOTED = auto()
    PERSON = auto()  # the person a fact is about: "she", "the client"
    OTHER = auto()  # a person or a thing that is not the lead
    MAY_BE = auto()  # what follows may happen later
    IF = auto()
    UNCLEAR = auto()  # words that change their neighbors in a way that is not understood
    FILLER = auto()
    WORD = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as people say it, in digits: `low` to `high`, which differ only for a range.

    `rough`: it is the reading of a vague word, such as "about 250k" or "mid forties". `spoken`: in two parts, as "seven
    eighty", which counts only where numbers are short. `decade`: it gives an age to about ten years. `values` holds
    what it states of each feature that it can measure, within that feature's limits or not.
    """

    low: str
    high: str
    rough: bool = False
    spoken: bool = False
    decade: bool = False
    values: Mapping[str, Value] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a text, from `start` to `end`.

    `low` is its text in lower case. `fields` are the fields it may name; the unit of an amount decides between them.
    `is_verb`: it names them only next to an amount. `corrected` is the spelling it was read as, if it was misspelled.
    """

    kind: TokenKind
    text: str
    low: str
    start: int
    end: int
    fields: tuple[str, ...] = ()
    is_verb: bool = False
    corrected: str = ""
    amount: Amount | None = None


_PLAIN = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u00a0": " ", "\u202f": " ", "≈": "~"}
)
"""Curly quotes, dashes and hard spaces, which phones and spreadsheets insert, as plain ones."""

_SPELLED_OUT = (
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
    (re.compile(r"^([^\n-]*\d[a-z]?)\s-\s(?=\$?\d)(?!.*\s-\s)", re.MULTILINE), r"\1-"),
    (re.compile(r"<([\w.+-]{1,64}@[\w.-]{1,255})>"), r" \1 "),
)
_RATING = re.compile(r"(?<=\b[3-8]\d\d)\sscore\b(?!\s*(?:(?:of|is|:|=)\s*)?\d)", re.IGNORECASE)

_PHONE = "|".join(
    (
        r"\+\d{1,3}(?:[ .-]?(?:\(\d{1,4}\)|\d++)){1,5}",  # +1 (415) 555-0132
        r"\(\d{3}\)[ ]?\d{3}[ .-]?\d{4}",  # (415) 555-0132
        r"\d{3}[ .-]\d{3}[ .-]\d{4}",  # 415-555-0132
    )
)
_TOKEN = re.compile(
    rf"""
      "(?P<QUOTED>[^"]*)"
    | (?P<QUESTION>\?+(?!\w))
    | (?P<STOP>(?:[;\n]|!+(?!\w)|\.+(?!\S))+)
    | (?P<COMMA>[,|·(){{}}]+|(?<!\S)(?:-+(?=\s+[^\s,;])|/(?!\S)))
    | (?P<EQUALS>=|:(?!//))
    | (?P<EMAIL>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<PHONE>(?<![\w.$-])(?:{_PHONE})(?![\w@-]))
    | (?P<TIME>(?<![\w.])\d+(?::\d+)+)
    | (?P<AMOUNT>(?<![\w.])(?<!\d,)-?\$?(?>(?:(?:{NUMBER})[a-zA-Z]*)+)(?![\w@-]|,\d))
    | (?P<WORD>(?:[^\s,;=:"|·(){{}}?!.]|[.!?](?=\w)|:(?=//))+)
    """,
    re.VERBOSE,
)
_KINDS = {kind.name: kind for kind in TokenKind} | {"TIME": TokenKind.WORD}


def normalize(text: str, rating: str = "") -> str:
    """Return `text` in plain characters, with short forms spelled out.

    `rating` is the title of the credit rating, if the leads have one: "780 score" means it.
    """
    text = text.translate(_PLAIN)
    for short, long in _SPELLED_OUT:
        text = short.sub(long, text)
    return _RATING.sub(f" {rating}", text) if rating else text


def split(text: str) -> list[Token]:
    """Return the tokens of a normalized text by their form alone, the dots of abbreviations left out."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or ""
        part = match[group]
        token = Token(_KINDS[group], part, part.lower(), *match.span())
        if part != "." or not tokens or not _is_abbreviation(tokens[-1]):
            tokens += _without_contraction(token)
    return tokens


def _is_abbreviation(token: Token) -> bool:
    return token.low in vocabulary.AFTER_DOT or len(token.text) == 1


def _without_contraction(token: Token) -> Iterator[Token]:
    """Yield "Dana's" as two tokens, "Dana" and "'s"; "she's" is a word of its own."""
    if token.kind is TokenKind.WORD and token.low.endswith("'s") and token.low not in vocabulary.ALL:
        middle = token.end - len("'s")
        yield replace(token, text=token.text[:-2], low=token.low[:-2], end=middle)
        yield Token(TokenKind.WORD, token.text[-2:], "'s", middle, token.end)
    else:
        yield token
