"""Leftovers: what was not understood, and the facts right beside it, which it may have changed."""

from bot.language import vocabulary as said
from bot.language.statement import Fact, Statement
from bot.language.token import Kind
from scoring.fields.field import Identity, Quantity
from scoring.fields.lead import FIELDS
from scoring.fields.units import YEARS

_SAYS_NOTHING = {Kind.FILLER, Kind.PERSON}


def take_small_words(statement: Statement) -> None:
    """Take a yes or no that stands alone between commas, as in "no, 680", and a number that was taken back."""
    for at in sorted(statement.free):
        if statement.low(at) in said.INTERJECTIONS and _answers(statement, at):
            statement.take(at)
        elif statement.kind(at) is Kind.AMOUNT and _is_taken_back(statement, at):
            statement.take(at, at - 1)


def _answers(statement: Statement, at: int) -> bool:
    """Tell whether a yes or no is one to what was said before: "no, 680", "yes, and …", "no she is 46"."""
    interjected = at == statement.clause(at).start and statement.low(at) in said.INTERJECTIONS
    if interjected and (statement.kind(at + 1) is Kind.PERSON or statement.low(at + 1) in said.BUT | said.CORRECTIONS):
        return True
    return all(place == at or statement.kind(place) in _SAYS_NOTHING for place in statement.clause(at))


def _is_taken_back(statement: Statement, at: int) -> bool:
    """Tell whether a number was said not to be that of the fact before it: "income 90k, not 80k"."""
    follows = statement.fact_at.get(at - 2) or statement.fact_at.get(at - 3)
    return bool(follows) and statement.low(at - 1) in said.TAKES_BACK and at - 1 not in statement.fact_at


def left_of(statement: Statement) -> tuple[str, ...]:
    """Leave open the facts beside words that were not understood, and return those words with those facts'."""
    unread = sorted(at for at in statement.free | _worth_saying(statement) if statement.kind(at) not in _SAYS_NOTHING)
    left = []
    while unread:
        run = [unread.pop(0)]
        while unread and all(statement.kind(at) in _SAYS_NOTHING for at in range(run[-1] + 1, unread[0])):
            run.append(unread.pop(0))
        if _is_denial(statement, run):
            run = [*statement.clause(run[0])]
        dropped = _leave_open(statement, run)
        if any(statement.low(at) not in said.PERIODS for at in run):
            left.append(statement.words([*run, *dropped]))
    return tuple(left)


def _worth_saying(statement: Statement) -> set[int]:
    return {at for at in statement.silent if statement.kind(at) not in {Kind.STOP, Kind.COMMA, Kind.QUESTION}}


def _leave_open(statement: Statement, run: list[int]) -> set[int]:
    """Forget the facts right beside words that were not understood, and a yes that was lost since; return where."""
    doubtful = _lost(statement, run[-1]) if any(statement.low(at) in said.LOST for at in run) else []
    for at, step in ((run[0], -1), (run[-1], +1)):
        fact = statement.fact_at.get(_beyond(statement, at, step, run))
        if fact and fact not in doubtful and not _is_untouched(statement, fact, at, after=step < 0):
            doubtful.append(fact)
    doubtful += [fact for fact in _denied(statement, run) if fact not in doubtful]
    for fact in doubtful:
        statement.drop(fact)
    return {at for fact in doubtful for at in (fact.first, fact.last)}


def _is_denial(statement: Statement, run: list[int]) -> bool:
    """Tell whether a clause denies something, and does not say what: "not", "not interested"."""
    denials = {Kind.NO, *_SAYS_NOTHING}
    if any(statement.kind(at) not in denials for at in run) or all(statement.kind(at) is not Kind.NO for at in run):
        return False
    return all(statement.kind(at) in denials and at not in statement.fact_at for at in statement.clause(run[0]))


def _denied(statement: Statement, run: list[int]) -> list[Fact]:
    """Return the yes right before a clause that says no more than no: "she's pre-approved. Not."."""
    if not _is_denial(statement, run) or any(not statement.is_beside_answer(at) for at in run):
        return []
    before = run[0] - 1
    while before >= 0 and statement.kind(before) in {Kind.COMMA, Kind.STOP}:
        before -= 1
    fact = statement.fact_at.get(before)
    return [fact] if fact and fact.value is True else []


def _lost(statement: Statement, at: int) -> list[Fact]:
    """Return the yes that words take back which come later in its sentence: "was pre-approved but lost it"."""
    lost: list[Fact] = []
    while at >= 0 and statement.kind(at) is not Kind.STOP:
        fact = statement.fact_at.get(at)
        if fact and fact.value is True and fact not in lost and fact.field in {one.field for one in lost or [fact]}:
            lost.append(fact)
        at -= 1
    return lost


def _beyond(statement: Statement, at: int, step: int, run: list[int]) -> int:
    """Return the next place that says something; a "no" also reaches over a person: "don't think she is …"."""
    denies = any(statement.kind(place) in {Kind.NO, Kind.DONT_KNOW} for place in run)
    nothing = {Kind.FILLER, Kind.PERSON} if denies else {Kind.FILLER}
    at += step
    while statement.kind(at) in nothing and statement.low(at) not in said.BUT and at not in statement.fact_at:
        at += step
    return at


def _is_untouched(statement: Statement, fact: Fact, at: int, *, after: bool) -> bool:
    """Tell whether words that were not understood cannot have changed a fact before them or after them."""
    field = FIELDS[fact.field]
    if isinstance(field, Identity) or statement.low(fact.first - 1) == "=":
        return True
    if statement.low(at) in said.PERIODS:
        return not (isinstance(field, Quantity) and field.unit.sign)
    if statement.kind(at) is not Kind.WORD:
        return False
    is_age = isinstance(field, Quantity) and field.unit is YEARS
    is_place = statement.pieces[at].text[:1].isupper() and statement.low(at - 1) in said.BEFORE_PLACES
    is_verb = statement.pieces[fact.first].is_verb
    return (after and (is_age or is_place)) or (is_place and is_verb)
