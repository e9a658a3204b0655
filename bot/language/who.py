"""Who: the names of persons and companies in a text."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.language import vocabulary as said
from bot.language.amount import Amount
from bot.language.token import Kind, Piece
from scoring.fields.field import Quantity
from scoring.fields.lead import FEATURES, FIELDS
from scoring.fields.units import YEARS

MOST_WORDS = 6
_AGES = [feature for feature in FEATURES if isinstance(feature, Quantity) and feature.unit is YEARS]
_MOST_SMALL_WORDS = 3
_OPENINGS = {Kind.FILLER, Kind.PERSON, Kind.COMMA, Kind.STOP}
_LONGEST_NAME_IN_ING = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together, from place `first` to `last`; `capital` if each begins with a capital."""

    first: int
    last: int
    capital: bool

    @property
    def places(self) -> list[int]:
        """The places of its words."""
        return list(range(self.first, self.last + 1))


def runs(pieces: Sequence[Piece], free: Collection[int]) -> Iterator[Run]:
    """Yield the runs of words that are nothing else, parted where capitals begin and end."""
    first: int | None = None
    for at in range(len(pieces) + 1):
        goes_on = first is not None and at in free and _is_one_run(pieces, first, at)
        if first is not None and not goes_on:
            yield Run(first, at - 1, _has_capital(pieces[first]))
            first = None
        if first is None and at in free and pieces[at].kind is Kind.WORD:
            first = at


def _is_one_run(pieces: Sequence[Piece], first: int, at: int) -> bool:
    piece = pieces[at]
    if piece.kind is not Kind.WORD:
        return False
    is_particle = piece.text in said.PARTICLES and _has_capital(pieces[first])
    return is_particle or _has_capital(piece) == _has_capital(pieces[first])


def _has_capital(piece: Piece) -> bool:
    return piece.text[:1].isupper()


def names_person(pieces: Sequence[Piece], run: Run) -> bool:
    """Tell whether a run is a person's name, by what stands before and after it."""
    if len(run.places) > MOST_WORDS or not all(_has_letters(pieces[at]) for at in run.places):
        return False
    if any(pieces[at].low in said.NO_NAMES for at in (run.places[:1] if run.capital else run.places)):
        return False
    if _is_tied(pieces, run) or _acts(pieces, run):
        return False
    if run.capital:
        return _is_introduced(pieces, run)
    if any(pieces[at].low.endswith("ing") and len(pieces[at].low) > _LONGEST_NAME_IN_ING for at in run.places):
        return False
    begins = _begins(pieces, run.first)
    return begins and len(run.places) <= _MOST_SMALL_WORDS and _is_spoken_of(pieces, run.last + 1, by_age=True)


