"""Statement: a text in which facts are sought. Each pass states facts and consumes the tokens that it understands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.language import vocabulary
from bot.language.field_words import FieldWords, normal_words
from bot.language.tokens import Amount, Token, TokenKind
from scoring.errors import Problem
from scoring.fields.field import Feature, Field, IdentityField

_BREAKS = {TokenKind.COMMA, TokenKind.STOP, TokenKind.QUESTION}
_ENDS = {TokenKind.STOP, TokenKind.QUESTION}
_OF_LEAD = {TokenKind.FIELD, TokenKind.OPTION}
_COUNTS = {TokenKind.AMOUNT, TokenKind.NO}  # "two kids" is about the lead only


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a text states of a field, in the tokens from index `first` to `last`. None: it is not known.

    `words` state it; `note` says how they were read, where that is not obvious.
    """

    field: str
    value: Any
    first: int
    last: int
    words: str
    note: str = ""


class Statement:
    """A text in tokens, the facts found in it so far, and the indices of the tokens that are still `free`.

    `silent` are the tokens that state nothing about the lead, as they ask, suppose, or speak about somebody else.
    """

    def __init__(self, text: str, tokens: Sequence[Token], names: FieldWords, *, is_command: bool = False) -> None:
        self.text = text
        self.tokens = tokens
        self.names = names
        self.fields = names.by_name
        self.is_command = is_command
        self.facts: list[Fact] = []
        self.problems: list[Problem] = []
        self.silent = _silent(tokens)
        self.free = {at for at, token in enumerate(tokens) if token.kind not in _BREAKS} - self.silent
        self.fact_at: dict[int, Fact] = {}
        self._clauses = _clauses(tokens)

    def named(self, kind: type[Field] | tuple[type[Field], ...]) -> Iterator[tuple[int, Token]]:
        """Yield the free tokens that name a field of a kind, with their indices."""
        for at, token in enumerate(self.tokens):
            if token.kind is TokenKind.FIELD and at in self.free and isinstance(self.fields[token.fields[0]], kind):
                yield at, token

    def field(self, at: int) -> IdentityField | Feature | None:
        """Return the field that the token at an index names first, None if it names none."""
        return self.fields[self.tokens[at].fields[0]] if self.kind(at) is TokenKind.FIELD else None

    def amount(self, at: int) -> Amount | None:
        """Return the amount at an index, None if there is none."""
        return self.tokens[at].amount if 0 <= at < len(self.tokens) else None

    def kind(self, at: int) -> TokenKind | None:
        """Return what the token at an index is, None outside the text."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else None

    def low(self, at: int) -> str:
        """Return the token at an index in lower case."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def neighbor(self, at: int, step: int, own: Collection[str] = ()) -> int:
        """Return the index of the free token next to `at` that means something, or -1 where its clause ends.

        Words of the field's `own` names add nothing next to it.
        """
        at += step
        while self._adds_nothing(at, own):
            at += step
        return at if at in self.free else -1

    def _adds_nothing(self, at: int, own: Collection[str]) -> bool:
        kind = self.kind(at)
        if kind is TokenKind.FILLER:
            return self.low(at) not in vocabulary.BUT
        words = normal_words(self.tokens[at].text) if own and kind is TokenKind.WORD else ()
        return bool(words) and all(word in own for word in words)

    def consume(self, *places: int) -> None:
        """Mark tokens as understood."""
        self.free -= set(places)
        self.silent -= set(places)

    def state(self, field: str, value: Any, places: Collection[int], note: str = "", words: str = "") -> None:
        """Consume the tokens from the first to the last of `places` as the statement of a fact."""
        first, last = min(places), max(places)
        if field not in self.names.identity:
            while self._adds_nothing(last + 1, self.names.own[field]):
                last += 1
        while self.kind(last) is TokenKind.FILLER and last > max(places):
            last -= 1
        fact = Fact(field, value, first, last, words or self.quote(places), note)
        self.facts.append(fact)
        self.consume(*range(first, last + 1))
        self.fact_at |= dict.fromkeys(range(first, last + 1), fact)

    def retract(self, fact: Fact) -> None:
        """Take back a fact that was stated."""
        self.facts.remove(fact)
        for at in range(fact.first, fact.last + 1):
            self.fact_at.pop(at, None)

    def is_name(self, at: int) -> bool:
        """Return whether the token at an index states the lead's name."""
        return at in self.fact_at and self.fact_at[at].field == "name"

    def add_problem(self, field: str, message: str, allowed: str = "") -> None:
        """Report what is wrong with a field."""
        self.problems.append(Problem(field, message, allowed))

    def quote(self, places: Collection[int]) -> str:
        """Return the text from the first to the last of `places`."""
        if not places:
            return ""
        if len(places) == 1:
            return self.tokens[min(places)].text
        return self.text[self.tokens[min(places)].start : self.tokens[max(places)].end]

    def clause(self, at: int) -> range:
        """Return the indices between the breaks around `at`."""
        return self._clauses[at]

    def note_of_spelling(self, places: Collection[int]) -> str:
        """Return how a misspelled word at one of `places` was read, or nothing."""
        read = [(self.tokens[at].text, self.tokens[at].corrected) for at in places]
        return next((f"“{words}” read as “{meant}”" for words, meant in read if meant), "")

    def may_join_answer(self, at: int) -> bool:
        """Return whether a yes or no answers a question even with the word at an index next to it."""
        is_small = self.low(at) in vocabulary.NEXT_TO_ANSWERS or self.low(at).endswith("ly")
        return self.kind(at) in {TokenKind.YES, TokenKind.NO} or (
            self.kind(at) in {TokenKind.FILLER, TokenKind.PERSON} and is_small
        )

    def is_date(self, at: int) -> bool:
        """Return whether a number may be a year, a day or an hour, by the word before it: "in 2023", "at 9"."""
        amount = self.amount(at)
        return amount is not None and amount.low.isdecimal() and self.low(at - 1) in vocabulary.BEFORE_DATES

    def speaks_of_telling(self, first: int, last: int) -> bool:
        """Return whether a verb of telling is between two indices: "hasn't told us his income"."""
        return any(self.low(at) in vocabulary.TELLING for at in range(first, last))


