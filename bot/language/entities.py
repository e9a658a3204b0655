"""Entities: who the lead is, as a text says it: names, companies, e-mail addresses, phone numbers and ids."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.language import vocabulary
from bot.language.field_words import normal_words
from bot.language.statement import Statement
from bot.language.tokens import Token, TokenKind
from scoring.fields.field import IdentityField, Quantity

_ADDRESSES = {TokenKind.EMAIL: "email", TokenKind.PHONE: "phone"}
_OPENINGS = {TokenKind.FILLER, TokenKind.PERSON, TokenKind.COMMA, TokenKind.STOP}
_AFTER_AGE = {None, TokenKind.COMMA, TokenKind.STOP}
_BEFORE_SENTENCE = {None, TokenKind.STOP, TokenKind.QUESTION, TokenKind.PERSON}
MAX_WORDS_OF_NAME = 6
MAX_WORDS_OF_LOWERCASE_NAME = 3
MAX_CHARS_OF_NAME_IN_ING = 4


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words in a row, from index `first` to `last`. `capital`: each begins with a capital letter."""

    first: int
    last: int
    capital: bool

    @property
    def places(self) -> list[int]:
        """The indices of its words."""
        return list(range(self.first, self.last + 1))


def extract_addresses(statement: Statement) -> None:
    """Extract e-mail addresses and phone numbers, with the words that announce them."""
    for at, token in enumerate(statement.tokens):
        field = _ADDRESSES.get(token.kind, "")
        if field in statement.fields and at in statement.free:
            before = statement.neighbor(at, -1)
            if statement.kind(before) is TokenKind.FIELD and field in statement.tokens[before].fields:
                statement.consume(before)
            statement.state(field, token.text, [at])


def extract_announced(statement: Statement) -> None:
    """Extract what follows the name of its field: "company Acme Corp", "my name is Carla", "id L-7"."""
    for at, token in statement.named(IdentityField):
        run = _run_after(statement, at)
        if run is not None and (run.capital or any(char.isdigit() for char in statement.low(run.first))):
            places = run.places if run.capital else [run.first]
            statement.state(token.fields[0], statement.quote(places), places)
            statement.consume(at)


def _run_after(statement: Statement, at: int) -> WordRun | None:
    after = at + 1 + (statement.low(at + 1) in vocabulary.ARE)
    near = {place for place in range(after, after + 8) if place in statement.free}
    return next((run for run in runs(statement.tokens, near) if run.first == after), None)


def extract_companies(statement: Statement) -> None:
    """Extract companies without the name of the field: "from Acme Capital", "works at Acme"."""
    if "company" not in statement.fields:
        return
    domains = " ".join(token.low.partition("@")[2] for token in statement.tokens if token.kind is TokenKind.EMAIL)
    for run in list(runs(statement.tokens, statement.free)):
        if _is_company(statement, run, domains):
            statement.state("company", statement.quote(run.places), run.places)


def _is_company(statement: Statement, run: WordRun, domains: str) -> bool:
    """Return whether a run is a company: by its last word, one of the `domains` of e-mail addresses, or "works for"."""
    if not run.capital or run.first == 0 or statement.low(run.first - 1) not in vocabulary.BEFORE_COMPANIES:
        return False
    words = [statement.low(at) for at in run.places]
    is_employer = run.first > 1 and statement.low(run.first - 2) in vocabulary.WORKS
    return is_employer or words[-1].strip(".") in vocabulary.COMPANY_WORDS or "".join(words) in domains


def extract_names(statement: Statement) -> None:
    """Extract the names of persons; the first one is the lead's."""
    if "name" not in statement.fields:
        return
    for at, token in enumerate(statement.tokens):
        alone = statement.kind(at - 1) in {None, TokenKind.COMMA} and statement.kind(at + 1) in {None, TokenKind.COMMA}
        is_field = normal_words(token.text) in statement.names.names
        if token.kind is TokenKind.QUOTED and alone and at in statement.free and not is_field:
            statement.state("name", token.text, [at])
    named = any(fact.field == "name" for fact in statement.facts)
    if statement.is_command and not named and (head := _head(statement)):
        statement.state("name", statement.quote(head), head)
        named = True
    for run in list(runs(statement.tokens, statement.free)):
        if _is_person(statement, run) and (run.capital or not named):
            statement.state("name", statement.quote(run.places), run.places)
            named = True


