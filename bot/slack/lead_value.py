"""A lead as the value of a button: what is known of it travels with the card, so that no press depends on memory."""

import json

from scoring.lead import Lead, read_lead


def write_lead(lead: Lead) -> str:
    """Return the lead as a button's value; Slack allows 2,000 characters, which the bounds of `Lead` keep."""
    return json.dumps(lead.model_dump(exclude_none=True), ensure_ascii=False, separators=(",", ":"))


def read_lead_value(value: str) -> Lead:
    """Return the lead that a button carries.

    Raises:
        InvalidLead: the button is from an older version, whose fields were others.
    """
    return read_lead(json.loads(value))
