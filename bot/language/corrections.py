"""Corrections and answers: values whose field follows from what was said, asked or known before."""

from bot.language import vocabulary
from bot.language.quantities import is_within_limits, state_amount, value_at, value_of_none
from bot.language.statement import Fact, Statement
from bot.language.tokens import Kind
from bot.language.yes_no import state_option
from scoring.fields.field import Choice, Feature, Fraction, Quantity, YesNo
from scoring.fields.lead import Lead

MAX_TOKENS_APART = 12
"""Two numbers further apart are not about the same thing."""

_ENDS = {None, Kind.STOP, Kind.QUESTION}
_DIRECTIONS = ((+1, +2), (+2, +3), (-2, -1), (-3, -2))
"""Where "not" and the wrong number may be, seen from the right one: "45 not 54", "not 54 but 45"."""


def correct_stated(statement: Statement, known: Lead | None) -> None:
    """Replace a number stated before by the one that corrects it: "credit 700, sorry, 680", "45 not 54"."""
    for at in sorted(statement.free):
        if statement.amount(at) is None or at not in statement.free:
            continue
        latest = _latest(statement, at)
        marks = _correction_marks(statement, latest.last, at) if latest else []
        if latest and marks:
            if _can_measure(statement, at, latest.field):
                statement.consume(*marks)
                statement.retract(latest)
                state_amount(statement, latest.field, at, [at])
        elif known is not None and (meant := _denied(statement, at, known)):
            state_amount(statement, meant[0].name, at, [at, meant[1]])


def _can_measure(statement: Statement, at: int, name: str) -> bool:
    amount = statement.amount(at)
    return amount is not None and name in amount.values


def correct_known(statement: Statement, known: Lead) -> None:
    """Read "no, 680" or "I meant 680" as the one known quantity that the number is close to, and no other."""
    marks = _marks(statement)
    for at in sorted(statement.free) if marks else ():
        close = _close_to(statement, at, known) if _is_bare(statement, at) else []
        if len(close) == 1:
            statement.consume(*marks)
            state_amount(statement, close[0].name, at, [at], note="noted")


def _marks(statement: Statement) -> list[int]:
    """Return the words that say that something is corrected."""
    tokens = enumerate(statement.tokens)
    return [at for at, token in tokens if token.low in vocabulary.CORRECTIONS and _is_mark(statement, at)]


def _is_mark(statement: Statement, at: int) -> bool:
    """Return whether a "no" is by itself; other words of correction always are."""
    return statement.kind(at) is not Kind.NO or statement.kind(at + 1) in {Kind.COMMA, Kind.AMOUNT, Kind.FILLER}


def _is_bare(statement: Statement, at: int) -> bool:
    """Return whether a number is by itself in its clause."""
    clause = (place for place in statement.clause(at) if place != at)
    return statement.kind(at) is Kind.AMOUNT and all(
        statement.kind(place) in {Kind.FILLER, Kind.PERSON} or statement.low(place) in vocabulary.CORRECTIONS
        for place in clause
    )


def _close_to(statement: Statement, at: int, known: Lead) -> list[Quantity | Fraction]:
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


def _correction_marks(statement: Statement, first: int, last: int) -> list[int]:
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
    return bool(_correction_marks(statement, earlier.last, later.last + 1))


def _is_past(statement: Statement, fact: Fact | None) -> bool:
    """Return whether a fact is about the past: "credit was 600"."""
    return fact is not None and any(statement.low(at) in vocabulary.PAST for at in range(fact.first - 1, fact.last))


def _counts_nothing(statement: Statement, at: int) -> bool:
    """Return whether an amount counts nothing else: "now 720", but not "now 3 kids"."""
    return statement.kind(at) is not Kind.AMOUNT or statement.kind(at + 1) not in {Kind.WORD, Kind.OTHER, Kind.FIELD}


def _denied(statement: Statement, at: int, known: Lead) -> tuple[Quantity | Fraction, int] | None:
    """Return the quantity whose known value a text denies in favor of the number at an index: "45 not 54"."""
    for to_negation, to_wrong in _DIRECTIONS:
        wrong = at + to_wrong
        if statement.low(at + to_negation) not in vocabulary.TAKES_BACK or statement.kind(wrong) is not Kind.AMOUNT:
            continue
        meant = [
            feature
            for feature in statement.names.measured
            if feature.name in known.values and known.values[feature.name] == value_at(statement, wrong, feature)
        ]
        if len(meant) == 1 and _can_measure(statement, at, meant[0].name):
            return meant[0], wrong
    return None


def retract_outdated(statement: Statement) -> None:
    """Retract what was once, where it is now something that was not understood: "credit was 600, now better"."""
    for fact in [fact for fact in statement.facts if _is_measured(statement, fact)]:
        end = next((at for at in range(fact.last, len(statement.tokens)) if statement.kind(at) is Kind.STOP), None)
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
        while statement.kind(last) not in _ENDS | {Kind.COMMA} and last not in statement.fact_at:
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
    denies = any(statement.kind(at) is Kind.NO for at in places)
    return denies and all(statement.may_join_answer(at) for at in places)


