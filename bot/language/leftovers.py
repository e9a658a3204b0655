"""Leftovers: what was not understood, and the facts right next to it, which it may have changed."""

from bot.language import vocabulary
from bot.language.statement import Fact, Statement
from bot.language.tokens import TokenKind
from scoring.fields.field import Quantity

_ADDS_NOTHING = {TokenKind.FILLER, TokenKind.PERSON}
_DENIALS = {TokenKind.NO, *_ADDS_NOTHING}


def consume_small_words(statement: Statement) -> None:
    """Consume a yes or no that is alone between commas, as in "no, 680", and a number that was taken back."""
    for at in sorted(statement.free):
        if statement.low(at) in vocabulary.INTERJECTIONS and _is_answer(statement, at):
            statement.consume(at)
        elif statement.kind(at) is TokenKind.AMOUNT and _is_taken_back(statement, at):
            statement.consume(at, at - 1)


def _is_answer(statement: Statement, at: int) -> bool:
    """Return whether a yes or no is about what was said before: "no, 680", "yes, and …", "no she is 46"."""
    clause = statement.clause(at)
    continues = statement.low(at + 1) in vocabulary.BUT | vocabulary.CORRECTIONS
    if at == clause.start and (statement.kind(at + 1) is TokenKind.PERSON or continues):
        return True
    return all(place == at or statement.kind(place) in _ADDS_NOTHING for place in clause)


def _is_taken_back(statement: Statement, at: int) -> bool:
    """Return whether a number was denied for the fact before it: "income 90k, not 80k"."""
    follows = statement.fact_at.get(at - 2) or statement.fact_at.get(at - 3)
    return bool(follows) and statement.low(at - 1) in vocabulary.TAKES_BACK and at - 1 not in statement.fact_at


def retract_doubtful(statement: Statement) -> tuple[str, ...]:
    """Retract the facts next to words that were not understood, and return those words together with the facts'."""
    silent = {
        at for at in statement.silent if statement.kind(at) not in {TokenKind.STOP, TokenKind.COMMA, TokenKind.QUESTION}
    }
    unread = sorted(at for at in statement.free | silent if statement.kind(at) not in _ADDS_NOTHING)
    leftovers = []
    while unread:
        run = [unread.pop(0)]
        while unread and all(statement.kind(at) in _ADDS_NOTHING for at in range(run[-1] + 1, unread[0])):
            run.append(unread.pop(0))
        if _is_denial(statement, run):
            run = [*statement.clause(run[0])]
        retracted = _retract_next_to(statement, run)
        if any(statement.low(at) not in vocabulary.PERIODS for at in run):
            leftovers.append(statement.quote([*run, *retracted]))
    return tuple(leftovers)


def _retract_next_to(statement: Statement, run: list[int]) -> set[int]:
    """Retract the facts that words not understood may have changed, and return where those were."""
    lost = any(statement.low(at) in vocabulary.LOST for at in run)
    doubtful = _lost_before(statement, run[-1]) if lost else []
    for at, step in ((run[0], -1), (run[-1], +1)):
        fact = statement.fact_at.get(_next_to(statement, at, step, run))
        if fact and fact not in doubtful and not _is_unchanged(statement, fact, at, after=step < 0):
            doubtful.append(fact)
    denied = _denied_before(statement, run)
    doubtful += [denied] if denied and denied not in doubtful else []
    for fact in doubtful:
        statement.retract(fact)
    return {at for fact in doubtful for at in (fact.first, fact.last)}


def _is_denial(statement: Statement, run: list[int]) -> bool:
    """Return whether a clause denies something, and does not say what: "not", "not interested"."""
    kinds = {statement.kind(at) for at in run}
    if kinds - _DENIALS or TokenKind.NO not in kinds:
        return False
    clause = statement.clause(run[0])
    return all(statement.kind(at) in _DENIALS and at not in statement.fact_at for at in clause)


def _denied_before(statement: Statement, run: list[int]) -> Fact | None:
    """Return the yes right before a clause that says no more than no: "she's pre-approved. Not."."""
    if not _is_denial(statement, run) or any(not statement.may_join_answer(at) for at in run):
        return None
    before = run[0] - 1
    while before >= 0 and statement.kind(before) in {TokenKind.COMMA, TokenKind.STOP}:
        before -= 1
    fact = statement.fact_at.get(before)
    return fact if fact and fact.value is True else None


def _lost_before(statement: Statement, at: int) -> list[Fact]:
    """Return the yes that later words of its sentence take back: "was pre-approved but lost it"."""
    lost: list[Fact] = []
    while at >= 0 and statement.kind(at) is not TokenKind.STOP:
        fact = statement.fact_at.get(at)
        if fact and fact.value is True and fact not in lost and fact.field in {one.field for one in lost or [fact]}:
            lost.append(fact)
        at -= 1
    return lost


def _next_to(statement: Statement, at: int, step: int, run: list[int]) -> int:
    """Return the next token that means something. A "no" also reaches over a person: "don't think she is …"."""
    denies = any(statement.kind(place) in {TokenKind.NO, TokenKind.DONT_KNOW} for place in run)
    skipped = _ADDS_NOTHING if denies else {TokenKind.FILLER}
    at += step
    while statement.kind(at) in skipped and statement.low(at) not in vocabulary.BUT and at not in statement.fact_at:
        at += step
    return at


def _is_unchanged(statement: Statement, fact: Fact, at: int, *, after: bool) -> bool:
    """Return whether words that were not understood cannot have changed a fact before or after them."""
    field, age = statement.fields[fact.field], statement.names.age
    if fact.field in statement.names.identity or statement.low(fact.first - 1) == "=":
        return True
    if statement.low(at) in vocabulary.PERIODS:
        return not (isinstance(field, Quantity) and field.unit.sign)
    if statement.kind(at) is not TokenKind.WORD:
        return False
    is_place = statement.tokens[at].text[:1].isupper() and statement.low(at - 1) in vocabulary.BEFORE_PLACES
    is_verb = statement.tokens[fact.first].is_verb
    return (after and (field is age or is_place)) or (is_place and is_verb)
