"""Signals: the features that are yes or no, tied to the words that state them."""

import re

from bot.language import vocabulary as said
from bot.language.statement import Statement
from bot.language.token import Kind, Piece
from bot.language.who import capital_run
from scoring.fields.field import Signal
from scoring.fields.lead import FIELDS

_YES_OR_NO = {Kind.YES: True, Kind.NO: False}
_DENIED = {Kind.NO, Kind.DONT_KNOW}
_YEAR = re.compile(r"(?:19|20)\d\d")


def take_signals(statement: Statement) -> None:
    """Take the signals: said alone, or with a yes, a no or an amount beside them."""
    last, negated = -1, -1  # the last signal, and the "no" before it that may govern the next: "no inquiry, budget"
    says_no_to_each = _counts_no(statement) > 1
    for at, piece in statement.fields(Signal):
        before, after = statement.near(at, -1), statement.near(at, +1)
        if statement.kind(before) in _DENIED:
            _state_denied(statement, at, before)
            negated = -1 if says_no_to_each else before
        elif negated >= 0 and _only_between(statement, last, at) and statement.low(at - 1) in said.NOR:
            _state_signal(statement, at, False, [at])
        elif statement.kind(after) is Kind.NO and _belongs_to_next(statement, after):
            following = statement.near(after, +1)
            statement.take(at, after, following)
            _two_ways(statement, at, following)
            last, negated = following, after
            continue
        elif statement.kind(after) is Kind.DONT_KNOW:
            _state_signal(statement, at, None, [at, after])
        elif (value := _said_beside(statement, before, after)) is not None:
            _state_signal(statement, at, value[0], [at, value[1]])
            negated = -1
        elif (last >= 0 and _is_asked_about(statement, last, at)) or (
            negated >= 0 and _only_between(statement, last, at)
        ):
            statement.take(at)
            _two_ways(statement, negated if negated >= 0 else last, at)
        elif _follows_lone_no(statement, at):
            statement.take(at)
            _two_ways(statement, at - 2, at)
        else:
            _state_bare(statement, at, piece, [before, after])
            negated = -1
        last = at


def _counts_no(statement: Statement) -> int:
    return sum(statement.kind(statement.near(at, -1)) is Kind.NO for at, _ in statement.fields(Signal))


def _state_denied(statement: Statement, at: int, denial: int) -> None:
    """State a signal after a "no": what counts once it is told and was not told is a no, else it is not known."""
    signal = FIELDS[statement.pieces[at].fields[0]]
    assert isinstance(signal, Signal)  # noqa: S101, the caller has looked
    untold = statement.kind(denial) is Kind.DONT_KNOW or (statement.is_untold(denial, at) and not signal.told)
    _state_signal(statement, at, None if untold else False, [denial, at])


def _state_signal(statement: Statement, at: int, value: bool | None, places: list[int], note: str = "") -> None:
    name = next(name for name in statement.pieces[at].fields if isinstance(FIELDS[name], Signal))
    statement.state(name, value, places, note or statement.misspelling([at]))


def _said_beside(statement: Statement, before: int, after: int) -> tuple[bool, int] | None:
    """Return the yes or no beside a signal, and its place; "1" and "0" are such as well."""
    if statement.kind(after) in _YES_OR_NO:
        return statement.kind(after) is Kind.YES, after
    if statement.kind(before) is Kind.YES:
        return True, before
    if statement.low(after) == "1":
        return True, after
    zero = next((near for near in (after, before) if _is_zero(statement, near)), None)
    return None if zero is None else (False, zero)


def _is_zero(statement: Statement, at: int) -> bool:
    amount = statement.pieces[at].amount if at >= 0 else None
    return amount is not None and amount.low in {"0", "$0"}


def _state_bare(statement: Statement, at: int, piece: Piece, beside: list[int]) -> None:
    """State a signal that is only named, perhaps with an amount that says yes: "a budget of $500k"."""
    signal = FIELDS[piece.fields[0]]
    assert isinstance(signal, Signal)  # noqa: S101, the caller has looked
    for near in beside:
        amount = statement.pieces[near].amount if near >= 0 else None
        if amount and signal.amount and signal.amount.can_read(amount.low) and not _is_when(statement, near):
            places = [at, near]
            _state_signal(statement, at, True, places, f"“{statement.words(places)}” taken as {signal.say(1).text}")
            return
    after = statement.near(at, +1)
    if signal.told and not signal.amount and (place := capital_run(statement.pieces, statement.free, after)):
        words = statement.words([at, *place])
        _state_signal(statement, at, True, [at, *place], f"“{words}” taken as {signal.say(1).text}")
        return
    if not piece.is_verb:
        _state_signal(statement, at, True, [at])


def _is_when(statement: Statement, at: int) -> bool:
    """Tell whether a number beside a signal may say when it was: "pre-approved 2019", "budget on 5"."""
    return statement.is_date(at) or bool(_YEAR.fullmatch(statement.pieces[at].text))


def _belongs_to_next(statement: Statement, no: int) -> bool:
    """Tell whether the "no" at `no` may as well negate the signal that follows it."""
    following = statement.near(no, +1)
    own = statement.kind(statement.near(following, +1)) in {Kind.YES, Kind.NO}
    is_signal = statement.kind(following) is Kind.FIELD and isinstance(
        FIELDS[statement.pieces[following].fields[0]], Signal
    )
    return is_signal and not own


def _follows_lone_no(statement: Statement, at: int) -> bool:
    """Tell whether a signal and a "no" before it stand each for itself, and may belong together: "no... budget"."""
    alone = statement.clause(at) == range(at, at + 1)
    return alone and statement.kind(at - 2) is Kind.NO and statement.clause(at - 2) == range(at - 2, at - 1)


def _only_between(statement: Statement, first: int, last: int) -> bool:
    """Tell whether nothing stands between a fact and a place that says anything: a comma, "and"."""
    said_first = statement.fact_at.get(first)
    return first >= 0 and all(
        (statement.kind(at) in {Kind.COMMA, Kind.FILLER} and statement.low(at) not in said.CONTRAST)
        or (said_first is not None and statement.fact_at.get(at) is said_first)
        for at in range(first + 1, last)
    )


def _is_asked_about(statement: Statement, first: int, last: int) -> bool:
    """Tell whether a signal is what another is about: "inquired about financing" states no financing."""
    between = range(first + 1, last)
    return all(statement.kind(at) is Kind.FILLER for at in between) and any(
        statement.low(at) == "about" for at in between
    )


def _two_ways(statement: Statement, first: int, last: int) -> None:
    field = statement.pieces[last if statement.kind(last) is Kind.FIELD else first].fields[:1]
    words = statement.words([first, last])
    statement.problem(field[0] if field else "", f"“{words}” can be read in two ways; say yes or no to each")
