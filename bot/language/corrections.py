"""Corrections and answers: numbers and a yes or no whose field is told by what was said before."""

from bot.language import vocabulary as said
from bot.language.quantities import state_quantity
from bot.language.statement import Fact, Statement
from bot.language.token import Kind
from scoring.fields.field import Feature, Quantity, Signal
from scoring.fields.lead import FEATURES, FIELDS, Lead

_MOST_APART = 12  # pieces, beyond which nobody speaks of the same number any more


def take_corrections(statement: Statement, known: Lead | None) -> None:
    """Take a number that stands for one said before: "credit 700, sorry, 680", "45 not 54"."""
    for at in sorted(statement.free):
        amount = statement.pieces[at].amount
        if amount is None or at not in statement.free:
            continue
        latest = _latest(statement, at)
        if latest is not None and (marks := _correcting(statement, latest.last, at)):
            feature = FIELDS[latest.field]
            if isinstance(feature, Quantity) and amount.is_of(feature):
                statement.take(*marks)
                statement.drop(latest)
                state_quantity(statement, feature.name, at, [at])
        elif known is not None and (meant := _replaced(statement, at, known)):
            state_quantity(statement, meant[0].name, at, [at, meant[1]])


def drop_outdated(statement: Statement) -> None:
    """Leave open what was once, where something else is now that was not understood: "credit was 600, now better"."""
    for fact in [fact for fact in statement.facts if isinstance(FIELDS[fact.field], Quantity)]:
        end = next((at for at in range(fact.last, len(statement.pieces)) if statement.kind(at) is Kind.STOP), None)
        later = range(fact.last + 1, min(end or len(statement.pieces), fact.last + _MOST_APART))
        now = next((at for at in later if statement.low(at) == "now"), None)
        if now is not None and _was(statement, fact) and not _tells_else(statement, fact, now):
            statement.drop(fact)


def drop_taken_back(statement: Statement) -> None:
    """Leave a yes open that its sentence takes back: "pre-approved but the bank pulled out", "had one, but not now"."""
    for at, piece in enumerate(statement.pieces):
        if piece.low not in said.CONTRAST or at in statement.fact_at:
            continue
        first, last = at, at + 1
        while first > 0 and statement.kind(first - 1) not in {Kind.STOP, Kind.QUESTION}:
            first -= 1
        while (
            statement.kind(last) not in {None, Kind.STOP, Kind.QUESTION, Kind.COMMA} and last not in statement.fact_at
        ):
            last += 1
        before = [fact for place in range(first, at) if (fact := statement.fact_at.get(place)) and fact.value is True]
        if before and _takes_back(statement, range(at + 1, last)):
            statement.drop(before[-1])
            statement.free |= set(range(before[-1].first, last))


def _takes_back(statement: Statement, places: range) -> bool:
    """Tell whether what stands behind a "but" takes back what stands before it, or says no more than no."""
    if any(statement.low(at) in said.TAKEN_BACK or set(statement.low(at).split()) & said.LOST for at in places):
        return True
    denies = any(statement.kind(at) is Kind.NO for at in places)
    return denies and all(statement.is_beside_answer(at) for at in places)


def _tells_else(statement: Statement, fact: Fact, now: int) -> bool:
    """Tell whether what is now is another fact: "visits were 12, and she is now 45"."""
    near = (statement.fact_at.get(at) for at in statement.clause(now))
    return any(other and other is not fact for other in near)


def take_bare_correction(statement: Statement, known: Lead) -> None:
    """Take "no, 680" or "I meant 680" for the one known quantity that the number is near to, and no other."""
    marks = _marks(statement)
    for at in sorted(statement.free):
        if not marks or not _is_bare(statement, at):
            continue
        near = [feature for feature in FEATURES if _is_near(statement, feature, at, known)]
        if len(near) == 1:
            statement.take(*marks)
            state_quantity(statement, near[0].name, at, [at], note="noted")


def _marks(statement: Statement) -> list[int]:
    """Return the places of the words that say that something is corrected."""
    return [
        at for at, piece in enumerate(statement.pieces) if piece.low in said.CORRECTIONS and _is_apart(statement, at)
    ]


def _is_bare(statement: Statement, at: int) -> bool:
    """Tell whether a number stands for itself in its clause."""
    clause = (place for place in statement.clause(at) if place != at)
    return statement.kind(at) is Kind.AMOUNT and all(
        statement.kind(place) in {Kind.FILLER, Kind.PERSON} or statement.low(place) in said.CORRECTIONS
        for place in clause
    )


