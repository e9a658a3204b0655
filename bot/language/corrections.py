"""Corrections: numbers that replace one stated or known before, and facts that a text takes back itself."""

from bot.language import vocabulary
from bot.language.quantities import is_within_limits, state_amount, value_at
from bot.language.statement import Fact, Statement
from bot.language.tokens import TokenKind
from scoring.fields.field import Fraction, Quantity
from scoring.fields.lead import Lead

MAX_TOKENS_APART = 12
"""Two numbers further apart are not about the same thing."""

_ENDS = {None, TokenKind.STOP, TokenKind.QUESTION}
_DIRECTIONS = ((+1, +2), (+2, +3), (-2, -1), (-3, -2))
"""Where "not" and the wrong number may be, seen from the right one: "45 not 54", "not 54 but 45"."""


def correct_stated(statement: Statement, known: Lead | None) -> None:
    """Replace a number stated before by the one that corrects it: "credit 700, sorry, 680", "45 not 54"."""
    for at in sorted(statement.free):
        if statement.amount(at) is None or at not in statement.free:
            continue
        latest = _latest(statement, at)
        marks = _marks_between(statement, latest.last, at) if latest else []
        if latest and marks:
            if can_measure(statement, at, latest.field):
                statement.consume(*marks)
                statement.retract(latest)
                state_amount(statement, latest.field, at, [at])
        elif known is not None and (meant := _denied(statement, at, known)):
            state_amount(statement, meant[0].name, at, [at, meant[1]])


def can_measure(statement: Statement, at: int, name: str) -> bool:
    """Return whether there is an amount at an index that can be one of the feature with this name."""
    amount = statement.amount(at)
    return amount is not None and name in amount.values


def correct_known(statement: Statement, known: Lead) -> None:
    """Read "no, 680" or "I meant 680" as the one known quantity that the number is close to, and no other."""
    marks = correction_marks(statement)
    for at in sorted(statement.free) if marks else ():
        close = close_to(statement, at, known) if is_bare(statement, at) else []
        if len(close) == 1:
            statement.consume(*marks)
            state_amount(statement, close[0].name, at, [at], note="noted")


def correction_marks(statement: Statement) -> list[int]:
    """Return the words that say that something is corrected."""
    tokens = enumerate(statement.tokens)
    return [at for at, token in tokens if token.low in vocabulary.CORRECTIONS and _is_mark(statement, at)]


def _is_mark(statement: Statement, at: int) -> bool:
    """Return whether a "no" is by itself; other words of correction always are."""
    return statement.kind(at) is not TokenKind.NO or statement.kind(at + 1) in {
        TokenKind.COMMA,
        TokenKind.AMOUNT,
        TokenKind.FILLER,
    }


def is_bare(statement: Statement, at: int) -> bool:
    """Return whether a number is by itself in its clause."""
    clause = (place for place in statement.clause(at) if place != at)
    return statement.kind(at) is TokenKind.AMOUNT and all(
        statement.kind(place) in {TokenKind.FILLER, TokenKind.PERSON} or statement.low(place) in vocabulary.CORRECTIONS
        for place in clause
    )


def close_to(statement: Statement, at: int, known: Lead) -> list[Quantity | Fraction]:
    """Return the features whose known value a number may replace: it is allowed, and within a factor of two."""
    close = []
    for feature in statement.names.measured:
        before, after = known.values.get(feature.name), value_at(statement, at, feature)
        if before is None or after is None or not is_within_limits(statement, at, feature):
            continue
        if abs(float(before)) <= 2 * abs(after) and abs(after) <= 2 * abs(float(before)):
            close.append(feature)
    return close


def _latest(statement: Statement, at: int) -> Fact | None:
    """Return the quantity that was stated last before an index, and not far from it."""
    near = (statement.fact_at.get(place) for place in range(at - 1, max(-1, at - MAX_TOKENS_APART), -1))
    return next((fact for fact in near if fact and _is_measured(statement, fact)), None)


def _is_measured(statement: Statement, fact: Fact) -> bool:
    return isinstance(statement.fields[fact.field], Quantity | Fraction)