def extract_answer(statement: Statement, asked: Feature, known: Lead | None) -> None:
    """Extract what answers the question that was just asked: "680", "not yet", "no idea"."""
    if any(fact.field == asked.name for fact in statement.facts):
        return
    free = sorted(at for at in statement.free if statement.kind(at) is not Kind.FILLER)
    first_of = {statement.kind(at): at for at in reversed(free)}
    if isinstance(asked, Quantity | Fraction) and _extract_amount(statement, asked, free, known):
        return
    if isinstance(asked, Choice) and _extract_option(statement, asked, free):
        return
    if Kind.DONT_KNOW in first_of:
        statement.state(asked.name, None, [first_of[Kind.DONT_KNOW]])
    elif isinstance(asked, YesNo) and not _extract_disclosed(statement, asked):
        _extract_yes_or_no(statement, asked, free, known)


def _extract_amount(statement: Statement, asked: Quantity | Fraction, free: list[int], known: Lead | None) -> bool:
    """Extract the number that answers a question. Return whether the text answers with numbers or none."""
    amounts = [at for at in free if _can_measure(statement, at, asked.name)]
    if len(amounts) > 1 and not _marks(statement):
        return True  # "3 in May, 4 in June"
    if amounts:
        if known is None or not _corrects_another(statement, asked, amounts[-1], known):
            state_amount(statement, asked.name, amounts[-1], [amounts[-1]])
        return True
    no = next((at for at in free if statement.kind(at) is Kind.NO), -1)
    counts = isinstance(asked, Quantity) and asked.at_least == 0 and not asked.unit.sign
    if counts and statement.low(no) in vocabulary.NOT_ONCE:  # "never" is no visit, but "nope" is no income
        statement.state(asked.name, value_of_none(asked), [no])
        return True
    return False


def _extract_option(statement: Statement, asked: Choice, free: list[int]) -> bool:
    options = [at for at in free if statement.kind(at) is Kind.OPTION and asked.name in statement.tokens[at].fields]
    if len(options) == 1:
        state_option(statement, asked.name, options[0], options)
    return bool(options)


def _extract_disclosed(statement: Statement, asked: YesNo) -> bool:
    """Extract what a lead disclosed, if the question is about that and a text says nothing else: "New York", "400k"."""
    places = [at for at, token in enumerate(statement.tokens) if token.kind not in {Kind.FILLER, Kind.STOP}]
    amount = statement.amount(places[0]) if len(places) == 1 else None
    if amount is not None and asked.amount is not None:
        is_measured = asked.amount.can_read(amount.low) and not amount.low.isdecimal()
        is_disclosed = is_measured and not _marks(statement)
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
        at for at in free if statement.kind(at) in {Kind.YES, Kind.NO} and (at in alone or _opens(statement, at))
    ]
    if len({statement.kind(at) for at in answers}) > 1 or (answers and _objects(statement, answers[0])):
        return  # "yes and no"; "no, he is"
    if answers and statement.kind(answers[0]) is Kind.NO and _changes_known(statement, known):
        return  # its "no" belongs to what else it says
    if answers:
        is_one = not any(at in statement.fact_at for at in range(answers[0], answers[-1]))  # "no, she hasn't"
        statement.state(asked.name, statement.kind(answers[0]) is Kind.YES, answers if is_one else answers[:1])
        return
    everything = range(len(statement.tokens))
    if not statement.facts and not _says_more(statement, everything) and (yes := _assent(statement, everything)):
        statement.state(asked.name, True, yes)


def _objects(statement: Statement, at: int) -> bool:
    """Return whether a "no" objects to what was noted, and answers nothing: "no, he is", "no she has"."""
    later = [place for place in range(at + 1, len(statement.tokens)) if statement.kind(place) is not Kind.COMMA]
    is_short = len(later) == 2 and statement.kind(later[0]) is Kind.PERSON
    return statement.kind(at) is Kind.NO and is_short and statement.low(later[1]) in vocabulary.ARE


def _assent(statement: Statement, everything: range) -> list[int]:
    """Return the tokens that are a yes without the word, in a text that says nothing else: "she is", "sure"."""
    persons = [at for at in everything if statement.kind(at) is Kind.PERSON or statement.low(at) == "it"]
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
    return changes or any(_is_bare(statement, at) for at in statement.free)


def _corrects_another(statement: Statement, asked: Quantity | Fraction, at: int, known: Lead) -> bool:
    """Return whether a number corrects another field than the one asked about: "no, 680" for a credit score of 780."""
    close = _close_to(statement, at, known)
    marks = {statement.low(mark) for mark in _marks(statement)}
    fits = is_within_limits(statement, at, asked)
    return bool(close and marks and not fits) or (len(close) == 1 and not marks.isdisjoint(vocabulary.REVOCATIONS))


def _says_more(statement: Statement, clause: range) -> bool:
    """Return whether a clause holds something that a yes or no in it could belong to."""
    spoken = {statement.low(at) for at in clause}
    if spoken & vocabulary.OURSELVES and not spoken & (vocabulary.YES | vocabulary.INTERJECTIONS | {"not"}):
        return True  # "I haven't" is about the speaker
    return any(not statement.may_join_answer(at) for at in clause)
