"""Others: verbs that tell what is no feature of the lead, for somebody else does it, or elsewhere."""

from bot.language import vocabulary as said
from bot.language.statement import Statement
from bot.language.token import Kind
from scoring.fields.field import Quantity
from scoring.fields.lead import FIELDS
from scoring.fields.units import MINUTES


def is_of_another(statement: Statement, at: int) -> bool:
    """Tell whether what stands at a place counts what the lead does, and not we, or time that is not on the site."""
    piece = statement.pieces[at]
    if piece.low in said.CONTACTS:
        return _is_to_us(statement, at) or _is_by_lead(statement, at)
    field = FIELDS[piece.fields[0]]
    return isinstance(field, Quantity) and field.unit is MINUTES and _is_of_talk(statement, at)


def _is_to_us(statement: Statement, at: int) -> bool:
    """Tell whether we are who was called: "called us", "reached out to me"."""
    at += 1
    while statement.kind(at) is Kind.FILLER and statement.low(at) not in said.BUT | said.US:
        at += 1
    return statement.low(at) in said.US


def _is_by_lead(statement: Statement, at: int) -> bool:
    """Tell whether the lead is who called: "she called", "Dana has never called", but not "she was called"."""
    at -= 1
    while statement.kind(at) in {Kind.FILLER, Kind.NO} and at not in statement.fact_at:
        if statement.low(at) in said.BUT | said.PASSIVE:
            return False
        at -= 1
    named = at in statement.fact_at and statement.fact_at[at].field == "name"
    return named or (statement.kind(at) is Kind.PERSON and statement.low(at) not in said.OURSELVES)


def _is_of_talk(statement: Statement, at: int) -> bool:
    """Tell whether time was spent talking, and not on the site: "spent 20 minutes on the phone"."""
    clause = statement.clause(at)
    on_site = any(statement.kind(place) is Kind.FIELD and "site" in statement.low(place) for place in clause)
    return not on_site and any(statement.low(place) in said.OF_TALKING for place in clause)
