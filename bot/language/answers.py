"""Answers: what a text says in reply to the question that was just asked."""

from bot.language import vocabulary
from bot.language.corrections import can_measure, close_to, correction_marks, is_bare
from bot.language.quantities import is_within_limits, state_amount, value_of_none
from bot.language.statement import Statement
from bot.language.tokens import TokenKind
from bot.language.yes_no import state_option
from scoring.fields.field import Choice, Feature, Fraction, Quantity, YesNo
from scoring.fields.lead import Lead


def extract_answer(statement: Statement, asked: Feature, known: Lead | None) -> None:
    """Extract what answers the question that was just asked: "680", "not yet", "no idea"."""
    if any(fact.field == asked.name for fact in statement.facts):
        return
    free = sorted(at for at in statement.free if statement.kind(at) is not TokenKind.FILLER)
    first_of = {statement.kind(at): at for at in reversed(free)}
    if isinstance(asked, Quantity | Fraction) and _extract_amount(statement, asked, free, known):
        return
    if isinstance(asked, Choice) and _extract_option(statement, asked, free):
        return
    if TokenKind.DONT_KNOW in first_of:
        statement.state(asked.name, None, [first_of[TokenKind.DONT_KNOW]])
    elif isinstance(asked, YesNo) and not _extract_disclosed(statement, asked):
        _extract_yes_or_no(statement, asked, free, known)


def _extract_amount(statement: Statement, asked: Quantity | Fraction, free: list[int], known: Lead | None) -> bool:
    """Extract the number that answers a question. Return whether the text answers with numbers or none."""
    amounts = [at for at in free if can_measure(statement, at, asked.name)]
    if len(amounts) > 1 and not correction_marks(statement):
        return True  # "3 in May, 4 in June"
    if amounts:
        if known is None or not _corrects_another(statement, asked, amounts[-1], known):
            state_amount(statement, asked.name, amounts[-1], [amounts[-1]])
        return True
    no = next((at for at in free if statement.kind(at) is TokenKind.NO), -1)
    counts = isinstance(asked, Quantity) and asked.at_least == 0 and not asked.unit.sign
    if counts and statement.low(no) in vocabulary.NOT_ONCE:  # "never" is no visit, but "nope" is no income
        statement.state(asked.name, value_of_none(asked), [no])
        return True
    return False


def _extract_option(statement: Statement, asked: Choice, free: list[int]) -> bool:
    options = [
        at for at in free if statement.kind(at) is TokenKind.OPTION and asked.name in statement.tokens[at].fields
    ]
    if len(options) == 1:
        state_option(statement, asked.name, options[0], options)
    return bool(options)


def _extract_disclosed(statement: Statement, asked: YesNo) -> bool:
    """Extract what a lead disclosed, if the question is about that and a text says nothing else: "New York", "400k"."""
    places = [at for at, token in enumerate(statement.tokens) if token.kind not in {TokenKind.FILLER, TokenKind.STOP}]
    amount = statement.amount(places[0]) if len(places) == 1 else None
    if amount is not None and asked.amount is not None:
        is_measured = asked.amount.can_read(amount.low) and not amount.low.isdecimal()
        is_disclosed = is_measured and not correction_marks(statement)
    else:
        is_disclosed = asked.told and asked.amount is None and _is_only_a_name(statement, places)
    if is_disclosed:
        for fact in list(statement.facts):
            statement.retract(fact)
        note = f"“{statement.quote(places)}” taken as {asked.phrase(True).text}"
        statement.state(asked.name, True, places, note)
    return is_disclosed


def _is_only_a_name(statement: Statement, places: list[int]) -> bool:
    return [fact.field for fact in statement.facts] == ["name"] and all(at in statement.fact_at for at in places)


def _extract_yes_or_no(statement: Statement, asked: YesNo, free: list[int], known: Lead | None) -> None:
    clauses = dict.fromkeys(statement.clause(at) for at in free)
    alone = {at for clause in clauses if not _says_more(statement, clause) for at in clause}
    answers = [
        at
        for at in free
        if statement.kind(at) in {TokenKind.YES, TokenKind.NO} and (at in alone or _opens(statement, at))
    ]
    if len({statement.kind(at) for at in answers}) > 1 or (answers and _objects(statement, answers[0])):
        return  # "yes and no"; "no, he is"
    if answers and statement.kind(answers[0]) is TokenKind.NO and _changes_known(statement, known):
        return  # its "no" belongs to what else it says
    if answers:
        is_one = not any(at in statement.fact_at for at in range(answers[0], answers[-1]))  # "no, she hasn't"
        statement.state(asked.name, statement.kind(answers[0]) is TokenKind.YES, answers if is_one else answers[:1])
        return
    everything = range(len(statement.tokens))
    if not statement.facts and not _says_more(statement, everything) and (yes := _assent(statement, everything)):
        statement.state(asked.name, True, yes)


def _objects(statement: Statement, at: int) -> bool:
    """Return whether a "no" objects to what was noted, and answers nothing: "no, he is", "no she has"."""
    later = [place for place in range(at + 1, len(statement.tokens)) if statement.kind(place) is not TokenKind.COMMA]
    is_short = len(later) == 2 and statement.kind(later[0]) is TokenKind.PERSON
    return statement.kind(at) is TokenKind.NO and is_short and statement.low(later[1]) in vocabulary.ARE


def _assent(statement: Statement, everything: range) -> list[int]:
    """Return the tokens that are a yes without the word, in a text that says nothing else: "she is", "sure"."""
    persons = [at for at in everything if statement.kind(at) is TokenKind.PERSON or statement.low(at) == "it"]
    auxiliaries = [at for at in everything if persons and at >= persons[0] and statement.low(at) in vocabulary.ARE]
    if auxiliaries:
        return auxiliaries
    return list(everything) if all(statement.low(at) in vocabulary.ASSENTS for at in everything) else []


def _opens(statement: Statement, at: int) -> bool:
    """Return whether a yes or no comes before something else that is said: "no but budget yes"."""
    interjected = at == statement.clause(at).start and statement.low(at) in vocabulary.INTERJECTIONS
    return interjected and statement.low(at + 1) in vocabulary.BUT | vocabulary.PERIODS


def _changes_known(statement: Statement, known: Lead | None) -> bool:
    """Return whether a text says something else than was known, which its "no" belongs to: "no, 30 visits"."""
    before = known.values if known else {}
    changes = any(before.get(fact.field) not in {None, fact.value} for fact in statement.facts)
    return changes or any(is_bare(statement, at) for at in statement.free)


def _corrects_another(statement: Statement, asked: Quantity | Fraction, at: int, known: Lead) -> bool:
    """Return whether a number corrects another field than the one asked about: "no, 680" for a credit score of 780."""
    close = close_to(statement, at, known)
    marks = {statement.low(mark) for mark in correction_marks(statement)}
    fits = is_within_limits(statement, at, asked)
    return bool(close and marks and not fits) or (len(close) == 1 and not marks.isdisjoint(vocabulary.REVOCATIONS))


def _says_more(statement: Statement, clause: range) -> bool:
    """Return whether a clause holds something that a yes or no in it could belong to."""
    spoken = {statement.low(at) for at in clause}
    if spoken & vocabulary.OURSELVES and not spoken & (vocabulary.YES | vocabulary.INTERJECTIONS | {"not"}):
        return True  # "I haven't" is about the speaker
    return any(not statement.may_join_answer(at) for at in clause)
