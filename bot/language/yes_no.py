"""Yes and no, and options: the features whose values are words, connected to the words that state them."""

import re

from bot.language import vocabulary
from bot.language.entities import capital_run
from bot.language.statement import Statement
from bot.language.tokens import Token, TokenKind
from scoring.fields.field import Choice, YesNo

_YES_OR_NO = {TokenKind.YES: True, TokenKind.NO: False}
_NOT_STATED = {TokenKind.NO, TokenKind.DONT_KNOW}
_YEAR = re.compile(r"(?:19|20)\d\d")


def extract_yes_no(statement: Statement) -> None:
    """Extract the fields that are yes or no: named alone, or with a yes, a no or an amount next to them."""
    last, negation = -1, -1  # the last field, and the "no" before it that may apply to the next: "no inquiry, budget"
    says_no_to_each = _count_of_no(statement) > 1
    for at, token in statement.named(YesNo):
        before, after = statement.neighbor(at, -1), statement.neighbor(at, +1)
        if statement.kind(before) in _NOT_STATED:
            _state_denied(statement, at, before)
            negation = -1 if says_no_to_each else before
        elif negation >= 0 and _only_between(statement, last, at) and statement.low(at - 1) in vocabulary.NOR:
            _state(statement, at, False, [at])
        elif statement.kind(after) is TokenKind.NO and _may_apply_to_next(statement, after):
            following = statement.neighbor(after, +1)
            statement.consume(at, after, following)
            _report_ambiguous(statement, at, following)
            last, negation = following, after
            continue
        elif statement.kind(after) is TokenKind.DONT_KNOW:
            _state(statement, at, None, [at, after])
        elif (value := _value_next_to(statement, before, after)) is not None:
            _state(statement, at, value[0], [at, value[1]])
            negation = -1
        elif (first := _first_of_ambiguous(statement, last, negation, at)) is not None:
            statement.consume(at)
            _report_ambiguous(statement, first, at)
        else:
            _state_named(statement, at, token, [before, after])
            negation = -1
        last = at


def _count_of_no(statement: Statement) -> int:
    return sum(statement.kind(statement.neighbor(at, -1)) is TokenKind.NO for at, _ in statement.named(YesNo))


def _first_of_ambiguous(statement: Statement, last: int, negation: int, at: int) -> int | None:
    """Return where the words begin that make the field at an index ambiguous, None if it is clear."""
    denied = negation >= 0 and _only_between(statement, last, at)
    if denied or (last >= 0 and _is_topic(statement, last, at)):
        return negation if negation >= 0 else last
    return at - 2 if _follows_lone_no(statement, at) else None


def _state_denied(statement: Statement, at: int, denial: int) -> None:
    """State a field after a "no". If it counts what the lead tells, not telling is a no."""
    field = statement.field(at)
    assert isinstance(field, YesNo)  # noqa: S101, the caller has looked
    is_only_untold = statement.speaks_of_telling(denial, at) and not field.told
    unknown = statement.kind(denial) is TokenKind.DONT_KNOW or is_only_untold
    _state(statement, at, None if unknown else False, [denial, at])


def _state(statement: Statement, at: int, value: bool | None, places: list[int], note: str = "") -> None:
    name = next(name for name in statement.tokens[at].fields if isinstance(statement.fields[name], YesNo))
    statement.state(name, value, places, note or statement.note_of_spelling([at]))


def _value_next_to(statement: Statement, before: int, after: int) -> tuple[bool, int] | None:
    """Return the yes or no next to a field, and its index; "1" and "0" count as well."""
    if statement.kind(after) in _YES_OR_NO:
        return statement.kind(after) is TokenKind.YES, after
    if statement.kind(before) is TokenKind.YES:
        return True, before
    if statement.low(after) == "1":
        return True, after
    zero = next((near for near in (after, before) if _is_zero(statement, near)), None)
    return None if zero is None else (False, zero)


def _is_zero(statement: Statement, at: int) -> bool:
    amount = statement.amount(at)
    return amount is not None and amount.low in {"0", "$0"}


