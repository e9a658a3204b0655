"""Field names: the words by which `Lead` calls its fields, found in a text also where they are misspelt."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.token import Kind, Piece
from bot.language.vocabulary import ALL as VOCABULARY
from bot.language.vocabulary import DETERMINERS, NEARLY_NAMES, PRONOUNS
from scoring.fields.field import Feature
from scoring.fields.lead import FEATURES, FIELDS

_NAMING = re.compile(r"[a-z0-9][a-z0-9'_/-]*", re.IGNORECASE)
_SKIPPED = DETERMINERS | PRONOUNS | frozenset({"its", "us", "me", "it", "of"})
_SHORTEST_MISSPELT = 6
_LONG = 9  # a word of so many letters may have two slips


def normal(words: str) -> tuple[str, ...]:
    """Return `words` in the form in which fields are recognised: "Pre-approved" is ("pre", "approved")."""
    each = words.split()
    if not all(_NAMING.fullmatch(word) for word in each):
        return ()
    return tuple(re.sub(r"[-_/]+", " ", words.lower()).split())


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SKIPPED)


def _names() -> dict[tuple[str, ...], tuple[str, ...]]:
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for field in FIELDS.values():
        for words in (field.name, field.title, *field.synonyms, *field.verbs):
            key = _key(normal(words))
            names[key] = (*dict.fromkeys((*names.get(key, ()), field.name)),)
    return names


FIELD_NAMES = _names()
"""Every name that `Lead` gives its fields, and the fields that it names, told apart by the unit of their amount."""

VERBS = frozenset(_key(normal(words)) for field in FIELDS.values() for words in field.verbs)
OWN_WORDS = {
    field.name: frozenset(word for words in (field.title, *field.synonyms, *field.verbs) for word in normal(words))
    for field in FIELDS.values()
}
"""The single words of each field's names: what is said beside a fact in these words adds nothing to it."""

_LONGEST = max(len(name) for name in FIELD_NAMES)
_WORDS = frozenset(word for name in FIELD_NAMES for word in name)


def named_features(words: str) -> tuple[Feature, ...]:
    """Return the features that `words` name, if they say nothing else: "the credit score"."""
    key = _key(normal(words.lower()))
    named = FIELD_NAMES.get(key) or FIELD_NAMES.get(tuple(map(_meant, key)), ())
    return tuple(feature for feature in FEATURES if feature.name in named)


def field_at(pieces: Sequence[Piece], at: int) -> tuple[Piece, int] | None:
    """Return the longest name of a field that begins at a place, and of how many pieces it is."""
    found = None
    said: list[str] = []
    meant: list[str] = []
    for end in range(at, min(at + 2 * _LONGEST, len(pieces))):
        words = normal(pieces[end].text) if pieces[end].kind is Kind.WORD else ()
        if not words or (end == at and not _key(words)) or len(said) > _LONGEST:
            break
        said += _key(words)
        meant += [_meant(word) for word in _key(words)]
        for read in (said, meant):
            if tuple(read) in FIELD_NAMES and _key(words) and (read is said or _is_near_enough(meant)):
                found = (
                    _field(pieces[at], pieces[end], tuple(read), "" if read is said else " ".join(read)),
                    end - at + 1,
                )
                break
    return found


def _field(first: Piece, last: Piece, name: tuple[str, ...], misspelt: str) -> Piece:
    text = first.text if first is last else f"{first.text} {last.text}"
    return Piece(Kind.FIELD, text, first.start, last.end, FIELD_NAMES[name], name in VERBS, misspelt)


def _is_near_enough(meant: Sequence[str]) -> bool:
    """Tell whether words are near enough to a name: a short one must have a longer one beside it."""
    return len(meant) > 1 or len(meant[0]) >= _SHORTEST_MISSPELT


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    """Return the word of a field's name that `word` nearly is, else `word` itself."""
    plain = word.replace("'", "")
    if word in _WORDS or word in VOCABULARY or word in NEARLY_NAMES or not plain.isalpha() or len(word) > 30:
        return word
    close = [(OSA.distance(plain, known), known) for known in _WORDS if known[0] == plain[0] and len(known) > 4]
    distance, known = min(close, default=(99, word))
    return known if distance <= (2 if len(known) >= _LONG else 1) else word
