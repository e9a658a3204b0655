"""Quantities: the features that are numbers, connected to the words that state them."""

from bot.language import vocabulary
from bot.language.entities import may_be_age
from bot.language.statement import Statement
from bot.language.tokens import Token, TokenKind
from scoring.fields.field import Field, Fraction, Quantity, YesNo
from scoring.fields.units import COUNT

_NOT_STATED = {TokenKind.NO, TokenKind.DONT_KNOW}
MAX_QUOTED_CHARS = 40
MAX_TOKENS_OF_LONE_AMOUNT = 8
DIGITS_OF_YEAR = 4


def extract_quantities(statement: Statement) -> None:
    """Extract the quantities and fractions that have an amount or a "no" next to them."""
    unclear: set[int] = set()
    for at, token in statement.named((Quantity, Fraction)):
        if _is_about_another(statement, at, token):
            continue
        own = statement.names.own[token.fields[0]]
        before, after = statement.neighbor(at, -1, own), statement.neighbor(at, +1, own)
        sides = [after, before] if token.is_verb else [before, after]
        dates = [near for near in sides if _is_time(statement, near, at)]
        found = next(
            ((near, name) for near in sides if near not in dates and (name := _measured(statement, near, token))), None
        )
        if found and (_is_ambiguous(statement, at, before, after) or _may_be_of_another(statement, at, unclear)):
            places = [at, *(near for near in (before, after) if near >= 0)]
            unclear.update(places)
            statement.consume(*places)
            statement.add_problem(token.fields[0], f"“{statement.quote(places)}” can be read in two ways; put commas")
        elif found:
            state_amount(statement, found[1], found[0], [at, found[0]])
        elif not _extract_none(statement, at, before, after) and not token.is_verb and not dates:
            _report_missing_amount(statement, at)


def extract_short_names(statement: Statement) -> None:
    """Extract an amount after the last word of a title, which alone may mean something else: "score 745"."""
    for feature in statement.names.measured:
        *more, last = feature.title.lower().split()
        alone = [at for at in sorted(statement.free) if more and statement.low(at) == last]
        for at in [at for at in alone if statement.kind(at) is not TokenKind.FIELD]:
            near = statement.neighbor(at + (statement.low(at + 1) in {":", "="}), +1)
            if is_within_limits(statement, near, feature):
                state_amount(statement, feature.name, near, [at, near], note="noted")


def extract_yearly_income(statement: Statement) -> None:
    """Extract an amount of money a year that is alone between commas, as what somebody earns: "$95,000/yr".

    After words that were not understood it may be anything: "rent, 24k a year".
    """
    income = statement.names.income
    for at in sorted(statement.free) if income else ():
        is_yearly = not vocabulary.YEARLY.isdisjoint({statement.low(at + 1), statement.low(at + 2)})
        if income and is_yearly and value_at(statement, at, income) is not None and _is_alone(statement, at):
            state_amount(statement, income.name, at, [at], note="noted")


def _is_alone(statement: Statement, at: int) -> bool:
    clause = statement.clause(at)
    others = (statement.kind(place) for place in clause if place != at)
    if len(clause) > MAX_TOKENS_OF_LONE_AMOUNT or any(
        kind not in {TokenKind.FILLER, TokenKind.PERSON} for kind in others
    ):
        return False
    is_listed = statement.low(clause.start - 1) in vocabulary.SEPARATORS and clause.start - 2 in statement.fact_at
    return clause.start == 0 or is_listed


def value_at(statement: Statement, at: int, feature: Quantity | Fraction) -> float | None:
    """Return what the amount at an index states of a feature, None if there is no amount that can measure it."""
    amount = statement.amount(at)
    value = amount.values.get(feature.name) if amount else None
    return None if value is None else float(value)


def value_of_none(feature: Field) -> int | None:
    """Return what "none" states of a feature: 0, or nothing where 0 is not allowed or a missing value means it."""
    if isinstance(feature, Fraction):
        return 0
    allowed = isinstance(feature, Quantity) and feature.at_least <= 0 <= feature.at_most and not feature.when_missing
    return 0 if allowed else None


def is_within_limits(statement: Statement, at: int, feature: Quantity | Fraction) -> bool:
    """Return whether the amount at an index may be a value of a feature."""
    value = value_at(statement, at, feature)
    if value is None or isinstance(feature, Fraction):
        return value is not None and 0 <= value <= 1
    return feature.at_least <= value <= feature.at_most


