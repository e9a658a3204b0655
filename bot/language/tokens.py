"""Pieces: a plain text cut into the parts that mean something about a lead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.language import vocabulary as said
from bot.language.amounts import with_amounts
from bot.language.field_names import field_at
from bot.language.token import Kind, Piece
from scoring.fields.field import Identity, Signal
from scoring.fields.lead import FIELDS
from scoring.fields.units import NUMBER

_PHONE = "|".join(
    (
        r"\+\d{1,3}(?:[ .-]?(?:\(\d{1,4}\)|\d++)){1,5}",  # +1 (415) 555-0132
        r"\(\d{3}\)[ ]?\d{3}[ .-]?\d{4}",  # (415) 555-0132
        r"\d{3}[ .-]\d{3}[ .-]\d{4}",  # 415-555-0132
    )
)
_PIECE = re.compile(
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
_FORMS = {"TIME": Kind.WORD}
_KINDS = (
    (Kind.DONT_KNOW, said.DONT_KNOW),
    (Kind.YES, said.YES),
    (Kind.NO, said.NO),
    (Kind.IF, said.IF),
    (Kind.MAY_BE, said.MAY_BE),
    (Kind.UNCLEAR, said.UNCLEAR | said.PERIODS),
    (Kind.OTHER, said.OTHERS),
    (Kind.PERSON, said.PERSONS),
    (Kind.FILLER, said.FILLERS | said.REQUESTS),
)
_VALUES = {Kind.YES, Kind.NO, Kind.DONT_KNOW, Kind.AMOUNT}
_KIND_OF = {words: kind for kind, listed in reversed(_KINDS) for words in listed}
_SHORT = 4
_LONGEST_FROM: dict[str, int] = {}
for _phrase in _KIND_OF:
    _first, _more = _phrase.partition(" ")[0], _phrase.count(" ") + 1
    _LONGEST_FROM[_first] = max(_more, _LONGEST_FROM.get(_first, 0))


def pieces(text: str) -> list[Piece]:
    """Return the pieces of the plain `text`; words that name a field are one piece, as are those of an amount."""
    raw = [
        Piece(
            _FORMS.get(match.lastgroup or "") or Kind[match.lastgroup or ""],
            match[match.lastgroup or ""],
            *match.span(),
        )
        for match in _PIECE.finditer(text)
    ]
    named = list(_with_fields(list(_without_contractions(_without_dots(raw))), text))
    return list(_in_context(list(_after_no(_without_denied(list(_told_apart(with_amounts(named, text), text)))))))


def _without_dots(raw: list[Piece]) -> list[Piece]:
    """Leave out the dots of abbreviations: "Dr. Stein"."""
    return [
        piece
        for before, piece in zip([None, *raw], raw, strict=False)
        if not (piece.text == "." and before and (before.low in said.AFTER_DOT or len(before.text) == 1))
    ]


def _without_contractions(raw: list[Piece]) -> Iterator[Piece]:
    """Yield "Dana's" as two pieces, "Dana" and "'s"; "she's" is a word of its own."""
    for piece in raw:
        if piece.kind is Kind.WORD and piece.low.endswith("'s") and piece.low not in said.ALL:
            middle = piece.end - len("'s")
            yield replace(piece, text=piece.text[:-2], end=middle)
            yield Piece(Kind.WORD, piece.text[-2:], middle, piece.end)
        else:
            yield piece


def _with_fields(raw: list[Piece], text: str) -> Iterator[Piece]:
    at = 0
    while at < len(raw):
        piece, taken = (_phrase_length(raw, at) < 2 and field_at(raw, at)) or (raw[at], 1)
        yield replace(piece, text=text[piece.start : piece.end]) if piece.kind is Kind.FIELD else piece
        at += taken


def _told_apart(raw: list[Piece], text: str) -> Iterator[Piece]:
    at = 0
    while at < len(raw):
        length = _phrase_length(raw, at)
        if length:
            words = " ".join(piece.low for piece in raw[at : at + length])
            first, last = raw[at], raw[at + length - 1]
            yield Piece(_KIND_OF[words], text[first.start : last.end], first.start, last.end)
        else:
            yield _by_its_form(raw[at])
        at += length or 1


def _phrase_length(raw: list[Piece], at: int) -> int:
    """Return of how many words the longest phrase of the vocabulary is that begins at a place, or 0."""
    words: list[str] = []
    for piece in raw[at : at + _LONGEST_FROM.get(raw[at].low, 0)]:
        if piece.kind is not Kind.WORD:
            break
        words.append(piece.low)
    return next((length for length in range(len(words), 0, -1) if " ".join(words[:length]) in _KIND_OF), 0)


def _by_its_form(piece: Piece) -> Piece:
    if piece.kind is not Kind.WORD:
        return piece
    if piece.low.endswith("n't"):
        return replace(piece, kind=Kind.NO)
    if piece.text.islower() and piece.text.endswith("ly") and len(piece.text) > _SHORT:
        return replace(piece, kind=Kind.FILLER)
    return piece


def _without_denied(told: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, of "not 250k but 150k" only the amount that is meant."""
    at = 0
    while at < len(told):
        at += _denied_length(told, at)
        yield told[at]
        at += 1