def _head(statement: Statement) -> list[int]:
    """Return the words before the first comma of a command, which are a name however they are written."""
    end = 0
    while end in statement.free and end < MAX_WORDS_OF_NAME and _may_be_in_head(statement, end):
        end += 1
    words = statement.quote(range(end))
    ends = statement.kind(end) is None or (
        statement.kind(end) is TokenKind.COMMA and statement.low(end).startswith(",")
    )
    is_name = ends and any(char.isalpha() for char in words) and not _names_field(statement, words)
    return list(range(end)) if is_name else []


def _may_be_in_head(statement: Statement, at: int) -> bool:
    """Return whether a token is a word, or a number in words too small for an age, as in "Pat One"."""
    amount = statement.amount(at)
    is_small_number = amount is not None and len(amount.low) == 1 and statement.low(at).isalpha()
    return statement.kind(at) is TokenKind.WORD or (at > 0 and is_small_number)


def _names_field(statement: Statement, words: str) -> bool:
    """Return whether words name a field, or nearly one: "!budget", "pre-aproved"."""
    named = any((word,) in statement.names.names for word in re.findall(r"[a-z]+", words.lower()))
    return named or (words != words.title() and bool(statement.names.suggest(words)))


def is_same_name(one: str, other: str) -> bool:
    """Return whether two names may be of one person: "Dana Reyes" is called "Dana" later."""
    first, second = sorted((one.lower().split(), other.lower().split()), key=len)
    return second[: len(first)] == first or second[-len(first) :] == first


def runs(tokens: Sequence[Token], free: Collection[int]) -> Iterator[WordRun]:
    """Yield the runs of words that are nothing else, separated where capitals begin and end."""
    first: int | None = None
    for at in range(len(tokens) + 1):
        continues = first is not None and at in free and _continues_run(tokens[first], tokens[at])
        if first is not None and not continues:
            yield WordRun(first, at - 1, tokens[first].text[:1].isupper())
            first = None
        if first is None and at in free and tokens[at].kind is TokenKind.WORD:
            first = at


def _continues_run(first: Token, token: Token) -> bool:
    if token.kind is not TokenKind.WORD:
        return False
    capital = first.text[:1].isupper()
    return (capital and token.text in vocabulary.PARTICLES) or token.text[:1].isupper() == capital


def capital_run(statement: Statement, at: int) -> list[int]:
    """Return the words with capitals that begin at an index, if any do."""
    near = {place for place in range(at, at + MAX_WORDS_OF_NAME) if place in statement.free} if at >= 0 else set()
    return next((run.places for run in runs(statement.tokens, near) if run.first == at and run.capital), [])


def _is_person(statement: Statement, run: WordRun) -> bool:
    """Return whether a run is a person's name, by what is before and after it."""
    words = [statement.low(at) for at in run.places]
    if len(words) > MAX_WORDS_OF_NAME or not all(_has_letters(statement.tokens[at].text) for at in run.places):
        return False
    if any(word in vocabulary.NO_NAMES for word in (words[:1] if run.capital else words)):
        return False
    if _belongs_to_field(statement, run) or _acts_on_lead(statement, run):
        return False
    if run.capital:
        return _is_introduced(statement, run)
    is_short = len(words) <= MAX_WORDS_OF_LOWERCASE_NAME
    has_verb = any(word.endswith("ing") and len(word) > MAX_CHARS_OF_NAME_IN_ING for word in words)
    begins = is_short and not has_verb and _begins(statement, run.first)
    return begins and _is_described(statement, run.last + 1, by_age=True)


