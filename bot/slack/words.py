"""Words: a person's text cut into the pieces that mean something about a lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from scoring.feature import Identity, Quantity
from scoring.lead import FEATURES, FIELDS
from scoring.units import NUMBER


class Kind(Enum):
    """What a piece of text is."""

    FIELD = auto()  # words that name a field of a lead
    AMOUNT = auto()  # a number, perhaps with a sign and a unit
    EMAIL = auto()
    YES = auto()
    NO = auto()
    EQUALS = auto()  # what ties a value to the field before it
    COMMA = auto()  # what parts one fact from the next
    QUOTED = auto()
    FILLER = auto()
    UNCLEAR = auto()  # words that change what stands beside them in a way that is not understood
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
_NO = frozenset({"no", "n", "false", "not", "without", "w/o", "never", "lacks", "neither", "nor", "✗", "✘"})
_JOINING = frozenset({"a", "an", "the", "and", "of", "on", "with", "but", "also", "per", "annum", "year", "annually"})
_HEDGES = frozenset({"about", "approx", "around", "at", "circa", "spent", "has", "have", "is", "was", "were", "yet"})
_FILLERS = _JOINING | _HEDGES | {"already", "still", "so", "far", "/yr", "/year"}
_UNCLEAR = frozenset(
    {"any", "asked", "combined", "denied", "household", "joint", "maybe", "missing", "monthly", "month", "needs", "net"}
    | {"nope", "pending", "perhaps", "probably", "quarterly", "rejected", "undisclosed", "unknown", "wants", "weekly"}
)

_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_SAME = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u00a0": " "}
)
"""Curly quotes, dashes and hard spaces, which phones and spreadsheets put in, as plain ones."""

_SPELT_OUT = (
    (re.compile(r"~(?=\s*\$?\d)"), "about "),
    (re.compile(r"(?<=\d)\s*-?(?:yo|y/o|year-old)\b", re.IGNORECASE), " years old"),
)

_PIECE = re.compile(
    rf"""
      "(?P<QUOTED>[^"]*)"
    | (?P<COMMA>[,;\n|·]+|(?<!\S)-+(?=\s+[^\s,;])|\.(?!\S))
    | (?P<EQUALS>=|:(?!//))
    | (?P<EMAIL>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<AMOUNT>(?<![\w.])-?\$?(?>(?:(?:{NUMBER})[a-zA-Z]*)+)(?![\w@-]))
    | (?P<WORD>(?:[^\s,;=:"|·]|:(?=//))+)
    """,
    re.VERBOSE,
)
_NAMING = re.compile(r"([a-z0-9][a-z0-9'_/-]*)[.?!]?", re.IGNORECASE)


def unescaped(text: str) -> str:
    """Return `text` as it was typed, before Slack escaped three characters of it."""
    for escaped, char in _ESCAPED:
        text = text.replace(escaped, char)
    return text


def plain(text: str) -> str:
    """Return `text` as it was typed, with straight quotes and dashes, and some short forms spelt out."""
    text = unescaped(text).translate(_SAME)
    for short, long in _SPELT_OUT:
        text = short.sub(long, text)
    return text


def normal(words: str) -> tuple[str, ...]:
    """Return `words` in the form in which fields are recognised: "Pre-approved" is ("pre", "approved")."""
    found = [_NAMING.fullmatch(word) for word in words.split()]
    if not all(found):
        return ()
    return tuple(re.sub(r"[-_/']+", " ", " ".join(match[1] for match in found if match).lower()).split())


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
    return list(_in_context(list(_joined(raw))))


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
    """Return the amount at `at` with the words that belong to it: "1.5 hours", "2 hours 15 minutes"."""
    if raw[at].kind is not Kind.AMOUNT:
        return None
    text, end = raw[at].text, at + 1
    while more := next((step for step in (1, 2) if _goes_on(text, raw, end, step)), 0):
        text = " ".join([text, *(piece.text for piece in raw[end : end + more])])
        end += more
    return Piece(Kind.AMOUNT, text, raw[at].start, raw[end - 1].end), end - at


def _goes_on(amount: str, raw: list[Piece], at: int, count: int) -> bool:
    following = raw[at : at + count]
    if [piece.kind for piece in following] not in ([Kind.WORD], [Kind.AMOUNT], [Kind.AMOUNT, Kind.WORD]):
        return False
    text = " ".join([amount, *(piece.text for piece in following)])
    return text[-1].isalpha() and _is_measured(text) and not _field_at(raw, at + count - 1)


def _is_measured(amount: str) -> bool:
    return any(isinstance(feature, Quantity) and feature.unit.can_read(amount) for feature in FEATURES)


def _told_apart(piece: Piece) -> Piece:
    if piece.kind is not Kind.WORD:
        return piece
    word = piece.text.lower().rstrip(".?!")
    kinds = (
        (Kind.YES, word in _YES),
        (Kind.NO, word in _NO or word.endswith("n't")),
        (Kind.UNCLEAR, word in _UNCLEAR),
        (Kind.FILLER, piece.text in _FILLERS),  # with a capital it may be a name: "An Nguyen"
    )
    return replace(piece, kind=next((kind for kind, fits in kinds if fits), Kind.WORD))


def _in_context(joined: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, told by their neighbours: "Dana: age 45" has a comma, "Mark Lead" no field."""
    for before, piece, after in zip([None, *joined], joined, [*joined[1:], None], strict=False):
        if piece.text == ":" and before and before.kind is Kind.WORD and after and after.kind is Kind.FIELD:
            yield replace(piece, kind=Kind.COMMA)
        elif piece.kind is Kind.FIELD and isinstance(FIELDS[piece.field], Identity):
            yield replace(piece, kind=_kind_of_identity(before, after))
        else:
            yield piece


def _kind_of_identity(before: Piece | None, after: Piece | None) -> Kind:
    """Return what a word that names an identity is: a field only with its value, else perhaps part of a name."""
    if after and after.kind is Kind.EQUALS:
        return Kind.FIELD
    if after and after.kind is Kind.EMAIL:
        return Kind.FILLER
    return Kind.WORD if before and before.kind is Kind.WORD else Kind.UNCLEAR
