"""What a button carries that opens the form: all that is known of a lead that was not stored."""

import json

from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead


def write_value(lead: Lead) -> str:
    """Return the lead as Slack carries it: at most 2,000 characters, which the bounds of `Lead` keep."""
    return json.dumps({**lead.identity, **lead.values}, ensure_ascii=False, separators=(",", ":"))


def read_value(text: str, fields: FieldSet) -> Lead:
    """Return what a button carries.

    Raises:
        InvalidLead: the button is from an older version, whose fields were others.
    """
    return fields.read(json.loads(text))
