"""Parsing: what a person typed about a lead, made a `Lead`.

Facts stand in any order, as `key=value` or in words, parted by commas or not: "Dana Reyes age 45, 250k income,
credit=780, no inquiry". Nothing is guessed: what was not understood is a problem, and so is what can be read in two
ways; a fact right beside such words is left open, for they may have changed it.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from bot.slack.words import FIELD_NAMES, Kind, Piece, normal, pieces, plain
from scoring.errors import InvalidLead, Problem
from scoring.feature import Feature, Identity, Quantity, Signal
from scoring.lead import FIELDS, Lead, read_lead

_NAME_WORDS = 6
_SUGGESTED = [" ".join(name) for name, field in FIELD_NAMES.items() if not isinstance(FIELDS[field], Identity)]
_SHORTEST_SUGGESTED = 4


def parse_lead(text: str) -> Lead:
    """Return the lead that `text` states, its unmentioned fields unknown.

    Raises:
        InvalidLead: naming all that is wrong or was not understood, and holding what was.
    """
    statement = _Statement(plain(text))
    try:
        lead = read_lead(statement.facts)
    except InvalidLead as error:
        raise InvalidLead((*statement.problems, *error.problems), understood=error.understood) from None
    if statement.problems:
        raise InvalidLead(statement.problems, understood=lead)
    return lead


class _Statement:
    """The facts and the problems in a text; each pass takes the pieces that it understands."""

    def __init__(self, text: str) -> None:
        self.facts: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._pieces = pieces(text)
        self._free = {at for at, piece in enumerate(self._pieces) if piece.kind is not Kind.COMMA}
        self._fact_at: dict[int, str] = {}
        self._bare_signals: set[int] = set()
        self._take_pairs()
        self._take_emails()
        self._take_bits()
        self._take_quantities()
        self._take_signals()
        self._take_name()
        self._report_leftovers()

    def _take_pairs(self) -> None:
        """Take `key=value`, of which nothing that follows can change the meaning."""
        for at, piece in enumerate(self._pieces):
            if piece.kind is Kind.FIELD and self._kind(at + 1) is Kind.EQUALS and at in self._free:
                value = self._value_at(at + 2, FIELDS[piece.field])
                self._take(at, at + 1, *value)
                self._state(piece.field, value)

    def _value_at(self, at: int, field: Identity | Feature) -> list[int]:
        """Return the places of a value: one amount, yes, no or quotation, or as many words as may belong together."""
        if self._kind(at) in {None, Kind.COMMA, Kind.EQUALS}:
            return []
        end = at + 1
        if self._kind(at) is Kind.QUOTED:
            return [at]
        while isinstance(field, Identity) and field.in_groups and self._is_group_of_digits(end):
            end += 1
        if isinstance(field, Identity) or self._kind(at) not in {Kind.AMOUNT, Kind.YES, Kind.NO}:
            while self._kind(end) is Kind.WORD or (self._kind(end), self._kind(end + 1)) == (Kind.FILLER, Kind.WORD):
                end += 1
        return list(range(at, end))

    def _is_group_of_digits(self, at: int) -> bool:
        """Tell whether an amount is nothing but digits, and not that of a field after it."""
        if self._kind(at) is not Kind.AMOUNT or self._kind(at + 1) is Kind.FIELD:
            return False
        return self._pieces[at].text.replace("-", "").isdigit()

    def _take_emails(self) -> None:
        for at, piece in enumerate(self._pieces):
            if piece.kind is Kind.EMAIL and at in self._free:
                self._take(at)
                self._state("email", [at])

    def _take_bits(self) -> None:
        for at, _ in self._fields(Signal):
            after = self._neighbour(at, +1)
            if self._kind(after) is Kind.AMOUNT and self._pieces[after].text in {"0", "1"}:
                self._take_fact(at, after)

    def _take_quantities(self) -> None:
        for at, piece in self._fields(Quantity):
            before, after = self._neighbour(at, -1), self._neighbour(at, +1)
            value = next((near for near in (before, after) if self._kind(near) is Kind.AMOUNT), None)
            if self._kind(before) is self._kind(after) is Kind.AMOUNT and self._has_amount_to_spare(at):
                self._take(at, before, after)
                self._problem(piece.field, f"“{self._words([before, after])}” can be read in two ways; put commas")
            elif value is not None:
                self._take_fact(at, value)
            elif self._kind(before) is Kind.NO:
                self._take_fact(at, before)
            else:
                words = [near for near in self._value_at(at + 1, FIELDS[piece.field]) if near in self._free]
                self._take(at, *words)
                self._state(piece.field, words)

    def _has_amount_to_spare(self, at: int) -> bool:
        """Tell whether there are more amounts than fields between the commas around `at`: "45 income 250k"."""
        first, last = at, at
        while self._kind(first - 1) not in {None, Kind.COMMA}:
            first -= 1
        while self._kind(last + 1) not in {None, Kind.COMMA}:
            last += 1
        kinds = [self._kind(place) for place in range(first, last + 1) if place in self._free]
        return kinds.count(Kind.AMOUNT) > kinds.count(Kind.FIELD)

    def _take_signals(self) -> None:
        last, negated = -1, -1  # the last signal, and the "no" before it that may govern the next: "no inquiry, budget"
        says_no_to_each = sum(self._kind(self._neighbour(at, -1)) is Kind.NO for at, _ in self._fields(Signal)) > 1
        for at, piece in self._fields(Signal):
            before, after = self._neighbour(at, -1), self._neighbour(at, +1)
            if self._kind(before) is Kind.NO:
                self._take_fact(at, before)
                negated = -1 if says_no_to_each else before
            elif self._kind(after) is Kind.NO and self._belongs_to_next(after):
                self._take(at, after)
                self._two_ways(piece.field, at, after + 1)
            elif self._kind(after) in {Kind.YES, Kind.NO} or self._kind(before) is Kind.YES:
                self._take_fact(at, before if self._kind(before) is Kind.YES else after)
                negated = -1
            elif self._only_between(last, at) and (negated >= 0 or self._is_asked_about(last, at)):
                self._take(at)
                self._two_ways(piece.field, negated if negated >= 0 else last, at)
            else:
                self._take_fact(at, at)
                self._bare_signals.add(at)
                negated = -1
            last = at

    def _belongs_to_next(self, no: int) -> bool:
        """Tell whether the "no" at `no` may as well negate the signal that follows it."""
        following = self._neighbour(no, +1)
        own = self._kind(self._neighbour(following, +1)) in {Kind.YES, Kind.NO}
        return self._kind(following) is Kind.FIELD and self._is_signal(following) and not own

    def _only_between(self, first: int, last: int) -> bool:
        """Tell whether there is a piece at `first`, and nothing that says anything between it and `last`."""
        between = range(first + 1, last)
        return first >= 0 and all(self._kind(at) in {Kind.COMMA, Kind.FILLER} for at in between)

    def _is_asked_about(self, first: int, last: int) -> bool:
        """Tell whether a signal is what another is about: "inquired about financing" states no financing."""
        return "about" in [self._pieces[at].text for at in range(first + 1, last)]

    def _take_name(self) -> None:
        """Take words that stand first, or alone between commas, as the lead's name."""
        for start in range(len(self._pieces)):
            run = [start] if self._kind(start) is Kind.QUOTED and start in self._free else self._words_from(start)
            if run and self._kind(start - 1) in {None, Kind.COMMA} and self._is_name(run):
                if "name" not in self.facts:
                    self._take(*run)
                    self._state("name", run)
                return

    def _is_name(self, run: list[int]) -> bool:
        after = run[-1] + 1
        parted = self._kind(after) in {None, Kind.COMMA}
        while self._kind(after) is Kind.FILLER:
            after += 1
        tied = after in self._free or after in self._bare_signals
        fits = parted or (run[0] == 0 and not tied)
        words = self._words(run)
        return fits and len(run) <= _NAME_WORDS and (words == words.title() or not _suggestion(words))

    def _words_from(self, at: int) -> list[int]:
        end = at
        while end in self._free and self._kind(end) is Kind.WORD:
            end += 1
        return list(range(at, end))

    def _report_leftovers(self) -> None:
        unread = [at for at in sorted(self._free) if self._kind(at) is not Kind.FILLER]
        while unread:
            run = [unread.pop(0)]
            while unread and unread[0] == run[-1] + 1:
                run.append(unread.pop(0))
            words = self._words(run)
            self._problem("", f"“{words}” is not understood{_suggestion(words) or self._how_to_say(run)}")
            self._leave_open(run)

    def _leave_open(self, run: list[int]) -> None:
        """Forget the facts right beside words that were not understood."""
        for at, step in ((run[0] - 1, -1), (run[-1] + 1, +1)):
            place = at
            while self._kind(place) is Kind.FILLER:
                place += step
            self.facts.pop(self._fact_at.get(place, ""), None)

    def _how_to_say(self, run: list[int]) -> str:
        first = self._pieces[run[0]].text
        if isinstance(FIELDS.get(FIELD_NAMES.get(normal(first), "")), Identity):
            return f"; write {first}=…"
        if self._kind(run[0]) is Kind.AMOUNT:
            return "; say what it is, as in “age 45”"
        may_be_name = run[0] == 0 and "name" not in self.facts and run == self._words_from(0)
        return "; if it is the name, put a comma after it" if may_be_name else ""

    def _state(self, name: str, places: list[int]) -> None:
        field, words = FIELDS[name], self._words(places)
        value: Any = words
        if isinstance(field, Signal) and places:
            plain_words = {Kind.YES: "yes", Kind.NO: "no", Kind.FIELD: "yes"}
            value = plain_words.get(self._pieces[places[0]].kind, words)
        elif isinstance(field, Quantity):
            try:
                value = 0 if places and self._kind(places[0]) is Kind.NO else field.read(words)
            except ValueError:
                said = f", not “{words}”" if words else ""
                self._problem(name, f"{field.title}: {field.allowed}{said}")
                return
        if not words:
            self._problem(name, f"{field.title}: say which")
        elif self.facts.setdefault(name, value) != value:
            self._problem(name, f"{field.title}: stated twice, “{self.facts.pop(name)}” and “{words}”")

    def _two_ways(self, field: str, first: int, last: int) -> None:
        words = self._words([first, last])
        self._problem(field, f"“{words}” can be read in two ways; say yes or no to each")

    def _problem(self, field: str, message: str) -> None:
        self.problems.append(Problem(field, message))

    def _fields(self, kind: type[Quantity] | type[Signal]) -> Iterator[tuple[int, Piece]]:
        for at, piece in enumerate(self._pieces):
            if at in self._free and piece.kind is Kind.FIELD and isinstance(FIELDS[piece.field], kind):
                yield at, piece

    def _is_signal(self, at: int) -> bool:
        return isinstance(FIELDS.get(self._pieces[at].field), Signal)

    def _kind(self, at: int) -> Kind | None:
        return self._pieces[at].kind if 0 <= at < len(self._pieces) else None

    def _neighbour(self, at: int, step: int) -> int:
        """Return the place of the free piece next to `at` that is no filler, or -1 where a comma or the end is."""
        at += step
        while self._kind(at) is Kind.FILLER:
            at += step
        return at if at in self._free else -1

    def _take(self, *places: int) -> None:
        self._free -= set(places)

    def _take_fact(self, at: int, said: int) -> None:
        """Take the feature at `at` with what is said of it beside it, or by its own words alone."""
        field = self._pieces[at].field
        self._take(at, said)
        self._fact_at |= {at: field, said: field}
        self._state(field, [said])

    def _words(self, places: list[int]) -> str:
        if not places:
            return ""
        first, last = self._pieces[places[0]], self._pieces[places[-1]]
        return first.text if len(places) == 1 else self._text[first.start : last.end]


def _suggestion(words: str) -> str:
    each = re.findall(r"[a-z]+", words.lower())
    tried = [word for word in (" ".join(each), *each) if len(word) >= _SHORTEST_SUGGESTED]
    close = [match for word in tried for match in get_close_matches(word, _SUGGESTED, n=1, cutoff=0.8)]
    return f"; did you mean “{close[0]}”?" if close else ""