def _has_letters(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace(".", "").replace("&", "")
    return letters.isalpha() or word == "&"


def _begins(statement: Statement, at: int) -> bool:
    """Return whether the words at an index begin a description: "ok so …", "hi, got a new lead: …"."""
    before = statement.tokens[:at]
    if at >= 2 and before[-1].low == ":" and before[-2].kind is TokenKind.PERSON:
        return all(token.kind in _OPENINGS for token in before)
    return all(token.kind is TokenKind.FILLER and token.low in vocabulary.SMALL_BEFORE_NAMES for token in before)


def _is_introduced(statement: Statement, run: WordRun) -> bool:
    """Return whether capitalized words are where a person is named: "talked to Dana", "score Dana", "Dana is 45"."""
    at, is_long = run.first - 1, len(run.places) > 1
    kind, low = statement.kind(at), statement.low(at)
    kind_before, low_before = statement.kind(at - 1), statement.low(at - 1)
    if low == ":":
        return _is_headed(statement, run)
    if kind is TokenKind.COMMA or low in vocabulary.PRESENTS:
        return is_long or _is_described(statement, run.last + 1)
    if _announces(statement, at):
        return _has_age(statement, run.last + 1) or _is_verb(statement, run.last + 1)
    if low in vocabulary.BEFORE_ANOTHER:
        return kind_before in {None, TokenKind.STOP, TokenKind.COMMA} or low_before in vocabulary.BEFORE_NAMES
    if low in vocabulary.BEFORE_PARTNERS:
        return kind_before in {None, TokenKind.PERSON} or low_before in vocabulary.TALKS | vocabulary.REQUESTS
    if low in vocabulary.ARE:
        return kind_before is TokenKind.PERSON or low_before in vocabulary.NAMED
    is_verb = isinstance(statement.field(at), Quantity) and statement.tokens[at].is_verb
    return kind in _BEFORE_SENTENCE or is_verb or low in vocabulary.BEFORE_NAMES


def _is_headed(statement: Statement, run: WordRun) -> bool:
    """Return whether the words before a colon introduce a person: "New lead: Dana Reyes"."""
    at = run.first - 2
    kind, low = statement.kind(at), statement.low(at)
    if low in vocabulary.SOURCES:
        return _has_age(statement, run.last + 1)
    heads = (len(run.places) > 1 or kind is TokenKind.FIELD) and low not in vocabulary.NO_NAMES
    return kind in {None, TokenKind.PERSON, TokenKind.FILLER} or (heads and _is_described(statement, run.last + 1))


def _announces(statement: Statement, at: int) -> bool:
    """Return whether the words up to an index say that a lead came in: "got a call from", "an enquiry from a"."""
    at -= statement.low(at) in vocabulary.ARTICLES
    return at >= 1 and statement.low(at) == "from" and statement.low(at - 1) in vocabulary.COMES_IN


def _has_age(statement: Statement, at: int) -> bool:
    """Return whether a bare number right after a name may be an age, and is by itself."""
    at += statement.kind(at) is TokenKind.COMMA
    return may_be_age(statement, at) and statement.kind(at + 1) in _AFTER_AGE


def may_be_age(statement: Statement, at: int) -> bool:
    """Return whether the amount at an index is an age within its limits."""
    age, amount = statement.names.age, statement.amount(at)
    if age is None or amount is None or age.name not in amount.values:
        return False
    return age.at_least <= int(amount.values[age.name]) <= age.at_most


def _acts_on_lead(statement: Statement, run: WordRun) -> bool:
    """Return whether a run did something for the lead: "Wells Fargo pre-approved her"."""
    at = run.last + 1
    return statement.kind(at) is TokenKind.FIELD and statement.low(at + 1) in vocabulary.OBJECTS


def _belongs_to_field(statement: Statement, run: WordRun) -> bool:
    """Return whether a run is right before a field that it may belong to: "Crystal Budget", "good credit"."""
    at = run.last + 1
    if statement.kind(at) is not TokenKind.FIELD or statement.tokens[at].is_verb:
        return False
    if run.capital and not statement.tokens[at].text[:1].isupper():
        return False
    return statement.kind(at + 1) not in {
        TokenKind.EQUALS,
        TokenKind.AMOUNT,
        TokenKind.FILLER,
        TokenKind.EMAIL,
        TokenKind.PHONE,
    }


def _is_described(statement: Statement, at: int, *, by_age: bool = False) -> bool:
    """Return whether something is said about a name right after it: "… is 45", "…, 45", "… income 250k".

    `by_age`: a bare number counts only if it may be an age; "zip 90210" is not about a person.
    """
    at += statement.kind(at) is TokenKind.COMMA
    if statement.amount(at) is not None:
        after = statement.kind(at + 1)
        return (not by_age or may_be_age(statement, at)) and after in _AFTER_AGE | {TokenKind.FIELD, TokenKind.AMOUNT}
    return _is_verb(statement, at) or statement.kind(at) is TokenKind.FIELD


def _is_verb(statement: Statement, at: int) -> bool:
    kind = statement.kind(at)
    is_verb = kind is TokenKind.FIELD and statement.tokens[at].is_verb
    return is_verb or kind is TokenKind.NO or (kind is TokenKind.FILLER and statement.low(at) in vocabulary.ARE)
