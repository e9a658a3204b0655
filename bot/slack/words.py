"""Words: a person's text cut into the pieces that mean something about a lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from scoring.feature import Quantity
from scoring.lead import FEATURES, FIELDS
from scoring.units import NUMBER


class Kind(Enum):
    """What a piece of text is."""

    FIELD = auto()  # words that name a field of a lead
    AMOUNT = auto()  # a number, perhaps with a sign and a unit
    YES = auto()
    NO = auto()
    EQUALS = auto()  # what ties a value to the field before it
    COMMA = auto()  # what parts one fact from the next
    QUOTED = auto()
    FILLER = auto()
    WORD = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, from `start` to `end`; `text` is what it says, `field` the field of `Lead` that it names."""

    kind: Kind
    text: str
    start: int
    end: int
    field: str = ""


_YES = frozenset({"yes", "y", "true", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "not", "without", "✗", "✘"})
_ARTICLES = frozenset({"a", "an", "the", "and", "of", "on", "with"})
_HEDGES = frozenset({"about", "approx", "around", "at", "circa", "~", "spent", "has", "have", "is", "was", "were"})
_FILLERS = _ARTICLES | _HEDGES


_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_SAME = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u00a0": " "}
)
"""Curly quotes, dashes and hard spaces, which phones and spreadsheets put in, as plain ones."""

_PIECE = re.compile(
    rf"""
      "(?P<QUOTED>[^"]*)"
    | (?P<COMMA>[,;\n]+)
    | (?P<EQUALS>=|:(?!//))
    | (?P<AMOUNT>(?<![\w.])-?\$?(?:(?:{NUMBER})[a-zA-Z]*)+(?![\w@-]))
    | (?P<WORD>(?:[^\s,;=:"]|:(?=//))+)
    """,
    re.VERBOSE,
)


def unescaped(text: str) -> str:
    """Return `text` as it was typed, before Slack escaped three characters of it."""
    for escaped, char in _ESCAPED:
        text = text.replace(escaped, char)
    return text


def plain(text: str) -> str:
    """Return `text` as it was typed, with straight quotes and dashes."""
    return unescaped(text).translate(_SAME)


def normal(words: str) -> tuple[str, ...]:
    """Return `words` in the form in which fields are recognised: "Pre-approved" is ("pre", "approved")."""
    return tuple(re.sub(r"[\W_]+", " ", words.lower()).split())


FIELD_NAMES: dict[tuple[str, ...], str] = {
    normal(words): field.name for field in FIELDS.values() for words in (field.name, field.title, *field.synonyms)
}
"""Every name that `Lead` gives its fields, and the field that it names."""

_LONGEST = max(len(name) for name in FIELD_NAMES)


def pieces(text: str) -> list[Piece]:
    """Return the pieces of the plain `text`; words that name a field are one piece, as are a number and its unit."""
    raw = [
        Piece(Kind[match.lastgroup or ""], match[match.lastgroup or ""], *match.span())
        for match in _PIECE.finditer(text)
    ]
    return list(_joined(raw))


def measured(amount: str) -> list[Quantity]:
    """Return the features whose unit can read `amount`."""
    return [feature for feature in FEATURES if isinstance(feature, Quantity) and _reads(feature, amount)]


def _reads(feature: Quantity, amount: str) -> bool:
    try:
        feature.unit.read(amount)
    except ValueError:
        return False
    return True


def _joined(raw: list[Piece]) -> Iterator[Piece]:
    at = 0
    while at < len(raw):
        piece, taken = _field_at(raw, at) or _amount_at(raw, at) or (_told_apart(raw[at]), 1)
        yield piece
        at += taken


def _field_at(raw: list[Piece], at: int) -> tuple[Piece, int] | None:
    found = None
    for end in range(at, min(at + _LONGEST, len(raw))):
        if raw[end].kind is not Kind.WORD:
            break
        words = " ".join(piece.text for piece in raw[at : end + 1])
        name = FIELD_NAMES.get(normal(words))
        if name:
            found = Piece(Kind.FIELD, words, raw[at].start, raw[end].end, name), end - at + 1
    return found


def _amount_at(raw: list[Piece], at: int) -> tuple[Piece, int] | None:
    """Return the amount at `at` with the words that belong to it: "1.5 hours", "1h 30m"."""
    if raw[at].kind is not Kind.AMOUNT:
        return None
    text, end = raw[at].text, at + 1
    while end < len(raw) and raw[end].text[-1:].isalpha() and not _field_at(raw, end):
        if not measured(f"{text} {raw[end].text}"):
            break
        text, end = f"{text} {raw[end].text}", end + 1
    return Piece(Kind.AMOUNT, text, raw[at].start, raw[end - 1].end), end - at


def _told_apart(piece: Piece) -> Piece:
    if piece.kind is Kind.WORD:
        for kind, words in ((Kind.YES, _YES), (Kind.NO, _NO), (Kind.FILLER, _FILLERS)):
            if piece.text.lower() in words:
                return Piece(kind, piece.text, piece.start, piece.end)
    return piece
