"""Identity: who the lead is, as a text says it."""

import re

from bot.language import vocabulary as said
from bot.language.field_names import FIELD_NAMES, normal
from bot.language.statement import Statement
from bot.language.suggestion import suggestion
from bot.language.token import Kind
from bot.language.who import MOST_WORDS, Run, names_company, names_person, runs
from scoring.fields.field import Identity

_ADDRESSES = {Kind.EMAIL: "email", Kind.PHONE: "phone"}


def take_addresses(statement: Statement) -> None:
    """Take e-mail addresses and phone numbers, with the words that announce them."""
    for at, piece in enumerate(statement.pieces):
        field = _ADDRESSES.get(piece.kind)
        if field is not None and at in statement.free:
            before = statement.near(at, -1)
            announced = statement.kind(before) is Kind.FIELD and field in statement.pieces[before].fields
            statement.take(*([before] if announced else []))
            statement.state(field, piece.text, [at])


def take_named(statement: Statement) -> None:
    """Take what follows the name of its field: "company Acme Corp", "my name is Carla", "id L-7"."""
    for at, piece in statement.fields(Identity):
        run = next((run for run in _runs_after(statement, at)), None)
        if run is not None and (run.capital or any(char.isdigit() for char in statement.low(run.first))):
            places = [run.first] if not run.capital else run.places
            statement.state(piece.fields[0], statement.words(places), places)
            statement.take(at)


def _runs_after(statement: Statement, at: int) -> list[Run]:
    after = at + 1 + (statement.low(at + 1) in said.ARE)
    near = {place for place in range(after, after + 8) if place in statement.free}
    return [run for run in runs(statement.pieces, near) if run.first == after]


def take_companies(statement: Statement) -> None:
    """Take companies that stand for themselves: "from Acme Capital", "works at Acme"."""
    domains = " ".join(piece.low.partition("@")[2] for piece in statement.pieces if piece.kind is Kind.EMAIL)
    for run in list(runs(statement.pieces, statement.free)):
        if names_company(statement.pieces, run, domains):
            statement.state("company", statement.words(run.places), run.places)


def take_names(statement: Statement) -> None:
    """Take the names of persons, the first of which is the lead's."""
    for at, piece in enumerate(statement.pieces):
        alone = statement.kind(at - 1) in {None, Kind.COMMA} and statement.kind(at + 1) in {None, Kind.COMMA}
        if piece.kind is Kind.QUOTED and alone and at in statement.free and normal(piece.text) not in FIELD_NAMES:
            statement.state("name", piece.text, [at])
    named = any(fact.field == "name" for fact in statement.facts)
    if statement.is_command and not named and (head := _head(statement)):
        statement.state("name", statement.words(head), head)
        named = True
    for run in list(runs(statement.pieces, statement.free)):
        if names_person(statement.pieces, run) and (run.capital or not named):
            statement.state("name", statement.words(run.places), run.places)
            named = True


def _head(statement: Statement) -> list[int]:
    """Return the places of the words before the first comma of a command, which are a name, however it is written."""
    end = 0
    while (
        end in statement.free
        and end < MOST_WORDS
        and (statement.kind(end) is Kind.WORD or (end and _is_small_number(statement, end)))
    ):
        end += 1
    words = statement.words(range(end))
    parted = statement.kind(end) is None or (statement.kind(end) is Kind.COMMA and statement.low(end).startswith(","))
    return list(range(end)) if parted and any(char.isalpha() for char in words) and not _is_of_fields(words) else []


def _is_small_number(statement: Statement, at: int) -> bool:
    """Tell whether a number in words is too small for an age, and may be part of a name: "Pat One"."""
    amount = statement.pieces[at].amount
    return amount is not None and len(amount.low) == 1 and statement.low(at).isalpha()


def _is_of_fields(words: str) -> bool:
    """Tell whether words name a field, or nearly one: "!budget", "pre-aproved"."""
    named = any((word,) in FIELD_NAMES for word in re.findall(r"[a-z]+", words.lower()))
    return named or (words != words.title() and bool(suggestion(words)))


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names may be of one person: "Dana Reyes" is called "Dana" later."""
    first, second = sorted((one.lower().split(), other.lower().split()), key=len)
    return second[: len(first)] == first or second[-len(first) :] == first
