"""The name of a lead, as people call it."""

from scoring.fields.lead import Lead

NAMELESS = "a lead without a name"


def name_of(lead: Lead) -> str:
    """Return how people call a lead."""
    return lead.name or lead.company or lead.email or lead.external_id or lead.phone or NAMELESS
