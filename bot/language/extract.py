"""Extraction: any text, turned into what it says about leads.

    parser = Parser(scorer.fields)          # builds its tables of words once
    facts = parser.parse("Dana is 45")
    facts.lead, facts.problems, facts.left  # what was understood, what is not allowed, and what was not understood

The text is plain: the markup of a chat is removed before. It is cut into tokens (`tokens`, `amounts`, `tagging`). Then
each pass states the facts that it finds and consumes their tokens (`lists`, `entities`, `quantities`, `yes_no`,
`answers`, `corrections`). In the end facts next to words that no pass consumed are retracted (`leftovers`): a fact that
may be wrong is asked about, not guessed.
"""

from typing import Any

from bot.language import vocabulary
from bot.language.amounts import join_amounts
from bot.language.answers import extract_answer
from bot.language.corrections import (
    correct_known,
    correct_stated,
    corrects,
    retract_outdated,
    retract_reversed,
)
from bot.language.entities import (
    extract_addresses,
    extract_announced,
    extract_companies,
    extract_names,
    is_same_name,
)
from bot.language.facts import Facts
from bot.language.field_words import FieldWords
from bot.language.leftovers import consume_small_words, retract_doubtful
from bot.language.lists import extract_pairs, extract_unknown_lists
from bot.language.quantities import (
    extract_ages,
    extract_quantities,
    extract_short_names,
    extract_yearly_income,
)
from bot.language.statement import Fact, Statement
from bot.language.tagging import join_fields, tag
from bot.language.tokens import Amount, TokenKind, normalize, split
from bot.language.yes_no import extract_options, extract_yes_no
from scoring.errors import InvalidLead, Problem
from scoring.fields.field import Feature
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

MAX_CHARS = 12_000
_ADDS_NOTHING = {TokenKind.FILLER, TokenKind.PERSON}
_PASSES = (
    (extract_unknown_lists, {TokenKind.DONT_KNOW, TokenKind.MAY_BE}),
    (extract_pairs, {TokenKind.EQUALS}),
    (extract_addresses, {TokenKind.EMAIL, TokenKind.PHONE}),
    (extract_announced, {TokenKind.FIELD}),
    (extract_companies, {TokenKind.WORD}),
    (extract_names, {TokenKind.WORD, TokenKind.QUOTED}),
    (extract_ages, {TokenKind.AMOUNT}),
    (extract_quantities, {TokenKind.FIELD}),
    (extract_short_names, {TokenKind.AMOUNT}),
    (extract_options, {TokenKind.OPTION, TokenKind.DONT_KNOW}),
    (extract_yes_no, {TokenKind.FIELD}),
    (extract_yearly_income, {TokenKind.AMOUNT}),
)
"""The passes over a text in their order. Each needs a token of one of these kinds."""


class Parser:
    """Reads facts about leads of one field set from what people write."""

    def __init__(self, fields: FieldSet) -> None:
        self.fields = fields
        self.names = FieldWords(fields)
        self._rating = self.names.credit_score.title.lower() if self.names.credit_score else ""

    def parse(
        self, text: str, *, asked: Feature | None = None, known: Lead | None = None, is_command: bool = False
    ) -> Facts:
        """Return what `text` says about leads, and what of it was not understood. Nothing is raised.

        `asked` is the feature that was just asked about, so that "680" or "not yet" answers it; `known` is what is
        known already, so that "45 not 54" corrects it. `is_command`: the text is about a lead and nothing else, so
        words at its beginning that mean nothing else are a name.
        """
        plain = normalize(text[:MAX_CHARS], self._rating)
        tokens = join_amounts(join_fields(split(plain), plain, self.names), plain, self.names)
        statement = Statement(plain, tag(tokens, plain, self.names), self.names, is_command=is_command)
        kinds = {token.kind for token in statement.tokens}
        for extract, needed in _PASSES:
            if not kinds.isdisjoint(needed):
                extract(statement)
        if asked is not None:
            extract_answer(statement, asked, known)
        _correct(statement, known)
        return _assembled(statement, _leftovers(statement))

    def amounts(self, text: str) -> list[Amount]:
        """Return the numbers in `text`, with what each states of the features that it can measure."""
        plain = normalize(text[:MAX_CHARS], self._rating)
        tokens = join_amounts(join_fields(split(plain), plain, self.names), plain, self.names)
        return [token.amount for token in tokens if token.amount]


def _leftovers(statement: Statement) -> tuple[str, ...]:
    if not statement.silent and all(statement.kind(at) in _ADDS_NOTHING for at in statement.free):
        return ()
    consume_small_words(statement)
    return retract_doubtful(statement)