def _is_near(statement: Statement, feature: Feature, at: int, known: Lead) -> bool:
    """Tell whether a number may stand for the known one of a feature: it is allowed, and within a factor of two."""
    amount, before = statement.pieces[at].amount, known.features[feature.name]
    if not isinstance(feature, Quantity) or amount is None or before is None or not amount.is_of(feature):
        return False
    after = amount.of(feature)
    return feature.at_least <= after <= feature.at_most and before <= 2 * after and after <= 2 * before


def _latest(statement: Statement, at: int) -> Fact | None:
    """Return the quantity that was stated last before a place, and not far from it."""
    near = (statement.fact_at.get(place) for place in range(at - 1, max(-1, at - _MOST_APART), -1))
    return next((fact for fact in near if fact and isinstance(FIELDS[fact.field], Quantity)), None)


def _correcting(statement: Statement, first: int, last: int) -> list[int]:
    """Return the places of the words that make what stands at `last` a correction: "no,", "sorry", "make that"."""
    between = range(max(first + 1, last - _MOST_APART), last)
    was = _was(statement, statement.fact_at.get(first))
    return [
        at
        for at in between
        if (statement.low(at) in said.CORRECTIONS and _is_apart(statement, at))
        or (was and statement.low(at) == "now" and _stands_alone(statement, last))
    ]


def _was(statement: Statement, fact: Fact | None) -> bool:
    """Tell whether a fact is told of the past: "credit was 600"."""
    return fact is not None and any(statement.low(at) in said.WERE for at in range(fact.first - 1, fact.last))


def _stands_alone(statement: Statement, at: int) -> bool:
    """Tell whether an amount counts nothing else: "now 720", but not "now 3 kids"."""
    return statement.kind(at) is not Kind.AMOUNT or statement.kind(at + 1) not in {Kind.WORD, Kind.OTHER, Kind.FIELD}


def _is_apart(statement: Statement, at: int) -> bool:
    """Tell whether a "no" stands for itself; other words of correction always do."""
    return statement.kind(at) is not Kind.NO or statement.kind(at + 1) in {Kind.COMMA, Kind.AMOUNT, Kind.FILLER}


def _replaced(statement: Statement, at: int, known: Lead) -> tuple[Quantity, int] | None:
    """Return the quantity whose known value a text takes back for the number at a place: "45 not 54"."""
    for negation, wrong in ((at + 1, at + 2), (at + 2, at + 3), (at - 2, at - 1), (at - 3, at - 2)):
        if statement.low(negation) not in said.TAKES_BACK or statement.kind(wrong) is not Kind.AMOUNT:
            continue
        meant = [feature for feature in FEATURES if _has(statement, feature, wrong, known)]
        if len(meant) == 1 and isinstance(meant[0], Quantity) and statement.pieces[at].amount.is_of(meant[0]):  # type: ignore[union-attr]  # the caller has looked
            return meant[0], wrong
    return None


def _has(statement: Statement, feature: Feature, at: int, known: Lead) -> bool:
    amount = statement.pieces[at].amount
    if not isinstance(feature, Quantity) or amount is None or not amount.is_of(feature):
        return False
    return known.get(feature.name) == amount.of(feature)


def take_answer(statement: Statement, asked: Feature, known: Lead | None) -> None:
    """Take what answers the question that was just asked: "680", "not yet", "no idea"."""
    if any(fact.field == asked.name for fact in statement.facts):
        return
    free = sorted(at for at in statement.free if statement.kind(at) is not Kind.FILLER)
    kinds = {statement.kind(at): at for at in reversed(free)}
    if isinstance(asked, Quantity):
        amounts = [at for at in free if (amount := statement.pieces[at].amount) and amount.is_of(asked)]
        if len(amounts) > 1 and not _marks(statement):
            return  # "3 in May, 4 in June"
        if amounts:
            if known is None or not _corrects_another(statement, asked, amounts[-1], known):
                state_quantity(statement, asked.name, amounts[-1], [amounts[-1]])
            return
        if Kind.NO in kinds and asked.at_least == 0 and _is_none(statement, kinds[Kind.NO], asked):
            statement.state(asked.name, 0, [kinds[Kind.NO]])
            return
    if Kind.DONT_KNOW in kinds:
        statement.state(asked.name, None, [kinds[Kind.DONT_KNOW]])
    elif isinstance(asked, Signal) and not _take_what_is_told(statement, asked):
        _take_yes_or_no(statement, asked, free, known)


def _is_none(statement: Statement, at: int, asked: Quantity) -> bool:
    """Tell whether a "no" is none at all: "never" is no visit, but "nope" is no income."""
    return not asked.unit.sign and statement.low(at) in said.NOT_ONCE


