"""Field words: what people call the fields of a field set, in tables that the parser looks words up in."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.vocabulary import ALL, DETERMINERS, NEARLY_NAMES, PRONOUNS
from scoring.fields.field import Choice, Feature, Field, Fraction, Quantity, Role
from scoring.fields.field_set import FieldSet

_NAMING = re.compile(r"[a-z0-9][a-z0-9'_/-]*", re.IGNORECASE)
_SKIPPED = DETERMINERS | PRONOUNS | frozenset({"its", "us", "me", "it", "of"})
_PERCENT = frozenset({"%", "percent"})
MIN_CHARS_OF_MISSPELLED = 6
MIN_CHARS_OF_SUGGESTED = 4  # shorter words are close to too many names
MAX_CHARS_OF_MISSPELLED = 30
CHARS_OF_LONG_WORD = 9  # such a word may have two typing errors


def normal_words(text: str) -> tuple[str, ...]:
    """Return words in the form in which fields are recognized: "Pre-approved" is ("pre", "approved")."""
    each = text.split()
    if not all(_NAMING.fullmatch(word) for word in each):
        return ()
    return tuple(re.sub(r"[-_/]+", " ", text.lower()).split())


def key_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that distinguish one name from another, without "the", "her" and the like."""
    return tuple(word for word in words if word not in _SKIPPED)


class FieldWords:
    """The words for one field set: names, units and options, and the fields with a role."""

    def __init__(self, fields: FieldSet) -> None:
        self.fields = fields
        self.by_name = {field.name: field for field in fields}
        self.identity = frozenset(field.name for field in fields.identity)
        self.names = _names(fields)
        self.verbs = frozenset(key_of(normal_words(words)) for field in fields for words in field.verbs)
        self.own = {field.name: _own_words(field) for field in fields}
        self.max_words = max(map(len, self.names), default=0)
        self.options = _options(fields.features)
        self.measured = tuple(one for one in fields.features if isinstance(one, Quantity | Fraction))
        self._units = {one.unit.name: one.unit for one in fields.quantities}.values()
        self.compound_units = frozenset(word for unit in self._units if unit.compound for word in unit.scales)
        self._has_percent = any(isinstance(one, Fraction) for one in fields.features)
        percent = _PERCENT if self._has_percent else frozenset()
        self.unit_words = percent.union(*(unit.scales for unit in self._units))
        self.age = self._quantity(Role.AGE)
        self.income = self._quantity(Role.INCOME)
        self.contact_count = self._quantity(Role.CONTACT_COUNT)
        self.site_time = self._quantity(Role.SITE_TIME)
        self.credit_score = self._quantity(Role.CREDIT_SCORE)
        self._words = frozenset(word for name in self.names for word in name)
        self._suggested = [" ".join(name) for name, named in self.names.items() if named[0] not in self.identity]
        self.corrected = lru_cache(maxsize=4096)(self._corrected)
        self.measures = lru_cache(maxsize=4096)(self._measures)

    def option(self, text: str, name: str) -> str:
        """Return the option of a choice that a text means."""
        return self.options[normal_words(text)][name]

    def named_features(self, text: str) -> tuple[Feature, ...]:
        """Return the features that a text names, if it says nothing else: "the credit score"."""
        key = key_of(normal_words(text.lower()))
        named = self.names.get(key) or self.names.get(tuple(map(self.corrected, key)), ())
        return tuple(feature for feature in self.fields.features if feature.name in named)

    def suggest(self, text: str) -> str:
        """Return the name of a feature that somebody may have meant, or nothing."""
        each = re.findall(r"[a-z]+", text.lower())
        tried = [word for word in (" ".join(each), *each) if len(word) >= MIN_CHARS_OF_SUGGESTED]
        scorer = OSA.normalized_similarity
        close = (process.extractOne(word, self._suggested, scorer=scorer, score_cutoff=0.8) for word in tried)
        return next((match[0] for match in close if match and match[1] < 1), "")

    def is_close(self, corrected: Sequence[str]) -> bool:
        """Return whether corrected words are close enough to a name. A short one must have another one next to it."""
        return len(corrected) > 1 or len(corrected[0]) >= MIN_CHARS_OF_MISSPELLED

    def _corrected(self, word: str) -> str:
        """Return the word of a field's name that `word` is a misspelling of, else `word` itself."""
        plain = word.replace("'", "")
        is_known = word in self._words or word in ALL or word in NEARLY_NAMES
        if is_known or not plain.isalpha() or len(word) > MAX_CHARS_OF_MISSPELLED:
            return word
        close = [(OSA.distance(plain, one), one) for one in self._words if one[0] == plain[0] and len(one) > 4]
        distance, meant = min(close, default=(99, word))
        return meant if distance <= (2 if len(meant) >= CHARS_OF_LONG_WORD else 1) else word

    def _measures(self, amount: str) -> bool:
        """Return whether a number with a word after it is an amount in any unit."""
        if self._has_percent and amount.rpartition(" ")[2] in _PERCENT:
            return True
        for unit in self._units:
            with suppress(ValueError):
                unit.read(amount)
                return True
        return False

    def _quantity(self, role: Role) -> Quantity | None:
        found = self.fields.with_role(role)
        return found if isinstance(found, Quantity) else None


def _names(fields: Iterable[Field]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return every name of a field, and the fields that have it; the unit of an amount decides between them."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for field in fields:
        for words in (field.name, field.title, *field.synonyms, *field.verbs):
            key = key_of(normal_words(words))
            names[key] = (*dict.fromkeys((*names.get(key, ()), field.name)),)
    names.pop((), None)
    return names


def _own_words(field: Field) -> frozenset[str]:
    """Return the single words of a field's names, which add nothing next to a fact about it."""
    names = (field.title, *field.synonyms, *field.verbs)
    return frozenset(word for words in names for word in normal_words(words))


def _options(features: Iterable[Feature]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return every word for an option, and the choices that have it with the option that it means there."""
    options: dict[tuple[str, ...], dict[str, str]] = {}
    for choice in (one for one in features if isinstance(one, Choice)):
        for option in choice.options:
            for words in (option.lower(), *choice.words.get(option, ())):
                options.setdefault(normal_words(words), {})[choice.name] = option
    options.pop((), None)
    return options