def state_amount(statement: Statement, name: str, amount_at: int, places: list[int], note: str = "") -> None:
    """State the amount at an index as that of a feature, which it can measure."""
    token, feature = statement.tokens[amount_at], statement.fields[name]
    assert token.amount and isinstance(feature, Quantity | Fraction)  # noqa: S101, PT018, the callers have looked
    value = token.amount.values[name]
    if token.amount.rough or note:
        note = f"“{token.text}” taken as {feature.phrase(value).text}"
    statement.state(name, value, places, note or statement.note_of_spelling(places), token.text)


def _is_time(statement: Statement, at: int, field_at: int) -> bool:
    """Return whether a number may be an hour or a year, and no count: "opens at 9", "in 2023, visits 5"."""
    feature = statement.field(field_at)
    is_count = isinstance(feature, Quantity) and feature.unit == COUNT
    follows = at > field_at or statement.low(at - 1) == "at" or len(statement.low(at)) == DIGITS_OF_YEAR
    return is_count and follows and statement.is_date(at)


def _measured(statement: Statement, at: int, field: Token) -> str:
    """Return the field that a token names and that the amount at an index can measure, or nothing."""
    amount = statement.amount(at)
    return next((name for name in field.fields if amount and name in amount.values), "")


def _is_ambiguous(statement: Statement, at: int, before: int, after: int) -> bool:
    """Return whether either amount may be meant, as there are more of them than fields: "45 income 250k"."""
    token = statement.tokens[at]
    if token.is_verb or not (_measured(statement, before, token) and _measured(statement, after, token)):
        return False
    free = [place for place in statement.clause(at) if place in statement.free]
    amounts = [place for place in free if _measured(statement, place, token)]
    return len(amounts) > sum(statement.kind(place) is TokenKind.FIELD for place in free)


def _may_be_of_another(statement: Statement, at: int, unclear: set[int]) -> bool:
    """Return whether the amount before a field may be that of the field before it: "25 visits 15 opens 45"."""
    before = _next_stated(statement, at, -1)
    name = _measured(statement, before, statement.tokens[at]) if before in unclear else ""
    feature = statement.fields[name] if name else None
    return isinstance(feature, Quantity | Fraction) and is_within_limits(statement, before, feature)


def _extract_none(statement: Statement, at: int, before: int, after: int) -> bool:
    """Extract a quantity that is denied, unknown, or already stated. Return whether it is one of these."""
    feature = statement.field(at)
    near = next((place for place in (before, after) if statement.kind(place) in _NOT_STATED), None)
    if feature and near is not None and statement.kind(statement.neighbor(near, +1)) is not TokenKind.AMOUNT:
        unknown = statement.kind(near) is TokenKind.DONT_KNOW or statement.speaks_of_telling(near, at)
        statement.state(feature.name, None if unknown else value_of_none(feature), [at, near])
        return True
    sides = (statement.fact_at.get(_next_stated(statement, at, step)) for step in (-1, +1))
    if any(fact and fact.field in statement.tokens[at].fields for fact in sides):
        statement.consume(at)
        return True
    return False


def _next_stated(statement: Statement, at: int, step: int) -> int:
    at += step
    while statement.kind(at) is TokenKind.FILLER and at not in statement.fact_at:
        at += step
    return at


def _report_missing_amount(statement: Statement, at: int) -> None:
    """Report what a quantity must be that is named with no amount or a wrong one; leave what else is said."""
    words: list[int] = []
    place = at + 1
    while place in statement.free and statement.kind(place) in {TokenKind.WORD, TokenKind.FILLER, TokenKind.AMOUNT}:
        words.append(place)
        place += 1
    qualities = {near for near in words if statement.low(near) in vocabulary.QUALITIES}
    telling = [near for near in words if statement.kind(near) is not TokenKind.FILLER or near in qualities]
    is_value = any(near in qualities or any(map(str.isdigit, statement.low(near))) for near in telling[:1])
    if not is_value and any(
        near != at for near in statement.clause(at) if statement.kind(near) is not TokenKind.FILLER
    ):
        return
    words = words[words.index(telling[0]) : words.index(telling[-1]) + 1] if telling else []
    field = statement.field(at)
    assert field is not None  # noqa: S101, the caller has looked
    instead = f", not “{statement.quote(words)[:MAX_QUOTED_CHARS]}”" if words else ""
    statement.consume(at, *words)
    statement.add_problem(field.name, f"{field.title}: {field.allowed}{instead}", field.allowed)


