"""Parsing facts: any text, made what it says of a lead."""

from typing import Any

from bot.language.ages import take_ages
from bot.language.corrections import (
    drop_outdated,
    drop_taken_back,
    is_taken_back,
    take_answer,
    take_bare_correction,
    take_corrections,
)
from bot.language.facts import Facts
from bot.language.identity import is_same_name, take_addresses, take_companies, take_named, take_names
from bot.language.leftovers import left_of, take_small_words
from bot.language.normalize import plain
from bot.language.pairs import take_pairs
from bot.language.quantities import take_quantities, take_short_names, take_yearly
from bot.language.signals import take_signals
from bot.language.statement import Fact, Statement
from bot.language.token import Kind
from bot.language.unknown import take_unknown_lists
from scoring.errors import InvalidLead, Problem
from scoring.fields.field import Feature, Identity
from scoring.fields.lead import FEATURES, FIELDS, Lead, read_lead

_MOST_CHARACTERS = 12_000
_PASSES = (
    take_unknown_lists,
    take_pairs,
    take_addresses,
    take_named,
    take_companies,
    take_names,
    take_ages,
    take_quantities,
    take_short_names,
    take_signals,
    take_yearly,
)


def parse_facts(
    text: str,
    features: tuple[Feature, ...] = FEATURES,
    *,
    asked: Feature | None = None,
    known: Lead | None = None,
    markup: bool = False,
) -> Facts:
    """Return what `text`, as Slack sends it, says of a lead, and what of it was not understood.

    `features` are those that matter here; `asked` is the feature that the bot has just asked about, so that "680" or
    "not yet" answers it; `known` is what is known already, so that "45 not 54" corrects it; `markup` says that it is a
    message, with Slack's links, mentions and styles, and no command. Any text is taken; nothing is raised.
    """
    statement = Statement(plain(text[:_MOST_CHARACTERS], markup=markup), is_command=not markup)
    for take in _PASSES:
        take(statement)
    if asked is not None:
        take_answer(statement, asked, known)
    take_corrections(statement, known)
    if known is not None:
        take_bare_correction(statement, known)
    drop_outdated(statement)
    drop_taken_back(statement)
    take_small_words(statement)
    left = left_of(statement)
    return _assembled(statement, left, features)


def _assembled(statement: Statement, left: tuple[str, ...], features: tuple[Feature, ...]) -> Facts:
    told, others = _without_others(statement, _by_lead(statement, features))
    problems = list(statement.problems)
    leads = []
    for facts in told:
        lead, wrong = _lead_of(statement, facts)
        leads.append(lead)
        problems += wrong
    notes = dict.fromkeys(fact.note for facts in told for fact in facts if fact.note)
    unknown = {fact.field for fact in told[0] if fact.value is None} - set(leads[0].model_dump(exclude_none=True))
    more = [lead for lead in leads[1:] if _has_features(lead)]
    others += [lead.name for lead in leads[1:] if lead.name and not _has_features(lead)]
    left = (*left, *(name for name in others if name != leads[0].name))
    return Facts(leads[0], tuple(notes), left, tuple(problems), frozenset(unknown), tuple(more))


def _has_features(lead: Lead) -> bool:
    """Tell whether anything is said of a lead but who it is; a name alone may be a place, or of whom was spoken."""
    return any(value is not None for value in lead.features.values())


def _by_lead(statement: Statement, features: tuple[Feature, ...]) -> list[list[Fact]]:
    """Return the facts of each lead that a text speaks of; at least one lead, perhaps without facts."""
    asked_for = {feature.name for feature in features}
    told: list[list[Fact]] = [[]]
    name = ""
    for fact in sorted(statement.facts, key=lambda fact: fact.first):
        if fact.field == "name" and name and not is_same_name(name, fact.value):
            told.append([])
        name = fact.value if fact.field == "name" else name
        if isinstance(FIELDS[fact.field], Identity) or fact.field in asked_for:
            told[-1].append(fact)
    return told


def _without_others(statement: Statement, told: list[list[Fact]]) -> tuple[list[list[Fact]], list[str]]:
    """Return the facts of each lead, and the names that are of none.

    A name right behind a comma, with no feature but the age told of the lead before it, is a place or a title: "Dana
    Reyes, New York, credit 700". A first name of which nothing is told is whom somebody spoke of: "Talked to Sam. Dana
    is 45".
    """
    leads: list[list[Fact]] = []
    others = []
    for before, facts in zip([[], *told], told, strict=False):
        if leads and _goes_on(leads[-1], facts) and _is_listed(statement, before[-1].last, facts[0].first):
            leads[-1] += facts[1:]
            others.append(facts[0].value)
        else:
            leads.append(facts)
    while len(leads) > 1 and [fact.field for fact in leads[0]] == ["name"] and _tell_features(leads[1:]):
        others.append(leads.pop(0)[0].value)
    return leads, others


def _goes_on(lead: list[Fact], facts: list[Fact]) -> bool:
    """Tell whether facts that begin with another name may go on with those of a lead of whom little is told yet."""
    twice = {fact.field for fact in lead} & {fact.field for fact in facts[1:]}
    features = [fact for fact in lead if isinstance(FIELDS[fact.field], Feature) and fact.field != "age"]
    return not twice and not features


def _is_listed(statement: Statement, first: int, last: int) -> bool:
    """Tell whether a comma is all that stands before a name, but for words of no meaning between more commas."""
    between = {statement.kind(at) for at in range(first + 1, last)}
    return between <= {Kind.COMMA, Kind.WORD} and statement.kind(last - 1) is Kind.COMMA


def _tell_features(told: list[list[Fact]]) -> bool:
    return any(isinstance(FIELDS[fact.field], Feature) for facts in told for fact in facts)


def _lead_of(statement: Statement, facts: list[Fact]) -> tuple[Lead, list[Problem]]:
    """Return the lead of these facts, the later of two where it corrects the earlier, and what is wrong with it."""
    stated: dict[str, Fact] = {}
    problems = []
    for fact in facts:
        earlier = stated.get(fact.field)
        if fact.value is None or (earlier and earlier.value == fact.value):
            continue
        if earlier is None or is_taken_back(statement, earlier, fact):
            stated[fact.field] = fact
        elif fact.field != "name":
            title = FIELDS[fact.field].title
            problems.append(Problem(fact.field, f"{title}: stated twice, “{earlier.words}” and “{fact.words}”"))
    doubtful = {problem.field for problem in problems}
    values: dict[str, Any] = {name: fact.value for name, fact in stated.items() if name not in doubtful}
    try:
        return read_lead(values), problems
    except InvalidLead as error:
        return error.understood, [*problems, *error.problems]