def _begins(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether what stands at a place begins what is said of a lead: "ok so …", "hi, got a new lead: …"."""
    if at >= 2 and pieces[at - 1].low == ":" and pieces[at - 2].kind is Kind.PERSON:
        return all(piece.kind in _OPENINGS for piece in pieces[:at])
    return all(piece.kind is Kind.FILLER and piece.low in said.SMALL_BEFORE_NAMES for piece in pieces[:at])


def _is_introduced(pieces: Sequence[Piece], run: Run) -> bool:
    """Tell whether words with capitals stand where a person is named: "talked to Dana", "score Dana", "Dana is 45"."""
    at = run.first - 1
    before, low = _kind(pieces, at), pieces[at].low if at >= 0 else ""
    earlier = pieces[at - 1] if at >= 1 else None
    if low == ":" and earlier is not None and earlier.low in said.SOURCES:
        return _has_age(pieces, run.last + 1)
    if low == ":":
        heads = earlier is not None and (len(run.places) > 1 or earlier.kind is Kind.FIELD)
        return earlier is None or earlier.kind in {Kind.PERSON, Kind.FILLER} or (
            heads and earlier.low not in said.NO_NAMES and _is_spoken_of(pieces, run.last + 1)
        )  # fmt: skip
    if before is Kind.COMMA or low in said.PRESENTS:
        return len(run.places) > 1 or _is_spoken_of(pieces, run.last + 1)
    if _announces(pieces, at):
        return _has_age(pieces, run.last + 1) or _is_verb(pieces, run.last + 1)
    if low in said.BEFORE_ANOTHER:
        return earlier is None or earlier.kind in {Kind.STOP, Kind.COMMA} or earlier.low in said.BEFORE_NAMES
    if low in said.BEFORE_PARTNERS:
        return earlier is None or earlier.low in said.TALKS | said.REQUESTS or earlier.kind is Kind.PERSON
    if low in said.ARE:
        return earlier is not None and (earlier.kind is Kind.PERSON or earlier.low in said.NAMED)
    is_verb = before is Kind.FIELD and pieces[at].is_verb and isinstance(FIELDS[pieces[at].fields[0]], Quantity)
    return before in {None, Kind.STOP, Kind.QUESTION, Kind.PERSON} or is_verb or low in said.BEFORE_NAMES


def _announces(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether the words up to a place tell of a lead that came in: "got a call from", "an enquiry from a"."""
    at -= at >= 0 and pieces[at].low in said.ARTICLES
    return at >= 1 and pieces[at].low == "from" and pieces[at - 1].low in said.COMES_IN


def _has_age(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a bare number that may be an age stands right after a name, and for itself."""
    at += _kind(pieces, at) is Kind.COMMA
    amount = pieces[at].amount if at < len(pieces) else None
    may_be = amount is not None and any(_may_be(amount, feature) for feature in _AGES)
    return may_be and _kind(pieces, at + 1) in {None, Kind.COMMA, Kind.STOP}


def _acts(pieces: Sequence[Piece], run: Run) -> bool:
    """Tell whether words are of who did something for the lead: "Wells Fargo pre-approved her"."""
    at = run.last + 1
    return _kind(pieces, at) is Kind.FIELD and at + 1 < len(pieces) and pieces[at + 1].low in said.OBJECTS


def _is_tied(pieces: Sequence[Piece], run: Run) -> bool:
    """Tell whether words stand right before a field that they may belong to: "Crystal Budget", "good credit"."""
    at = run.last + 1
    if run.capital and at < len(pieces) and not _has_capital(pieces[at]):
        return False
    return _kind(pieces, at) is Kind.FIELD and not pieces[at].is_verb and _kind(pieces, at + 1) not in {
        Kind.EQUALS, Kind.AMOUNT, Kind.FILLER, Kind.EMAIL, Kind.PHONE
    }  # fmt: skip


def _is_spoken_of(pieces: Sequence[Piece], at: int, *, by_age: bool = False) -> bool:
    """Tell whether something is told of a name right after it: "… is 45", "…, 45", "… income 250k".

    `by_age`: a bare number counts only if it may be an age; "zip 90210" tells of nobody.
    """
    at += _kind(pieces, at) is Kind.COMMA
    amount = pieces[at].amount if at < len(pieces) else None
    if amount is not None:
        if by_age and not any(_may_be(amount, feature) for feature in _AGES):
            return False
        return _kind(pieces, at + 1) in {None, Kind.COMMA, Kind.STOP, Kind.FIELD, Kind.AMOUNT}
    return _is_verb(pieces, at) or _kind(pieces, at) is Kind.FIELD


def _may_be(amount: Amount, feature: Quantity) -> bool:
    return amount.is_of(feature) and feature.at_least <= amount.of(feature) <= feature.at_most


def _is_verb(pieces: Sequence[Piece], at: int) -> bool:
    kind = _kind(pieces, at)
    is_verb = kind is Kind.FIELD and pieces[at].is_verb
    return is_verb or kind is Kind.NO or (kind is Kind.FILLER and pieces[at].low in said.ARE)


def _has_letters(piece: Piece) -> bool:
    letters = piece.text.replace("-", "").replace("'", "").replace(".", "").replace("&", "")
    return letters.isalpha() or piece.text == "&"


def _kind(pieces: Sequence[Piece], at: int) -> Kind | None:
    return pieces[at].kind if 0 <= at < len(pieces) else None


def names_company(pieces: Sequence[Piece], run: Run, domains: str) -> bool:
    """Tell whether a run is a company: by its last word, one of the `domains` of e-mail addresses, or "works for"."""
    if not run.capital or run.first == 0 or pieces[run.first - 1].low not in said.BEFORE_COMPANIES:
        return False
    works = run.first > 1 and pieces[run.first - 2].low in said.WORKS
    words = [pieces[at].low for at in run.places]
    return works or words[-1].strip(".") in said.COMPANY_WORDS or "".join(words) in domains


def capital_run(pieces: Sequence[Piece], free: Collection[int], at: int) -> list[int]:
    """Return the places of the words with capitals that begin at a place, if any do."""
    near = {place for place in range(at, at + MOST_WORDS) if place in free} if at >= 0 else set()
    return next((run.places for run in runs(pieces, near) if run.first == at and run.capital), [])