def _marks_between(statement: Statement, first: int, last: int) -> list[int]:
    """Return the words between two indices that make the second a correction: "no,", "sorry", "make that"."""
    between = range(max(first + 1, last - MAX_TOKENS_APART), last)
    was = _is_past(statement, statement.fact_at.get(first))
    return [
        at
        for at in between
        if (statement.low(at) in vocabulary.CORRECTIONS and _is_mark(statement, at))
        or (was and statement.low(at) == "now" and _counts_nothing(statement, last))
    ]


def corrects(statement: Statement, earlier: Fact, later: Fact) -> bool:
    """Return whether a later fact corrects an earlier one of the same field."""
    return bool(_marks_between(statement, earlier.last, later.last + 1))


def _is_past(statement: Statement, fact: Fact | None) -> bool:
    """Return whether a fact is about the past: "credit was 600"."""
    return fact is not None and any(statement.low(at) in vocabulary.PAST for at in range(fact.first - 1, fact.last))


def _counts_nothing(statement: Statement, at: int) -> bool:
    """Return whether an amount counts nothing else: "now 720", but not "now 3 kids"."""
    return statement.kind(at) is not TokenKind.AMOUNT or statement.kind(at + 1) not in {
        TokenKind.WORD,
        TokenKind.OTHER,
        TokenKind.FIELD,
    }


def _denied(statement: Statement, at: int, known: Lead) -> tuple[Quantity | Fraction, int] | None:
    """Return the quantity whose known value a text denies in favor of the number at an index: "45 not 54"."""
    for to_negation, to_wrong in _DIRECTIONS:
        wrong = at + to_wrong
        if (
            statement.low(at + to_negation) not in vocabulary.TAKES_BACK
            or statement.kind(wrong) is not TokenKind.AMOUNT
        ):
            continue
        meant = [
            feature
            for feature in statement.names.measured
            if feature.name in known.values and known.values[feature.name] == value_at(statement, wrong, feature)
        ]
        if len(meant) == 1 and can_measure(statement, at, meant[0].name):
            return meant[0], wrong
    return None


def retract_outdated(statement: Statement) -> None:
    """Retract what was once, where it is now something that was not understood: "credit was 600, now better"."""
    for fact in [fact for fact in statement.facts if _is_measured(statement, fact)]:
        end = next((at for at in range(fact.last, len(statement.tokens)) if statement.kind(at) is TokenKind.STOP), None)
        later = range(fact.last + 1, min(end or len(statement.tokens), fact.last + MAX_TOKENS_APART))
        now = next((at for at in later if statement.low(at) == "now"), None)
        if now is not None and _is_past(statement, fact) and not _states_another(statement, fact, now):
            statement.retract(fact)


def _states_another(statement: Statement, fact: Fact, now: int) -> bool:
    """Return whether "now" is about another fact: "visits were 12, and she is now 45"."""
    near = (statement.fact_at.get(at) for at in statement.clause(now))
    return any(other and other is not fact for other in near)


def retract_reversed(statement: Statement) -> None:
    """Retract a yes that its sentence reverses: "pre-approved but the bank pulled out", "had one, but not now"."""
    for at, token in enumerate(statement.tokens):
        if token.low not in vocabulary.CONTRAST or at in statement.fact_at:
            continue
        first, last = at, at + 1
        while first > 0 and statement.kind(first - 1) not in _ENDS:
            first -= 1
        while statement.kind(last) not in _ENDS | {TokenKind.COMMA} and last not in statement.fact_at:
            last += 1
        before = [fact for place in range(first, at) if (fact := statement.fact_at.get(place)) and fact.value is True]
        if before and _reverses(statement, range(at + 1, last)):
            statement.retract(before[-1])
            statement.free |= set(range(before[-1].first, last))


def _reverses(statement: Statement, places: range) -> bool:
    """Return whether the words after a "but" take back what is before it, or say no more than no."""
    for at in places:
        if statement.low(at) in vocabulary.TAKEN_BACK or not vocabulary.LOST.isdisjoint(statement.low(at).split()):
            return True
    denies = any(statement.kind(at) is TokenKind.NO for at in places)
    return denies and all(statement.may_join_answer(at) for at in places)
