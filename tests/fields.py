"""The field sets that tests use."""

from scoring.fields.field_set import load_real_estate

REAL_ESTATE = load_real_estate()
"""The twelve features of the specification."""
