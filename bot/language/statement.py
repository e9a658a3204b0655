"""Statement: a text in which the facts are sought, each pass taking the pieces that it understands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.language import vocabulary as said
from bot.language.field_names import OWN_WORDS, normal
from bot.language.scope import silent
from bot.language.token import Kind, Piece
from bot.language.tokens import pieces
from scoring.errors import Problem
from scoring.fields.field import Feature, Identity
from scoring.fields.lead import FIELDS

_BREAKS = {Kind.COMMA, Kind.STOP, Kind.QUESTION}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a text states of a field, in the words from place `first` to `last`; None: it is not known.

    `note` says how the words were read, where that is not plain.
    """

    field: str
    value: Any
    first: int
    last: int
    words: str
    note: str = ""


class Statement:
    """A text in pieces, the facts found in it so far, and the places of those pieces that are still free."""

    def __init__(self, text: str, *, is_command: bool = False) -> None:
        self.text = text
        self.is_command = is_command
        self.pieces = pieces(text)
        self.facts: list[Fact] = []
        self.problems: list[Problem] = []
        self.silent = silent(self.pieces)
        self.free = {at for at, piece in enumerate(self.pieces) if piece.kind not in _BREAKS} - self.silent
        self.fact_at: dict[int, Fact] = {}
        self._clauses = _clauses(self.pieces)

    def fields(self, kind: type[Feature | Identity]) -> Iterator[tuple[int, Piece]]:
        """Yield the free pieces that name a field of this kind, with their places."""
        for at, piece in enumerate(self.pieces):
            if at in self.free and piece.kind is Kind.FIELD and isinstance(FIELDS[piece.fields[0]], kind):
                yield at, piece

    def kind(self, at: int) -> Kind | None:
        """Return what the piece at a place is, or None outside the text."""
        return self.pieces[at].kind if 0 <= at < len(self.pieces) else None

    def low(self, at: int) -> str:
        """Return the piece at a place in small letters."""
        return self.pieces[at].low if 0 <= at < len(self.pieces) else ""

    def near(self, at: int, step: int, own: Collection[str] = ()) -> int:
        """Return the place of the free piece next to `at` that says something, or -1 where its clause ends.

        Words of the field's `own` names say nothing new beside it.
        """
        at += step
        while self._says_nothing(at, own):
            at += step
        return at if at in self.free else -1

    def _says_nothing(self, at: int, own: Collection[str]) -> bool:
        if self.kind(at) is Kind.FILLER:
            return self.low(at) not in said.BUT
        return bool(own) and self.kind(at) is Kind.WORD and self._is_own(at, own)

    def _is_own(self, at: int, own: Collection[str]) -> bool:
        words = normal(self.pieces[at].text)
        return bool(words) and all(word in own for word in words)

    def take(self, *places: int) -> None:
        """Hold pieces for understood."""
        self.free -= set(places)
        self.silent -= set(places)

    def state(self, field: str, value: Any, places: Collection[int], note: str = "", words: str = "") -> None:
        """Take the pieces from the first to the last of `places` as the statement of a fact."""
        first, last = min(places), max(places)
        while isinstance(FIELDS[field], Feature) and self._says_nothing(last + 1, OWN_WORDS[field]):
            last += 1
        while self.kind(last) is Kind.FILLER and last > max(places):
            last -= 1
        fact = Fact(field, value, first, last, words or self.words(places), note)
        self.facts.append(fact)
        self.take(*range(first, last + 1))
        self.fact_at |= dict.fromkeys(range(first, last + 1), fact)

    def drop(self, fact: Fact) -> None:
        """Leave a fact open that was stated."""
        self.facts.remove(fact)
        for at in range(fact.first, fact.last + 1):
            self.fact_at.pop(at, None)

    def problem(self, field: str, message: str, allowed: str = "") -> None:
        """Say what is wrong with a field."""
        self.problems.append(Problem(field, message, allowed))

    def words(self, places: Collection[int]) -> str:
        """Return the text from the first to the last of `places`."""
        if not places:
            return ""
        if len(places) == 1:
            return self.pieces[min(places)].text
        return self.text[self.pieces[min(places)].start : self.pieces[max(places)].end]

    def clause(self, at: int) -> range:
        """Return the places between the breaks around `at`."""
        return self._clauses[at]

    def misspelling(self, places: Collection[int]) -> str:
        """Return how a misspelt word at one of `places` was read, or nothing."""
        read = [(self.pieces[at].text, self.pieces[at].misspelt) for at in places]
        return next((f"“{words}” read as “{meant}”" for words, meant in read if meant), "")

    def is_beside_answer(self, at: int) -> bool:
        """Tell whether a yes or no that answers a question does not belong to the word at a place."""
        is_small = self.low(at) in said.BESIDE_ANSWERS or self.low(at).endswith("ly")
        return self.kind(at) in {Kind.YES, Kind.NO} or (self.kind(at) in {Kind.FILLER, Kind.PERSON} and is_small)

    def is_date(self, at: int) -> bool:
        """Tell whether a number may be a year, a day or an hour, by the word before it: "in 2023", "at 9"."""
        amount = self.pieces[at].amount if 0 <= at < len(self.pieces) else None
        return amount is not None and amount.low.isdecimal() and self.low(at - 1) in said.BEFORE_DATES

    def is_untold(self, first: int, last: int) -> bool:
        """Tell whether telling is spoken of between two places: "hasn't told us his income"."""
        return any(self.low(at) in said.OF_TELLING for at in range(first, last))


def _clauses(pieces: Sequence[Piece]) -> list[range]:
    """Return for each place the clause that it stands in; a break is one for itself."""
    clauses: list[range] = []
    start = 0
    for at, piece in enumerate(pieces):
        if piece.kind in _BREAKS:
            clauses += [range(start, at)] * (at - start) + [range(at, at + 1)]
            start = at + 1
    return clauses + [range(start, len(pieces))] * (len(pieces) - start)