def _is_about_another(statement: Statement, at: int, token: Token) -> bool:
    """Return whether a verb counts what the lead does, and not what we do, or measures time that is not on the site."""
    names = statement.names
    if names.contact_count and token.is_verb and names.contact_count.name in token.fields:
        return _is_to_us(statement, at) or _is_by_lead(statement, at)
    return bool(names.site_time and names.site_time.name == token.fields[0]) and _is_talk(statement, at)


def _is_to_us(statement: Statement, at: int) -> bool:
    """Return whether somebody contacted us: "called us", "reached out to me"."""
    at += 1
    while statement.kind(at) is TokenKind.FILLER and statement.low(at) not in vocabulary.BUT | vocabulary.US:
        at += 1
    return statement.low(at) in vocabulary.US


def _is_by_lead(statement: Statement, at: int) -> bool:
    """Return whether the lead did something: "she called", "Dana has never called", but not "she was called"."""
    at -= 1
    while statement.kind(at) in {TokenKind.FILLER, TokenKind.NO} and at not in statement.fact_at:
        if statement.low(at) in vocabulary.BUT | vocabulary.PASSIVE:
            return False
        at -= 1
    is_other = statement.kind(at) is TokenKind.PERSON and statement.low(at) not in vocabulary.OURSELVES
    return statement.is_name(at) or is_other


def _is_talk(statement: Statement, at: int) -> bool:
    """Return whether time was spent talking, and not on the site: "spent 20 minutes on the phone"."""
    clause = statement.clause(at)
    on_site = any(statement.kind(place) is TokenKind.FIELD and "site" in statement.low(place) for place in clause)
    return not on_site and any(statement.low(place) in vocabulary.TALKING for place in clause)


def extract_ages(statement: Statement) -> None:
    """Extract a bare number that says how old somebody is: "Dana is 45", "Dana, 45,", "in her mid forties"."""
    age = statement.names.age
    for at in sorted(statement.free) if age else ():
        amount = statement.amount(at)
        if age is None or amount is None or at not in statement.free or not may_be_age(statement, at):
            continue
        if statement.kind(at + 1) is TokenKind.FIELD and not amount.decade and not _needs_no_number(statement, at + 1):
            continue
        if statement.low(at + 1) in vocabulary.NO_AGES:
            continue
        if amount.decade or _describes_person(statement, at):
            state_amount(statement, age.name, at, [at])
        elif _follows_name(statement, at):
            state_amount(statement, age.name, at, [at], note="noted")


def _describes_person(statement: Statement, at: int) -> bool:
    place, words = at - 1, set()
    while statement.kind(place) is TokenKind.FILLER and statement.low(place) not in vocabulary.BUT:
        words.add(statement.low(place))
        place -= 1
    if statement.low(place) in vocabulary.IS_PERSON:
        words.add("is")
    is_alone = (
        statement.kind(at + 1) not in {TokenKind.WORD, TokenKind.EQUALS} or statement.kind(place) is TokenKind.PERSON
    )
    is_person = statement.is_name(place) or statement.kind(place) in {TokenKind.PERSON, None}
    says_is = bool(words & vocabulary.BEING) and not words - vocabulary.BEING - vocabulary.NEXT_TO_AGE
    return says_is and is_person and is_alone


def _follows_name(statement: Statement, at: int) -> bool:
    """Return whether a number is right after a name, and by itself: "Dana Reyes, 45, …"."""
    before = at - 1 - (statement.kind(at - 1) in {TokenKind.COMMA, TokenKind.QUESTION})
    ends = statement.kind(at + 1) in {None, TokenKind.COMMA, TokenKind.STOP} or statement.low(at + 1) in vocabulary.BUT
    follows = statement.is_name(before) or (statement.kind(before) is TokenKind.PERSON and before < at - 1)
    return follows and (ends or _needs_no_number(statement, at + 1))


def _needs_no_number(statement: Statement, at: int) -> bool:
    """Return whether a number cannot be that of the field after it: "45 makes 250k", "45 credit 700"."""
    field = statement.field(at)
    if not isinstance(field, Quantity | Fraction):
        return isinstance(field, YesNo)
    fits = is_within_limits(statement, at - 1, field)
    return (statement.tokens[at].is_verb or not fits) and statement.kind(at + 1) is TokenKind.AMOUNT
