"""Lists: facts as fields with their values, "age: 45, credit=780", and lists of what is unknown, "unknown: budget"."""

from collections.abc import Iterable

from bot.language import vocabulary
from bot.language.quantities import state_amount, value_of_none
from bot.language.statement import Statement
from bot.language.tokens import Token, TokenKind
from scoring.fields.field import Choice, Field, IdentityField, YesNo

_YES_OR_NO = {TokenKind.YES: True, TokenKind.NO: False}
_WHOLE_VALUES = {TokenKind.QUOTED, TokenKind.PHONE, TokenKind.EMAIL, TokenKind.DONT_KNOW}
_NO_VALUES = {None, TokenKind.COMMA, TokenKind.STOP, TokenKind.QUESTION, TokenKind.EQUALS}
_ENDS = {None, TokenKind.STOP, TokenKind.COMMA, TokenKind.QUESTION}
_HEADINGS = {"missing"}
_JOINTS = vocabulary.NOR | {"and", "&"}
_BEFORE_FIELDS = (vocabulary.NEXT_TO_ANSWERS | {"about", "of", "on"}) - vocabulary.ARE
_BETWEEN_FIELDS = vocabulary.ARE | vocabulary.DETERMINERS | vocabulary.OURSELVES | {"still", "both", "all"}
_AFTER_FIELDS = vocabulary.NEXT_TO_ANSWERS - vocabulary.BUT - vocabulary.ARE


def extract_pairs(statement: Statement) -> None:
    """Extract `key=value` and `key: value`, whose meaning nothing that follows can change."""
    for at, token in enumerate(statement.tokens):
        if token.kind is TokenKind.FIELD and statement.kind(at + 1) is TokenKind.EQUALS and at in statement.free:
            _extract_pair(statement, at, token)


def _extract_pair(statement: Statement, at: int, token: Token) -> None:
    field = statement.fields[token.fields[0]]
    places = _places_of_value(statement, at + 2, field)
    statement.consume(at, at + 1, *places)
    first = statement.tokens[places[0]] if places else None
    words = statement.quote(places)
    if first is None or not words:
        allowed = "say which" if isinstance(field, IdentityField) else field.allowed
        statement.add_problem(field.name, f"{field.title}: {allowed}", field.allowed)
    elif isinstance(field, IdentityField):
        statement.state(field.name, words, places)
    elif first.kind is TokenKind.DONT_KNOW:
        statement.state(field.name, None, places)
    elif isinstance(field, YesNo):
        _state_yes_no(statement, field, at, places)
    elif isinstance(field, Choice):
        statement.state(field.name, words, places)
    elif first.amount and len(places) == 1 and field.name in first.amount.values:
        state_amount(statement, field.name, places[0], places)
    elif first.kind is TokenKind.NO and len(places) == 1:
        statement.state(field.name, value_of_none(field), places)
    else:
        statement.add_problem(field.name, f"{field.title}: {field.allowed}, not “{words}”", field.allowed)


def _state_yes_no(statement: Statement, field: YesNo, at: int, places: list[int]) -> None:
    """State what follows "budget:" or "location:", which may also be what the lead disclosed."""
    first, words = statement.tokens[places[0]], statement.quote(places)
    is_amount = bool(field.amount and first.amount and field.amount.can_read(first.amount.low) and first.text != "0")
    is_disclosed = field.told and not field.amount and first.kind is TokenKind.WORD and first.text.istitle()
    if is_amount or is_disclosed:
        note = f"“{statement.quote([at, *places])}” taken as {field.phrase(True).text}"
        statement.state(field.name, True, places, "" if first.text == "1" else note)
        return
    value = _YES_OR_NO.get(first.kind, {"1": True, "0": False}.get(first.text, words))
    statement.state(field.name, value, places)


def _places_of_value(statement: Statement, at: int, field: Field) -> list[int]:
    """Return the tokens of a value: one amount, yes, no or quotation, or as many words as may belong together."""
    kind = statement.kind(at)
    if kind in _NO_VALUES:
        return []
    if kind in _WHOLE_VALUES or at in statement.silent:
        return [at]
    end = at + 1
    while isinstance(field, IdentityField) and field.in_groups and _is_group_of_digits(statement, end):
        end += 1
    if isinstance(field, IdentityField) or kind not in {
        TokenKind.AMOUNT,
        TokenKind.YES,
        TokenKind.NO,
        TokenKind.OPTION,
    }:
        while _continues_value(statement, end):
            end += 1
    return list(range(at, end))


