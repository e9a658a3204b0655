"""Parsing: what a person typed about a lead, made a `Lead`.

Facts stand in any order, as `key=value` or in words, parted by commas or not: "Dana Reyes age 45, 250k income,
credit=780, no inquiry". Nothing is guessed: what could not be understood is a problem, and so is what can be
read in two ways.
"""

from difflib import get_close_matches
from typing import Any

from bot.slack.words import FIELD_NAMES, Kind, Piece, measured, normal, pieces, plain
from scoring.errors import InvalidLead, Problem
from scoring.feature import Identity, Quantity, Signal
from scoring.lead import FIELDS, Lead, read_lead

_NAME_WORDS = 6


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
        self._take_stated_with_equals()
        self._take_identities()
        self._take_bits()
        self._take_quantities()
        self._take_signals()
        self._take_bare_measures()
        self._take_name()
        self._report_leftovers()

    def _take_stated_with_equals(self) -> None:
        for at, piece in enumerate(self._pieces):
            if piece.kind is not Kind.FIELD or self._kind(at + 1) is not Kind.EQUALS or at not in self._free:
                continue
            field = FIELDS[piece.field]
            run = self._run(at + 2) if isinstance(field, Identity) else self._run(at + 2)[: self._length(at + 2)]
            self._take(at, at + 1, *run)
            self._state(piece.field, self._words(run))

    def _length(self, at: int) -> int | None:
        """Return how many pieces from `at` on make a value: an amount, a yes or a no is whole by itself."""
        return 1 if self._kind(at) in {Kind.AMOUNT, Kind.YES, Kind.NO, Kind.QUOTED} else None

    def _take_identities(self) -> None:
        for at, piece in enumerate(self._pieces):
            if at not in self._free:
                continue
            if piece.kind is Kind.FIELD and isinstance(FIELDS[piece.field], Identity):
                run = self._run(at + 1)
                self._take(at, *run)
                self._state(piece.field, self._words(run))
            elif piece.kind is Kind.WORD and "@" in piece.text[1:-1] and not piece.text.startswith("<"):
                self._take(at)
                self._state("email", piece.text)

    def _take_bits(self) -> None:
        for at, piece in self._fields(Signal):
            after = self._neighbour(at, +1)
            if self._kind(after) is Kind.AMOUNT and self._pieces[after].text in {"0", "1"}:
                self._take(at, after)
                self._state(piece.field, self._pieces[after].text)

    def _take_quantities(self) -> None:
        for at, piece in self._fields(Quantity):
            before, after = self._neighbour(at, -1), self._neighbour(at, +1)
            value = next((near for near in (before, after) if self._kind(near) is Kind.AMOUNT), None)
            if value is not None:
                self._take(at, value)
                self._state(piece.field, self._pieces[value].text)
            elif self._kind(before) is Kind.NO:
                self._take(at, before)
                self._state(piece.field, "0")
            else:
                run = [near for near in self._run(at + 1) if near in self._free]
                self._take(at, *run)
                self._state(piece.field, self._words(run))

    def _take_signals(self) -> None:
        for at, piece in self._fields(Signal):
            before, after = self._neighbour(at, -1), self._neighbour(at, +1)
            if self._kind(before) is Kind.NO:
                self._take(at, before)
                self._state(piece.field, "no")
            elif self._kind(after) is Kind.NO and self._belongs_to_next(after):
                self._take(at, after)
                both = self._words([at, after, after + 1])
                self._problem(piece.field, f"“{both}” can be read in two ways; put a comma where one fact ends")
            elif self._kind(after) in {Kind.YES, Kind.NO}:
                self._take(at, after)
                self._state(piece.field, self._pieces[after].text)
            else:
                self._take(at)
                self._state(piece.field, "yes")

    def _belongs_to_next(self, no: int) -> bool:
        """Tell whether the "no" at `no` may as well negate the signal that follows it."""
        following = self._neighbour(no, +1)
        if self._kind(following) is not Kind.FIELD or not isinstance(self._field(following), Signal):
            return False
        return self._kind(self._neighbour(following, +1)) not in {Kind.YES, Kind.NO}

    def _take_bare_measures(self) -> None:
        """Take amounts whose sign or unit only one feature has: "$250k", "90 minutes"."""
        for at in sorted(self._free):
            piece = self._pieces[at]
            if piece.kind is not Kind.AMOUNT or piece.text.lstrip("-").replace(",", "").replace(".", "").isdigit():
                continue
            features = measured(piece.text)
            if len(features) == 1 and features[0].name not in self.facts:
                self._take(at)
                self._state(features[0].name, piece.text)

    def _take_name(self) -> None:
        """Take words that stand first, or alone between commas, as the lead's name."""
        for start in range(len(self._pieces)):
            run = self._words_from(start)
            opens = self._kind(start - 1) in {None, Kind.COMMA}
            alone = start == 0 or self._kind(start + len(run)) in {None, Kind.COMMA}
            tied = self._kind(start + len(run)) is Kind.EQUALS or start + len(run) in self._amounts_left()
            if run and opens and alone and not tied and len(run) <= _NAME_WORDS and not _suggestion(self._words(run)):
                if "name" not in self.facts:
                    self._take(*run)
                    self._state("name", self._words(run))
                return

    def _words_from(self, at: int) -> list[int]:
        end = at
        while end in self._free and self._kind(end) is Kind.WORD:
            end += 1
        return list(range(at, end))

    def _amounts_left(self) -> set[int]:
        return {at for at in self._free if self._kind(at) is Kind.AMOUNT}

    def _report_leftovers(self) -> None:
        unread = [at for at in sorted(self._free) if self._pieces[at].kind is not Kind.FILLER]
        while unread:
            run = [unread.pop(0)]
            while unread and unread[0] == run[-1] + 1:
                run.append(unread.pop(0))
            words = self._words(run)
            self._problem("", f"“{words}” is not understood{_suggestion(words) or _how_to_say(words)}")

    def _state(self, name: str, words: str) -> None:
        field = FIELDS[name]
        value: Any = words
        if isinstance(field, Quantity):
            try:
                value = field.read(words)
            except ValueError:
                said = f", not “{words}”" if words else ""
                self._problem(name, f"{field.title}: {field.allowed}{said}")
                return
        if not words:
            self._problem(name, f"{field.title}: say which")
        elif self.facts.setdefault(name, value) != value:
            self._problem(name, f"{field.title}: stated twice, “{self.facts.pop(name)}” and “{words}”")

    def _problem(self, field: str, message: str) -> None:
        self.problems.append(Problem(field, message))

    def _fields(self, kind: type[Quantity] | type[Signal]) -> list[tuple[int, Piece]]:
        return [
            (at, piece)
            for at, piece in enumerate(self._pieces)
            if at in self._free and piece.kind is Kind.FIELD and isinstance(FIELDS[piece.field], kind)
        ]

    def _field(self, at: int) -> Identity | Quantity | Signal:
        return FIELDS[self._pieces[at].field]

    def _kind(self, at: int) -> Kind | None:
        return self._pieces[at].kind if 0 <= at < len(self._pieces) else None

    def _neighbour(self, at: int, step: int) -> int:
        """Return the place of the free piece next to `at` that is no filler, or -1 where a comma or the end is."""
        at += step
        while self._kind(at) is Kind.FILLER:
            at += step
        return at if at in self._free else -1

    def _run(self, at: int) -> list[int]:
        """Return the places from `at` to before the next comma or field, without fillers at the end."""
        end = at
        while self._kind(end) not in {None, Kind.COMMA, Kind.FIELD, Kind.EQUALS}:
            end += 1
        while end > at and self._kind(end - 1) is Kind.FILLER:
            end -= 1
        return list(range(at, end))

    def _take(self, *places: int) -> None:
        self._free -= set(places)

    def _words(self, places: list[int]) -> str:
        if not places:
            return ""
        first, last = self._pieces[places[0]], self._pieces[places[-1]]
        return first.text if len(places) == 1 else self._text[first.start : last.end]


def _suggestion(words: str) -> str:
    known = [" ".join(name) for name in FIELD_NAMES]
    tried = (" ".join(normal(words)), *normal(words))
    close = [match for word in tried for match in get_close_matches(word, known, n=1, cutoff=0.8)]
    return f"; did you mean “{close[0]}”?" if close else ""


def _how_to_say(words: str) -> str:
    return "; say what it is, as in “age 45”" if words[:1].isdigit() else ""