def _clauses(tokens: Sequence[Token]) -> list[range]:
    """Return the clause of each token; a break is one by itself."""
    clauses: list[range] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.kind in _BREAKS:
            clauses += [range(start, at)] * (at - start) + [range(at, at + 1)]
            start = at + 1
    return clauses + [range(start, len(tokens))] * (len(tokens) - start)


def _silent(tokens: Sequence[Token]) -> set[int]:
    """Return the indices of the tokens that state nothing about the lead."""
    found: set[int] = set()
    is_about_another = False
    for sentence in _sentences(tokens):
        starts_with_pronoun = bool(sentence) and tokens[sentence[0]].low in vocabulary.PRONOUNS
        is_about_another = is_about_another and starts_with_pronoun
        if is_about_another:
            found.update(sentence)
        found.update(_questions(tokens, sentence))
        for step, at in enumerate(sentence):
            token = tokens[at]
            is_counted = step > 0 and tokens[at - 1].kind in _COUNTS
            is_relative = token.low in vocabulary.RELATIVES and not is_counted and token.kind not in _OF_LEAD
            if token.kind is TokenKind.IF or is_relative:
                found.update(sentence[step:])
                is_about_another = is_about_another or is_relative
                break
            if token.kind in {TokenKind.MAY_BE, TokenKind.OTHER} and at not in found:
                found.update(_rest_of_clause(tokens, sentence[step:]))
    return found


def _sentences(tokens: Sequence[Token]) -> Iterator[list[int]]:
    sentence: list[int] = []
    for at, token in enumerate(tokens):
        sentence.append(at)
        if token.kind in _ENDS:
            yield sentence
            sentence = []
    yield sentence


def _questions(tokens: Sequence[Token], sentence: Sequence[int]) -> list[int]:
    """Return the part of a sentence that asks: all of "Is she pre-approved?", the end of "she is 45, budget?"."""
    if not sentence or any(tokens[at].low in vocabulary.REQUESTS for at in sentence):
        return []
    kinds = [tokens[at].kind for at in sentence]
    asks = tokens[sentence[0]].low in vocabulary.QUESTIONS
    if asks and (kinds[1:2] == [TokenKind.PERSON] or kinds[-1] is TokenKind.QUESTION):
        return list(sentence)
    if kinds[-1] is not TokenKind.QUESTION:
        return []
    commas = [step for step, kind in enumerate(kinds) if kind is TokenKind.COMMA]
    return list(sentence[commas[-1] + 1 :] if commas else sentence)


def _rest_of_clause(tokens: Sequence[Token], rest: Sequence[int]) -> list[int]:
    clause: list[int] = []
    for at in rest:
        if tokens[at].kind in _BREAKS or tokens[at].low in vocabulary.BUT:
            break
        clause.append(at)
    return clause