def _continues_value(statement: Statement, at: int) -> bool:
    kind, capital = statement.kind(at), at < len(statement.tokens) and statement.tokens[at].text[:1].isupper()
    is_name = capital and kind in {TokenKind.FILLER, TokenKind.MAY_BE, TokenKind.PERSON, TokenKind.OTHER}
    joins = kind is TokenKind.FILLER and statement.kind(at + 1) is TokenKind.WORD
    return kind is TokenKind.WORD or is_name or joins or statement.low(at) == "'s"


def _is_group_of_digits(statement: Statement, at: int) -> bool:
    """Return whether an amount is nothing but digits, and not that of a field after it."""
    if statement.kind(at) is not TokenKind.AMOUNT or statement.kind(at + 1) is TokenKind.FIELD:
        return False
    return statement.tokens[at].text.replace("-", "").isdigit()


def extract_unknown_lists(statement: Statement) -> None:
    """Extract the features that are listed as unknown; other passes extract a single one next to such a word."""
    for at, token in enumerate(statement.tokens):
        is_heading = token.kind is TokenKind.DONT_KNOW or token.low in _HEADINGS
        if not is_heading or at not in statement.free | statement.silent:
            continue
        colon = _colon(statement, at)
        if colon is not None:
            _state_unknown(statement, _listed_after(statement, colon), [at, colon], min_count=1)
        elif token.kind is TokenKind.DONT_KNOW:
            by_person = statement.kind(_skip(statement, at - 1, -1, vocabulary.ARE)) is TokenKind.PERSON
            min_count = 1 if by_person else 2  # "budget I don't know"
            _state_unknown(statement, _listed_before(statement, at), [at], min_count=min_count)
            _state_unknown(statement, _listed_after(statement, at, commas=False), [at], min_count=2)


def _state_unknown(statement: Statement, places: list[int], headings: list[int], *, min_count: int) -> None:
    if len(places) < min_count or not all(_is_free_feature(statement, at) for at in places):
        return
    for at in places:
        statement.state(statement.tokens[at].fields[0], None, [at])
    statement.consume(*headings)


def _colon(statement: Statement, at: int) -> int | None:
    """Return the index of the colon that makes a word a heading, or None: "unknown so far: …"."""
    at += 1
    while statement.kind(at) is TokenKind.FILLER:
        at += 1
    return at if statement.low(at) == ":" else None


def _listed_after(statement: Statement, at: int, *, commas: bool = True) -> list[int]:
    """Return the fields that are listed after an index, up to one with a statement of its own."""
    places: list[int] = []
    while True:
        at = _skip(statement, at + 1, +1, _BEFORE_FIELDS)
        if commas and (separator := _end_of_other_item(statement, at)) is not None:
            at = separator
            continue
        after = _skip(statement, at + 1, +1, _AFTER_FIELDS)
        joins = statement.low(after) in _JOINTS
        if statement.kind(at) is not TokenKind.FIELD or not (joins or _ends(statement, after)):
            return places
        places.append(at)
        if not joins and not (commas and statement.kind(after) is TokenKind.COMMA):
            return places
        at = after


def _end_of_other_item(statement: Statement, at: int) -> int | None:
    """Return the separator after an item of a list that is no field, "shoe size", None if there is no such item."""
    end = at
    while statement.kind(end) in {TokenKind.WORD, TokenKind.FILLER} and statement.low(end) not in _JOINTS:
        end += 1
    separates = statement.kind(end) is TokenKind.COMMA or statement.low(end) in _JOINTS
    return end if separates and end > at else None


def _listed_before(statement: Statement, at: int) -> list[int]:
    """Return the fields that are listed before an index, back to one with a statement of its own."""
    places: list[int] = []
    while True:
        at = _skip(statement, at - 1, -1, _BETWEEN_FIELDS)
        before = _skip(statement, at - 1, -1, vocabulary.DETERMINERS)
        joins = statement.low(before) in _JOINTS
        if statement.kind(at) is not TokenKind.FIELD or not (joins or _ends(statement, before)):
            return places
        places.append(at)
        if not joins:
            return places
        at = before


def _ends(statement: Statement, at: int) -> bool:
    return statement.kind(at) in _ENDS or statement.low(at) in vocabulary.CONTRAST


def _skip(statement: Statement, at: int, step: int, words: Iterable[str]) -> int:
    while statement.low(at) in words and statement.kind(at) in {TokenKind.FILLER, TokenKind.PERSON}:
        at += step
    return at


def _is_free_feature(statement: Statement, at: int) -> bool:
    return at in statement.free and statement.tokens[at].fields[0] not in statement.names.identity