def _denied_length(told: list[Piece], at: int) -> int:
    """Return of how many pieces "not 250k but" is at a place where the amount that is meant follows it, or 0."""
    if told[at].low != "not" and not (told[at].kind is Kind.NO and told[at].low.endswith("n't")):
        return 0
    comma = at + 2 < len(told) and told[at + 2].text == ","
    but = at + 2 + comma
    if but + 1 >= len(told) or told[but].low != "but":
        return 0
    between_fields = any(piece.kind is Kind.FIELD for piece in told[max(0, at - 2) : at]) and any(
        piece.kind is Kind.FIELD for piece in told[but + 2 : but + 3]
    )
    is_meant = told[at + 1].kind is told[but + 1].kind is Kind.AMOUNT and not between_fields
    return but + 1 - at if is_meant else 0


def _after_no(told: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, an "any" after a "no" as a word that adds nothing: "doesn't have any budget"."""
    denied = False
    for piece in told:
        says_nothing = piece.kind in {Kind.FILLER, Kind.PERSON, Kind.FIELD} or piece.low == "any"
        denied = piece.kind is Kind.NO or (denied and says_nothing)
        yield replace(piece, kind=Kind.FILLER) if denied and piece.low == "any" else piece


def _in_context(told: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, told by their neighbours: "Dana: age 45" has a comma, "Mark Lead" no field."""
    before: Piece | None = None
    for piece, after in zip(told, [*told[1:], None], strict=False):
        before = _by_its_neighbours(before, piece, after)
        yield before


def _by_its_neighbours(before: Piece | None, piece: Piece, after: Piece | None) -> Piece:
    after_it = after.kind if after else None
    if piece.text == ":" and after_it is not Kind.EQUALS and (before is None or before.kind is not Kind.FIELD):
        return replace(piece, kind=Kind.COMMA)
    if piece.text == ":" and before and _is_heading(before, after):
        return replace(piece, kind=Kind.COMMA)
    if piece.text == "(" and before and before.kind is Kind.FIELD and after_it in _VALUES:
        return replace(piece, kind=Kind.EQUALS)
    if piece.kind is Kind.QUESTION and before and before.kind is Kind.EQUALS:
        return replace(piece, kind=Kind.DONT_KNOW)
    if piece.kind is Kind.QUESTION and before and before.kind is Kind.FIELD and after_it in _VALUES:
        return replace(piece, kind=Kind.EQUALS)
    if piece.low == "one" and before and before.low in said.ANOTHER and after_it is not Kind.FIELD:
        return replace(piece, kind=Kind.PERSON)
    if _is_part_of_a_name(before, piece, after):
        return replace(piece, kind=Kind.WORD)
    if piece.kind is Kind.FIELD and isinstance(FIELDS[piece.fields[0]], Identity):
        return replace(piece, kind=_kind_of_identity(piece, after))
    return piece


def _is_heading(before: Piece, after: Piece | None) -> bool:
    """Tell whether a signal is no key with its value but a heading, with a name after it: "Inquiry: Dana Reyes"."""
    field = FIELDS[before.fields[0]] if before.kind is Kind.FIELD else None
    return isinstance(field, Signal) and not field.told and after is not None and after.kind is Kind.WORD and (
        after.text.istitle()
    )  # fmt: skip


def _is_part_of_a_name(before: Piece | None, piece: Piece, after: Piece | None) -> bool:
    """Tell whether a word with another meaning is a name by its capital and its neighbour's: "An Nguyen"."""
    is_named = any(near and near.kind is Kind.WORD and near.text[:1].isupper() for near in (before, after))
    if piece.text == "&":
        return bool(before and after) and is_named and piece.kind is Kind.FILLER
    is_first = before is None or before.kind is not Kind.WORD or not before.text[:1].isupper()
    could_be = piece.low in said.NAMES_TOO if is_first else piece.low not in said.ARE
    is_feature = piece.kind is Kind.FIELD and not isinstance(FIELDS[piece.fields[0]], Identity)
    return piece.text.istitle() and could_be and not is_feature and (is_named or (is_first and _is_title(after)))


def _is_title(piece: Piece | None) -> bool:
    return (
        piece is not None and piece.text.istitle() and piece.kind in {Kind.WORD, Kind.FIELD, Kind.FILLER, Kind.PERSON}
    )


def _kind_of_identity(piece: Piece, after: Piece | None) -> Kind:
    """Return what a word that names an identity is: a field with its value, a person, or part of a name."""
    if after and after.kind is Kind.EQUALS:
        return Kind.FIELD
    if piece.low in said.PERSONS:
        return Kind.PERSON
    return Kind.FILLER if piece.low in said.FILLERS and not _is_announced(after) else Kind.FIELD


def _is_announced(after: Piece | None) -> bool:
    return after is not None and (after.kind in {Kind.EMAIL, Kind.PHONE, Kind.WORD} or after.low in said.ARE)
