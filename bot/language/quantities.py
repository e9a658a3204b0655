"""Quantities: the features that are numbers, tied to the words that state them."""

from bot.language import vocabulary as said
from bot.language.field_names import OWN_WORDS
from bot.language.others import is_of_another
from bot.language.statement import Statement
from bot.language.token import Kind, Piece
from scoring.fields.field import Quantity
from scoring.fields.lead import FEATURES, FIELDS
from scoring.fields.units import COUNT

_MOST_QUOTED = 40
_SHORT = 8
_DIGITS_OF_YEAR = 4
_DENIED = {Kind.NO, Kind.DONT_KNOW}


def take_quantities(statement: Statement) -> None:
    """Take the quantities that have an amount beside them, or a "no"."""
    unclear: set[int] = set()
    for at, piece in statement.fields(Quantity):
        if is_of_another(statement, at):
            continue
        own = OWN_WORDS[piece.fields[0]]
        before, after = statement.near(at, -1, own), statement.near(at, +1, own)
        sides = [after, before] if piece.is_verb else [before, after]
        dated = [near for near in sides if _is_time(statement, near, at)]
        sides = [near for near in sides if near not in dated]
        found = next(((near, name) for near in sides if (name := _measured(statement, near, piece))), None)
        if found and (_is_two_ways(statement, at, before, after) or _may_have(statement, at, unclear)):
            places = [at, *(near for near in (before, after) if near >= 0)]
            unclear.update(places)
            statement.take(*places)
            statement.problem(piece.fields[0], f"“{statement.words(places)}” can be read in two ways; put commas")
        elif found:
            state_quantity(statement, found[1], found[0], [at, found[0]])
        elif not _take_unknown(statement, at, before, after) and not piece.is_verb and not dated:
            _say_what_is_missing(statement, at)


def take_short_names(statement: Statement) -> None:
    """Take an amount behind the last word of a quantity's title, which alone may mean something else: "score 745"."""
    for feature in (one for one in FEATURES if isinstance(one, Quantity)):
        *more, last = feature.title.lower().split()
        alone = [at for at in sorted(statement.free) if more and statement.low(at) == last]
        for at in [at for at in alone if statement.kind(at) is not Kind.FIELD]:
            near = statement.near(at + (statement.low(at + 1) in {":", "="}), +1)
            amount = statement.pieces[near].amount if near >= 0 else None
            if amount and amount.is_of(feature) and feature.at_least <= amount.of(feature) <= feature.at_most:
                state_quantity(statement, feature.name, near, [at, near], note="noted")


def take_yearly(statement: Statement) -> None:
    """Take an amount of money by the year that stands alone between commas, as what somebody earns: "$95,000/yr".

    Behind what was not understood it may be anything: "rent, 24k a year".
    """
    feature = next(one for one in FEATURES if isinstance(one, Quantity) and one.unit.sign)
    for at in sorted(statement.free):
        amount = statement.pieces[at].amount
        is_yearly = said.YEARLY & {statement.low(at + 1), statement.low(at + 2)}
        if amount and is_yearly and amount.is_of(feature) and _stands_alone(statement, at):
            state_quantity(statement, feature.name, at, [at], note="noted")


def _stands_alone(statement: Statement, at: int) -> bool:
    clause = statement.clause(at)
    if len(clause) > _SHORT or any(
        place != at and statement.kind(place) not in {Kind.FILLER, Kind.PERSON} for place in clause
    ):
        return False
    is_listed = statement.low(clause.start - 1) in said.SEPARATORS and clause.start - 2 in statement.fact_at
    return clause.start == 0 or is_listed


def state_quantity(statement: Statement, name: str, amount_at: int, places: list[int], note: str = "") -> None:
    """State the amount at a place as that of a quantity, whose amount it can be."""
    feature, piece = FIELDS[name], statement.pieces[amount_at]
    assert isinstance(feature, Quantity) and piece.amount is not None  # noqa: S101, PT018, the callers have looked
    value = piece.amount.of(feature)
    if piece.amount.rough or note:
        note = f"“{piece.text}” taken as {feature.say(value).text}"
    statement.state(name, value, places, note or statement.misspelling(places), piece.text)