def _correct(statement: Statement, known: Lead | None) -> None:
    words = {token.low for token in statement.tokens}
    if any(statement.kind(at) is TokenKind.AMOUNT for at in statement.free):
        correct_stated(statement, known)
        if known is not None:
            correct_known(statement, known)
    if "now" in words:
        retract_outdated(statement)
    if not words.isdisjoint(vocabulary.CONTRAST):
        retract_reversed(statement)


def _assembled(statement: Statement, left: tuple[str, ...]) -> Facts:
    stated, others = _without_strangers(statement, _by_lead(statement))
    problems = list(statement.problems)
    leads = []
    for facts in stated:
        lead, wrong = _lead_of(statement, facts)
        leads.append(lead)
        problems += wrong
    notes = dict.fromkeys(fact.note for facts in stated for fact in facts if fact.note)
    unknown = {fact.field for fact in stated[0] if fact.value is None} - {*leads[0].identity, *leads[0].values}
    others += [lead.name for lead in leads[1:] if lead.name and not lead.values]
    return Facts(
        lead=leads[0],
        notes=tuple(notes),
        left=(*left, *(name for name in others if name != leads[0].name)),
        problems=tuple(problems),
        unknown=frozenset(unknown),
        more=tuple(lead for lead in leads[1:] if lead.values),  # a name alone may be a place, or somebody mentioned
        suggest=statement.names.suggest,
    )


def _by_lead(statement: Statement) -> list[list[Fact]]:
    """Return the facts of each lead that a text is about; at least one lead, perhaps without facts."""
    stated: list[list[Fact]] = [[]]
    name = ""
    for fact in sorted(statement.facts, key=lambda fact: fact.first):
        if fact.field == "name" and name and not is_same_name(name, fact.value):
            stated.append([])
        name = fact.value if fact.field == "name" else name
        stated[-1].append(fact)
    return stated


def _without_strangers(statement: Statement, stated: list[list[Fact]]) -> tuple[list[list[Fact]], list[str]]:
    """Return the facts of each lead, and the names that belong to none of them.

    A name right after a comma, if nothing but an age is stated about the lead before it, is a place or a title: "Dana
    Reyes, New York, credit 700". A first name without facts is somebody mentioned: "Talked to Sam. Dana is
    45".
    """
    leads: list[list[Fact]] = []
    others = []
    for before, facts in zip([[], *stated], stated, strict=False):
        if leads and _may_continue(statement, leads[-1], facts) and _is_listed(
            statement, before[-1].last, facts[0].first
        ):  # fmt: skip
            leads[-1] += facts[1:]
            others.append(facts[0].value)
        else:
            leads.append(facts)
    while len(leads) > 1 and [fact.field for fact in leads[0]] == ["name"] and any(
        _features(statement, facts) for facts in leads[1:]
    ):  # fmt: skip
        others.append(leads.pop(0)[0].value)
    return leads, others


def _may_continue(statement: Statement, lead: list[Fact], facts: list[Fact]) -> bool:
    """Return whether facts that begin with another name may belong to a lead about which little is stated so far."""
    twice = {fact.field for fact in lead} & {fact.field for fact in facts[1:]}
    age = statement.names.age
    return not twice and not _features(statement, lead) - {age.name if age else ""}


def _features(statement: Statement, facts: list[Fact]) -> set[str]:
    return {fact.field for fact in facts if fact.field not in statement.names.identity}


def _is_listed(statement: Statement, first: int, last: int) -> bool:
    """Return whether only a comma is before a name, and words without meaning between more commas."""
    between = {statement.kind(at) for at in range(first + 1, last)}
    return between <= {TokenKind.COMMA, TokenKind.WORD} and statement.kind(last - 1) is TokenKind.COMMA


def _lead_of(statement: Statement, facts: list[Fact]) -> tuple[Lead, list[Problem]]:
    """Return the lead of these facts, the later of two where it corrects the earlier, and what is wrong with it."""
    stated: dict[str, Fact] = {}
    problems = []
    for fact in facts:
        earlier = stated.get(fact.field)
        if fact.value is None or (earlier and earlier.value == fact.value):
            continue
        if earlier is None or corrects(statement, earlier, fact):
            stated[fact.field] = fact
        elif fact.field != "name":
            title = statement.fields[fact.field].title
            problems.append(Problem(fact.field, f"{title}: stated twice, “{earlier.words}” and “{fact.words}”"))
    doubtful = {problem.field for problem in problems}
    values: dict[str, Any] = {name: fact.value for name, fact in stated.items() if name not in doubtful}
    try:
        return statement.names.fields.read(values), problems
    except InvalidLead as error:
        return error.understood, [*problems, *error.problems]