def _state_named(statement: Statement, at: int, token: Token, sides: list[int]) -> None:
    """State a field that is only named, perhaps with an amount that says yes: "a budget of $500k"."""
    field = statement.field(at)
    assert isinstance(field, YesNo)  # noqa: S101, the caller has looked
    value_at: list[int] = []
    for near in sides:
        amount = statement.amount(near)
        if amount and field.amount and field.amount.can_read(amount.low) and not _is_when(statement, near):
            value_at = [near]
            break
    if not value_at and field.told and not field.amount:
        value_at = capital_run(statement, statement.neighbor(at, +1))
    if value_at:
        words = statement.quote([at, *value_at])
        _state(statement, at, True, [at, *value_at], f"“{words}” taken as {field.phrase(True).text}")
    elif not token.is_verb:
        _state(statement, at, True, [at])


def _is_when(statement: Statement, at: int) -> bool:
    """Return whether a number next to a field may say when it was: "pre-approved 2019", "budget on 5"."""
    return statement.is_date(at) or bool(_YEAR.fullmatch(statement.tokens[at].text))


def _may_apply_to_next(statement: Statement, no: int) -> bool:
    """Return whether the "no" at an index may as well negate the field after it."""
    following = statement.neighbor(no, +1)
    has_own = statement.kind(statement.neighbor(following, +1)) in _YES_OR_NO
    return isinstance(statement.field(following), YesNo) and not has_own


def _follows_lone_no(statement: Statement, at: int) -> bool:
    """Return whether a field and a "no" before it are each by themselves, and may belong together: "no... budget"."""
    alone = statement.clause(at) == range(at, at + 1)
    return alone and statement.kind(at - 2) is TokenKind.NO and statement.clause(at - 2) == range(at - 2, at - 1)


def _only_between(statement: Statement, first: int, last: int) -> bool:
    """Return whether only a comma or "and" is between a fact and an index."""
    fact = statement.fact_at.get(first)
    return first >= 0 and all(
        (statement.kind(at) in {TokenKind.COMMA, TokenKind.FILLER} and statement.low(at) not in vocabulary.CONTRAST)
        or (fact is not None and statement.fact_at.get(at) is fact)
        for at in range(first + 1, last)
    )


def _is_topic(statement: Statement, first: int, last: int) -> bool:
    """Return whether a field is what another one is about: "inquired about financing" states no financing."""
    between = range(first + 1, last)
    fillers = all(statement.kind(at) is TokenKind.FILLER for at in between)
    return fillers and any(statement.low(at) == "about" for at in between)


def _report_ambiguous(statement: Statement, first: int, last: int) -> None:
    names = statement.tokens[last if statement.kind(last) is TokenKind.FIELD else first].fields
    message = f"“{statement.quote([first, last])}” can be read in two ways; say yes or no to each"
    statement.add_problem(names[0] if names else "", message)


def extract_options(statement: Statement) -> None:
    """Extract the options of choices: next to the name of their field, or alone where only one field has them."""
    for at, token in enumerate(statement.tokens):
        if token.kind is not TokenKind.OPTION or at not in statement.free:
            continue
        sides = [statement.neighbor(at, -1), statement.neighbor(at, +1)]
        if any(statement.kind(near) in _NOT_STATED for near in sides):
            continue
        field_at = next((near for near in sides if _names_choice(statement, near, token)), None)
        if field_at is not None:
            state_option(statement, statement.tokens[field_at].fields[0], at, [field_at, at])
        elif len(token.fields) == 1:
            state_option(statement, token.fields[0], at, [at])
    for at, token in statement.named(Choice):
        sides = [statement.neighbor(at, -1), statement.neighbor(at, +1)]
        near = next((near for near in sides if statement.kind(near) is TokenKind.DONT_KNOW), None)
        if near is not None:
            statement.state(token.fields[0], None, [at, near])


def _names_choice(statement: Statement, at: int, option: Token) -> bool:
    return statement.kind(at) is TokenKind.FIELD and statement.tokens[at].fields[0] in option.fields


def state_option(statement: Statement, name: str, at: int, places: list[int]) -> None:
    """State the option at an index as the value of a choice that has it."""
    statement.state(name, statement.names.option(statement.tokens[at].text, name), places)
