"""Lists of what is not known: "unknown: budget, visits", "budget and location unknown", "no idea of age or income"."""

from collections.abc import Iterable

from bot.language import vocabulary as said
from bot.language.statement import Statement
from bot.language.token import Kind
from scoring.fields.field import Feature
from scoring.fields.lead import FIELDS

_ENDS = {None, Kind.STOP, Kind.COMMA, Kind.QUESTION}
_HEADINGS = {"missing"}
_JOINS = said.NOR | {"and", "&"}
_BEFORE_FIELDS = (said.BESIDE_ANSWERS | {"about", "of", "on"}) - said.ARE
_BEHIND_FIELDS = said.ARE | said.DETERMINERS | said.OURSELVES | {"still", "both", "all"}
_AFTER_FIELDS = said.BESIDE_ANSWERS - said.BUT - said.ARE


def take_unknown_lists(statement: Statement) -> None:
    """Take the features that are said together not to be known; one beside such a word is left to other passes."""
    for at, piece in enumerate(statement.pieces):
        is_heading = piece.kind is Kind.DONT_KNOW or piece.low in _HEADINGS
        if not is_heading or at not in statement.free | statement.silent:
            continue
        colon = _colon(statement, at)
        if colon is not None:
            _state(statement, _after(statement, colon), [at, colon], fewest=1)
        elif piece.kind is Kind.DONT_KNOW:
            by_whom = statement.kind(_past(statement, at - 1, -1, said.ARE)) is Kind.PERSON  # "budget I don't know"
            _state(statement, _before(statement, at), [at], fewest=1 if by_whom else 2)
            _state(statement, _after(statement, at, also_commas=False), [at], fewest=2)


def _state(statement: Statement, places: list[int], beside: list[int], *, fewest: int) -> None:
    if len(places) < fewest or not all(_is_feature(statement, at) for at in places):
        return
    for at in places:
        statement.state(statement.pieces[at].fields[0], None, [at])
    statement.take(*beside)


def _colon(statement: Statement, at: int) -> int | None:
    """Return the place of the colon that makes a heading of the word at a place, or None: "unknown so far: …"."""
    at += 1
    while statement.kind(at) is Kind.FILLER:
        at += 1
    return at if statement.low(at) == ":" else None


def _after(statement: Statement, at: int, *, also_commas: bool = True) -> list[int]:
    """Return the places of the fields that are listed from there on, up to one of which more is said."""
    places: list[int] = []
    while True:
        at = _past(statement, at + 1, +1, _BEFORE_FIELDS)
        after = _past(statement, at + 1, +1, _AFTER_FIELDS)
        joins = statement.low(after) in _JOINS
        if statement.kind(at) is not Kind.FIELD or not (joins or _ends(statement, after)):
            return places
        places.append(at)
        if not joins and not (also_commas and statement.kind(after) is Kind.COMMA):
            return places
        at = after


def _before(statement: Statement, at: int) -> list[int]:
    """Return the places of the fields that are listed up to there, from one of which nothing else is said."""
    places: list[int] = []
    while True:
        at = _past(statement, at - 1, -1, _BEHIND_FIELDS)
        before = _past(statement, at - 1, -1, said.DETERMINERS)
        joins = statement.low(before) in _JOINS
        if statement.kind(at) is not Kind.FIELD or not (joins or _ends(statement, before)):
            return places
        places.append(at)
        if not joins:
            return places
        at = before


def _ends(statement: Statement, at: int) -> bool:
    return statement.kind(at) in _ENDS or statement.low(at) in said.CONTRAST


def _past(statement: Statement, at: int, step: int, words: Iterable[str]) -> int:
    while statement.low(at) in words and statement.kind(at) in {Kind.FILLER, Kind.PERSON}:
        at += step
    return at


def _is_feature(statement: Statement, at: int) -> bool:
    return at in statement.free and isinstance(FIELDS[statement.pieces[at].fields[0]], Feature)
