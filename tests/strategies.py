"""Leads for property tests: every value that `Lead` allows."""

from hypothesis import strategies as st

from scoring.errors import InvalidLead
from scoring.feature import Identity, Quantity
from scoring.lead import FIELDS, Lead, read_lead


def leads() -> st.SearchStrategy[Lead]:
    """Return leads with every feature known, and with any text that `Lead` takes as their identity."""
    values: dict[str, st.SearchStrategy[object]] = {}
    for name, field in FIELDS.items():
        if isinstance(field, Identity):
            values[name] = st.none() | _names(field.at_most).filter(_is_taken)
        elif isinstance(field, Quantity):
            values[name] = st.integers(field.at_least, field.at_most)
        else:
            values[name] = st.booleans()
    return st.fixed_dictionaries(values).map(lambda facts: Lead(**facts))


def _names(longest: int) -> st.SearchStrategy[str]:
    entities = st.lists(st.sampled_from(["&lt;", "&amp;", "*", "<!channel>", "_", "a "]), min_size=1, max_size=60)
    return st.text(min_size=1, max_size=longest) | entities.map(lambda parts: "".join(parts)[:longest])


def _is_taken(text: str) -> bool:
    try:
        read_lead({"name": text})
    except InvalidLead:
        return False
    return True
