"""Identity: by what a lead is recognized again.

The strongest fact that two leads both have decides: CRM id, then e-mail, then phone. An e-mail or a phone that comes
with another name is somebody else's, too, as of a couple or an office: it stays with who had it first, and the others
are known by it together with their name. A lead with none of the three is known by being the same in everything.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

import orjson

from scoring.fields.lead import Lead

EVERYTHING = "everything"
"""The kind of the key of a lead that has no other: all that is known of it."""

_MIN_DIGITS = 7
_NO_ID = {"0", "-", "n/a", "na", "none", "null", "unknown"}
_TRUNK_ZERO = "(0)"


class Key(NamedTuple):
    """One fact by which a lead is known; `value` is normalized."""

    kind: str
    value: str


def keys_of(lead: Lead) -> list[Key]:
    """Return all keys of a lead, the strongest first."""
    stated = ((kind, normalize, lead.identity.get(kind)) for kind, normalize in _KINDS.items())
    plain = [Key(kind, value) for kind, normalize, fact in stated if fact and (value := normalize(fact))]
    if not plain:
        facts = orjson.dumps({**lead.identity, **lead.values}).decode()
        same = hashlib.sha256(facts.casefold().encode())
        return [Key(EVERYTHING, same.hexdigest())]
    name = " ".join(sorted(_words(lead.identity.get("name"))))
    shared = [key for key in plain if key.kind != "external_id"] if name else []
    return plain + [Key(f"{key.kind}+name", f"{key.value} {name}") for key in shared]


def match(lead: Lead, known: Mapping[Key, Lead]) -> Key | None:
    """Return the key by which `lead` is one of those `known` by their keys, or None if it is none of them."""
    return next((key for key in keys_of(lead) if key in known and _may_be(lead, known[key], key)), None)


def normalize_email(email: str) -> str | None:
    """Return an e-mail address as it is compared, or None if it is none."""
    return unicodedata.normalize("NFC", email).casefold() if re.search(r".@.", email) else None


def normalize_phone(phone: str) -> str | None:
    """Return the digits by which a phone number is compared, or None if it is none.

    Ten digits that could be a number of the USA or Canada are taken for one; other countries need their code.
    """
    digits = re.sub(r"\D", "", phone.replace(_TRUNK_ZERO, ""))
    if len(digits) < _MIN_DIGITS or len(set(digits)) == 1:
        return None
    if phone.lstrip().startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    return f"1{digits}" if re.fullmatch(r"[2-9]\d{9}", digits) else digits


_KINDS: Mapping[str, Callable[[str], str | None]] = {
    "external_id": lambda stated: None if stated.casefold() in _NO_ID else stated,  # capitals matter in some CRMs
    "email": normalize_email,
    "phone": normalize_phone,
}


def _may_be(lead: Lead, other: Lead, by: Key) -> bool:
    """Return whether nothing stronger than `by` distinguishes the two."""
    if by.kind in {"external_id", EVERYTHING}:
        return True
    stronger = ("external_id",) if by.kind.startswith("email") else ("external_id", "email")
    mine, others = dict(keys_of(lead)), dict(keys_of(other))
    differ = any(mine[kind] != others[kind] for kind in stronger if kind in mine and kind in others)
    return not differ and _may_be_one_name(_words(lead.name), _words(other.name))


def _words(name: str | None) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", name or "").casefold())


def _may_be_one_name(one: list[str], other: list[str]) -> bool:
    """Return whether each word of the shorter name is in the longer one, also as an initial; nothing is any name.

    Of names of several words one has to be the same in full: initials alone fit too many people.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 1 and not set(shorter) & set(longer) - {word for word in shorter if len(word) == 1}:
        return False
    return all(any(_same_word(word, candidate) for candidate in longer) for word in shorter)


def _same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def may_be_called(name: str, other: str) -> bool:
    """Return whether somebody called `name` may be the one called `other`: "Dana", "Dana Reyes"."""
    return _may_be_one_name(_words(name), _words(other))
