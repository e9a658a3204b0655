"""Pairs: a field and its value with a sign between them, as in "credit=780" and "Age: 45"."""

from bot.language.quantities import state_quantity
from bot.language.statement import Statement
from bot.language.token import Kind, Piece
from scoring.fields.field import Feature, Identity, Quantity, Signal
from scoring.fields.lead import FIELDS

_YES_OR_NO = {Kind.YES: True, Kind.NO: False}


def take_pairs(statement: Statement) -> None:
    """Take `key=value`, of which nothing that follows can change the meaning."""
    for at, piece in enumerate(statement.pieces):
        if piece.kind is Kind.FIELD and statement.kind(at + 1) is Kind.EQUALS and at in statement.free:
            _take_pair(statement, at, piece)


def _take_pair(statement: Statement, at: int, piece: Piece) -> None:
    field, places = FIELDS[piece.fields[0]], _value_places(statement, at + 2, FIELDS[piece.fields[0]])
    statement.take(at, at + 1, *places)
    first = statement.pieces[places[0]] if places else None
    if first is None or not statement.words(places):
        said_what = "say which" if isinstance(field, Identity) else field.allowed
        statement.problem(field.name, f"{field.title}: {said_what}", field.allowed)
    elif isinstance(field, Identity):
        statement.state(field.name, statement.words(places), places)
    elif first.kind is Kind.DONT_KNOW:
        statement.state(field.name, None, places)
    elif isinstance(field, Signal):
        _state_value(statement, field, at, places)
    elif isinstance(field, Quantity) and first.amount and len(places) == 1 and first.amount.is_of(field):
        state_quantity(statement, field.name, places[0], places)
    elif first.kind is Kind.NO and len(places) == 1:
        statement.state(field.name, 0, places)
    else:
        words = statement.words(places)
        statement.problem(field.name, f"{field.title}: {field.allowed}, not “{words}”", field.allowed)


def _state_value(statement: Statement, signal: Signal, at: int, places: list[int]) -> None:
    """State what stands after "budget:" or "location:", which may also be what the lead told."""
    first, words = statement.pieces[places[0]], statement.words(places)
    is_amount = bool(signal.amount and first.amount and signal.amount.can_read(first.amount.low) and first.text != "0")
    is_told = signal.told and not signal.amount and first.kind is Kind.WORD and first.text.istitle()
    note = f"“{statement.words([at, *places])}” taken as {signal.say(1).text}" if is_amount or is_told else ""
    value = True if note else _YES_OR_NO.get(first.kind, {"1": True, "0": False}.get(first.text, words))
    statement.state(signal.name, value, places, "" if first.text == "1" else note)


def _value_places(statement: Statement, at: int, field: Identity | Feature) -> list[int]:
    """Return the places of a value: one amount, yes, no or quotation, or as many words as may belong together."""
    kind = statement.kind(at)
    if kind in {None, Kind.COMMA, Kind.STOP, Kind.QUESTION, Kind.EQUALS}:
        return []
    end = at + 1
    if kind in {Kind.QUOTED, Kind.PHONE, Kind.EMAIL, Kind.DONT_KNOW} or at in statement.silent:
        return [at]
    while isinstance(field, Identity) and field.in_groups and _is_group_of_digits(statement, end):
        end += 1
    if isinstance(field, Identity) or kind not in {Kind.AMOUNT, Kind.YES, Kind.NO}:
        while _goes_on(statement, end):
            end += 1
    return list(range(at, end))


def _goes_on(statement: Statement, at: int) -> bool:
    kind, capital = statement.kind(at), at < len(statement.pieces) and statement.pieces[at].text[:1].isupper()
    named = capital and kind in {Kind.FILLER, Kind.MAY_BE, Kind.PERSON, Kind.OTHER}
    joined = kind is Kind.FILLER and statement.kind(at + 1) is Kind.WORD
    return kind is Kind.WORD or named or joined or statement.low(at) == "'s"


def _is_group_of_digits(statement: Statement, at: int) -> bool:
    """Tell whether an amount is nothing but digits, and not that of a field after it."""
    if statement.kind(at) is not Kind.AMOUNT or statement.kind(at + 1) is Kind.FIELD:
        return False
    return statement.pieces[at].text.replace("-", "").isdigit()