def _take_what_is_told(statement: Statement, asked: Signal) -> bool:
    """Take what a lead told that a signal is about, if a text says nothing else: "New York", "400k"."""
    places = [at for at, piece in enumerate(statement.pieces) if piece.kind not in {Kind.FILLER, Kind.STOP}]
    amount = statement.pieces[places[0]].amount if len(places) == 1 else None
    if amount is not None and asked.amount is not None:
        is_measured = asked.amount.can_read(amount.low) and not amount.low.isdecimal()
        is_told = is_measured and not _marks(statement)
    else:
        is_told = asked.told and asked.amount is None and _is_only_a_name(statement, places)
    if is_told:
        for name in list(statement.facts):
            statement.drop(name)
        note = f"“{statement.words(places)}” taken as {asked.say(1).text}"
        statement.state(asked.name, True, places, note)
    return is_told


def _is_only_a_name(statement: Statement, places: list[int]) -> bool:
    return [fact.field for fact in statement.facts] == ["name"] and all(at in statement.fact_at for at in places)


def _take_yes_or_no(statement: Statement, asked: Signal, free: list[int], known: Lead | None) -> None:
    clauses = dict.fromkeys(statement.clause(at) for at in free)
    alone = {at for clause in clauses if not _says_more(statement, clause) for at in clause}
    answers = [
        at for at in free if statement.kind(at) in {Kind.YES, Kind.NO} and (at in alone or _opens(statement, at))
    ]
    if len({statement.kind(at) for at in answers}) > 1 or (answers and _objects(statement, answers[0])):
        return  # "yes and no"; "no, he is"
    if answers and statement.kind(answers[0]) is Kind.NO and _corrects(statement, known):
        return  # its "no" belongs to what it says besides
    if answers:
        is_one = not any(at in statement.fact_at for at in range(answers[0], answers[-1]))  # "no, she hasn't"
        statement.state(asked.name, statement.kind(answers[0]) is Kind.YES, answers if is_one else answers[:1])
        return
    everything = range(len(statement.pieces))
    if not statement.facts and not _says_more(statement, everything):
        yes = _assent(statement, everything)
        if yes:
            statement.state(asked.name, True, yes)


def _objects(statement: Statement, at: int) -> bool:
    """Tell whether a "no" objects to what was noted, and answers nothing: "no, he is", "no she has"."""
    later = [place for place in range(at + 1, len(statement.pieces)) if statement.kind(place) is not Kind.COMMA]
    is_short = len(later) == 2 and statement.kind(later[0]) is Kind.PERSON
    return statement.kind(at) is Kind.NO and is_short and statement.low(later[1]) in said.ARE


def _assent(statement: Statement, everything: range) -> list[int]:
    """Return the places of what is a yes without the word, in a text that says nothing else: "she is", "sure"."""
    persons = [at for at in everything if statement.kind(at) is Kind.PERSON or statement.low(at) == "it"]
    auxiliaries = [at for at in everything if persons and at >= persons[0] and statement.low(at) in said.ARE]
    if auxiliaries:
        return auxiliaries
    return list(everything) if all(statement.low(at) in said.ASSENTS for at in everything) else []


def _opens(statement: Statement, at: int) -> bool:
    """Tell whether a yes or no comes before something else that is said: "no but budget yes"."""
    interjected = at == statement.clause(at).start and statement.low(at) in said.INTERJECTIONS
    return interjected and statement.low(at + 1) in said.BUT | said.PERIODS


def _corrects(statement: Statement, known: Lead | None) -> bool:
    """Tell whether a text says something else than was known, to which its "no" belongs: "no, 30 visits"."""
    before = known.features if known is not None else {}
    changes = any(before.get(fact.field) not in {None, fact.value} for fact in statement.facts)
    return changes or any(_is_bare(statement, at) for at in statement.free)


def _corrects_another(statement: Statement, asked: Quantity, at: int, known: Lead) -> bool:
    """Tell whether a number corrects what was not asked: "no, 680" to what she earns, whose credit score was 780."""
    amount = statement.pieces[at].amount
    allowed = amount is not None and asked.at_least <= amount.of(asked) <= asked.at_most
    near = [feature for feature in FEATURES if _is_near(statement, feature, at, known)]
    marks = {statement.low(mark) for mark in _marks(statement)}
    return bool(near and marks and not allowed) or (len(near) == 1 and bool(marks & said.REVOCATIONS))


def _says_more(statement: Statement, clause: range) -> bool:
    """Tell whether a clause holds something that a yes or no in it could belong to."""
    spoken = {statement.low(at) for at in clause}
    if spoken & said.OURSELVES and not spoken & (said.YES | said.INTERJECTIONS | {"not"}):
        return True  # "I haven't" is of the speaker
    return any(not statement.is_beside_answer(at) for at in clause)


def is_taken_back(statement: Statement, earlier: Fact, later: Fact) -> bool:
    """Tell whether a later fact corrects an earlier one of the same field."""
    return bool(_correcting(statement, earlier.last, later.last + 1))
