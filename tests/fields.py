"""The field set of the specification, and leads with it, for tests."""

from typing import Any

from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import Lead

REAL_ESTATE = load_real_estate()
"""The twelve features of the specification."""


def make_lead(**facts: Any) -> Lead:
    """Return a lead with these known facts."""
    return REAL_ESTATE.read(facts)
