"""By what a lead is recognised again."""

import pytest

from bot.leads.identity import keys_of, match, normalize_email, normalize_phone
from scoring.fields.lead import Lead
from tests.scores import lead


def is_the_same(one: Lead, other: Lead) -> bool:
    """Whether `other` is recognised where only `one` is known."""
    known = dict.fromkeys(keys_of(one), one)
    return match(other, known) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"external_id": "L-7", "name": "Dana Reyes"}, {"external_id": "L-7", "name": "D. Reyes-Smith"}),
        ({"external_id": "L-7", "email": "dana@example.com"}, {"external_id": "L-7", "email": "new@example.com"}),
        ({"email": "dana@example.com"}, {"email": "Dana@Example.COM"}),
        ({"email": "dana@example.com", "name": "Dana Reyes"}, {"email": "dana@example.com"}),
        ({"email": "dana@example.com", "name": "Dana Reyes"}, {"email": "dana@example.com", "name": "REYES, dana"}),
        ({"email": "dana@example.com", "name": "Dana Reyes"}, {"email": "dana@example.com", "name": "D. Reyes"}),
        ({"email": "dana@example.com", "name": "Dana Reyes"}, {"email": "dana@example.com", "name": "Dana"}),
        ({"email": "dana@example.com"}, {"email": "dana@example.com", "external_id": "L-7"}),
        ({"phone": "+1 (415) 555-0132"}, {"phone": "415.555.0132"}),
        ({"phone": "+49 30 1234567"}, {"phone": "0049 (30) 123 45 67"}),
        ({"phone": "+44 (0)20 7946 0000"}, {"phone": "+44 20 7946 0000"}),
        ({"phone": "+1 415 555 0132", "name": "Dana"}, {"phone": "1-415-555-0132", "email": "dana@example.com"}),
        ({"name": "Dana Reyes"}, {"name": "dana reyes"}),
        ({}, {}),
    ],
)
def test_a_lead_is_recognised(one: dict[str, str], other: dict[str, str]) -> None:
    assert is_the_same(lead(**one), lead(**other))
    assert is_the_same(lead(**other), lead(**one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"external_id": "L-7"}, {"external_id": "L-8"}),
        ({"external_id": "N/A", "name": "Dana"}, {"external_id": "n/a", "name": "Sam"}),
        ({"email": "info@example.com", "name": "J Smith"}, {"email": "info@example.com", "name": "S Jones"}),
        ({"external_id": "L-7"}, {"external_id": "l-7"}),  # capitals matter in the ids of some CRMs
        ({"external_id": "L-7", "email": "home@example.com"}, {"external_id": "L-8", "email": "home@example.com"}),
        ({"email": "home@example.com", "name": "Dana Reyes"}, {"email": "home@example.com", "name": "Sam Reyes"}),
        ({"phone": "+1 415 555 0132", "name": "Pat One"}, {"phone": "+1 415 555 0132", "name": "Quin Two"}),
        ({"phone": "+1 415 555 0132", "email": "a@x.com"}, {"phone": "+1 415 555 0132", "email": "b@x.com"}),
        ({"phone": "+1 415 555 0132"}, {"phone": "+1 415 555 0133"}),
        ({"phone": "415 555 0132"}, {"phone": "415 555 0132 ext. 7"}),
        ({"email": "none"}, {"email": "none", "name": "Dana"}),
        ({"phone": "000 000 0000", "name": "Dana"}, {"phone": "000 000 0000"}),
        ({"phone": "n/a", "name": "Dana"}, {"phone": "n/a"}),
        ({"name": "Dana Reyes"}, {"name": "Dana Reyes", "age": 51}),
        ({"name": "Dana Reyes", "company": "Acme"}, {"name": "Dana Reyes"}),
    ],
)
def test_two_leads_are_told_apart(one: dict[str, str], other: dict[str, str]) -> None:
    assert not is_the_same(lead(**one), lead(**other))
    assert not is_the_same(lead(**other), lead(**one))


@pytest.mark.parametrize("nothing", ["", "none", "unknown"])
def test_words_are_no_address(nothing: str) -> None:
    assert normalize_email(nothing) is None
    assert normalize_phone(nothing) is None


def test_keys_of_a_lead_without_any_hold_no_value_of_it() -> None:
    (key,) = keys_of(lead(name="Dana Reyes", income=123_456))
    assert "dana" not in key.value
    assert "123" not in key.value or len(key.value) == 64
