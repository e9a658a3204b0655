"""Ages: bare numbers that say how old somebody is."""

from bot.language import vocabulary as said
from bot.language.quantities import state_quantity
from bot.language.statement import Statement
from bot.language.token import Kind
from scoring.fields.field import Quantity, Signal
from scoring.fields.lead import FEATURES, FIELDS
from scoring.fields.units import YEARS


def take_ages(statement: Statement) -> None:
    """Take a bare number that says how old somebody is: "Dana is 45", "Dana, 45,", "in her mid forties"."""
    measured = [feature for feature in FEATURES if isinstance(feature, Quantity) and feature.unit is YEARS]
    if len(measured) != 1:  # then nothing tells which is meant
        return
    age = measured[0]
    for at in sorted(statement.free):
        amount = statement.pieces[at].amount
        if at not in statement.free or amount is None or not amount.is_of(age):
            continue
        if not age.at_least <= amount.of(age) <= age.at_most:
            continue
        if statement.kind(at + 1) is Kind.FIELD and not amount.decade and not _needs_no_number(statement, at + 1):
            continue
        if statement.low(at + 1) in said.NO_AGES:
            continue
        if amount.decade or _is_told_of_person(statement, at):
            state_quantity(statement, age.name, at, [at])
        elif _is_in_apposition(statement, at):
            state_quantity(statement, age.name, at, [at], note="noted")


def _is_told_of_person(statement: Statement, at: int) -> bool:
    place, words = at - 1, set()
    while statement.kind(place) is Kind.FILLER and statement.low(place) not in said.BUT:
        words.add(statement.low(place))
        place -= 1
    stands_alone = statement.kind(at + 1) not in {Kind.WORD, Kind.EQUALS} or statement.kind(place) is Kind.PERSON
    named = place in statement.fact_at and statement.fact_at[place].field == "name"
    subject = named or statement.kind(place) in {Kind.PERSON, None}
    if statement.low(place) in said.IS_PERSON:
        words.add("is")
    return bool(words & said.BEING) and not words - said.BEING - said.BESIDE_AGE and subject and stands_alone


def _is_in_apposition(statement: Statement, at: int) -> bool:
    """Tell whether a number stands right after a name, and for itself: "Dana Reyes, 45, …"."""
    before = at - 1 - (statement.kind(at - 1) in {Kind.COMMA, Kind.QUESTION})
    named = before in statement.fact_at and statement.fact_at[before].field == "name"
    after = statement.kind(at + 1)
    parted = after in {None, Kind.COMMA, Kind.STOP} or statement.low(at + 1) in said.BUT
    parted = parted or _needs_no_number(statement, at + 1)
    spoken_of = named or (statement.kind(before) is Kind.PERSON and before < at - 1)
    return spoken_of and parted


def _needs_no_number(statement: Statement, at: int) -> bool:
    """Tell whether a number cannot be that of the field behind it: "45 makes 250k", "45 credit 700"."""
    if statement.kind(at) is not Kind.FIELD:
        return False
    piece, age = statement.pieces[at], statement.pieces[at - 1].amount
    field = FIELDS[piece.fields[0]]
    if not isinstance(field, Quantity) or age is None:
        return isinstance(field, Signal)
    fits = age.is_of(field) and field.at_least <= age.of(field) <= field.at_most
    return (piece.is_verb or not fits) and statement.kind(at + 1) is Kind.AMOUNT
