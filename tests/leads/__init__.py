"""Leads that dialogues speak of, as people type them."""

from scoring.fields.field import Signal
from tests.fields import REAL_ESTATE

FACTS = (
    "age 45, income 250k, credit 780, visits 25, opens 15, views 18, contacts 5, 1.5h on site, inquiry yes, "
    "pre-approved, budget, location"
)
"""A High lead."""

COLD_FACTS = (
    "age 24, income 42k, credit 590, visits 3, opens 1, views 2, contacts 0, 10 min on site, no inquiry, "
    "not pre-approved, no budget, no location"
)
"""A Low lead."""


def high(name: str) -> str:
    """Return the command that scores a High lead of this name."""
    return f"/scorelead {name}, {FACTS}"


def low(name: str) -> str:
    """Return the command that scores a Low lead of this name."""
    return f"/scorelead {name}, {COLD_FACTS}"


def in_form(facts: dict[str, int]) -> dict[str, str]:
    """Return facts by field name as they are entered in the form: by label, signals as Yes or No."""
    return {
        REAL_ESTATE[name].title: ("Yes" if value else "No") if isinstance(REAL_ESTATE[name], Signal) else str(value)
        for name, value in facts.items()
    }