def _is_time(statement: Statement, at: int, field_at: int) -> bool:
    """Tell whether a number may be an hour or a year, and no count: "opens at 9", "in 2023, visits 5"."""
    feature = FIELDS[statement.pieces[field_at].fields[0]]
    is_count = isinstance(feature, Quantity) and feature.unit is COUNT
    follows = at > field_at or statement.low(at - 1) == "at" or len(statement.low(at)) == _DIGITS_OF_YEAR
    return is_count and follows and statement.is_date(at)


def _measured(statement: Statement, at: int, field: Piece) -> str:
    """Return the field that a piece names of which the amount at a place can be, or nothing."""
    amount = statement.pieces[at].amount if at >= 0 else None
    names = (name for name in field.fields if amount and isinstance(FIELDS[name], Quantity))
    return next((name for name in names if amount and amount.is_of(FIELDS[name])), "")  # type: ignore[arg-type]  # seen above


def _is_two_ways(statement: Statement, at: int, before: int, after: int) -> bool:
    """Tell whether either amount may be meant, there being more such amounts than fields: "45 income 250k"."""
    piece = statement.pieces[at]
    if piece.is_verb or not (_measured(statement, before, piece) and _measured(statement, after, piece)):
        return False
    free = [place for place in statement.clause(at) if place in statement.free]
    amounts = [place for place in free if _measured(statement, place, piece)]
    return len(amounts) > sum(statement.kind(place) is Kind.FIELD for place in free)


def _may_have(statement: Statement, at: int, unclear: set[int]) -> bool:
    """Tell whether the amount before a field may be its own or that of the field before: "25 visits 15 opens 45"."""
    before, piece = _beside(statement, at, -1), statement.pieces[at]
    name = _measured(statement, before, piece) if before in unclear else ""
    amount, feature = statement.pieces[before].amount, FIELDS.get(name)
    if amount is None or not isinstance(feature, Quantity):
        return False
    return feature.at_least <= amount.of(feature) <= feature.at_most


def _take_unknown(statement: Statement, at: int, before: int, after: int) -> bool:
    """Take a quantity that there is none of, that is not known, or that was spoken of already."""
    feature = FIELDS[statement.pieces[at].fields[0]]
    assert isinstance(feature, Quantity)  # noqa: S101, the caller has looked
    near = next((place for place in (before, after) if statement.kind(place) in _DENIED), None)
    if near is not None and statement.kind(statement.near(near, +1)) is not Kind.AMOUNT:
        untold = statement.kind(near) is Kind.DONT_KNOW or statement.is_untold(near, at) or feature.at_least > 0
        statement.state(feature.name, None if untold else 0, [at, near])
        return True
    sides = (statement.fact_at.get(_beside(statement, at, step)) for step in (-1, +1))
    if any(fact and fact.field in statement.pieces[at].fields for fact in sides):
        statement.take(at)
        return True
    return False


def _beside(statement: Statement, at: int, step: int) -> int:
    at += step
    while statement.kind(at) is Kind.FILLER and at not in statement.fact_at:
        at += step
    return at


def _say_what_is_missing(statement: Statement, at: int) -> None:
    """Say what a quantity must be that is named with no amount or a wrong one; what else is said is left."""
    words: list[int] = []
    place = at + 1
    while place in statement.free and statement.kind(place) in {Kind.WORD, Kind.FILLER, Kind.AMOUNT}:
        words.append(place)
        place += 1
    telling = [
        near for near in words if statement.kind(near) is not Kind.FILLER or statement.low(near) in said.QUALITIES
    ]
    is_value = any(statement.low(near) in said.QUALITIES or _is_numeric(statement, near) for near in telling[:1])
    if not is_value and any(near != at for near in statement.clause(at) if statement.kind(near) is not Kind.FILLER):
        return
    words = words[words.index(telling[0]) : words.index(telling[-1]) + 1] if telling else []
    feature = FIELDS[statement.pieces[at].fields[0]]
    said_of_it = f", not “{statement.words(words)[:_MOST_QUOTED]}”" if words else ""
    statement.take(at, *words)
    statement.problem(feature.name, f"{feature.title}: {feature.allowed}{said_of_it}", feature.allowed)


def _is_numeric(statement: Statement, at: int) -> bool:
    return any(char.isdigit() for char in statement.low(at))
