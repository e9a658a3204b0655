"""Leads and alerts for property tests: every value that they allow."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.alerts.alert import Alert, AlertStatus, Outcome, Urgency
from scoring.errors import InvalidLead
from scoring.fields.field import Identity, Quantity
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE, make_lead


def leads() -> st.SearchStrategy[Lead]:
    """Return leads with every feature known, and with any text that `Lead` takes as their identity."""
    values: dict[str, st.SearchStrategy[object]] = {}
    for name, field in ((field.name, field) for field in REAL_ESTATE):
        if isinstance(field, Identity):
            values[name] = st.none() | _names(field.at_most).filter(_is_taken)
        elif isinstance(field, Quantity):
            values[name] = st.integers(field.at_least, field.at_most)
        else:
            values[name] = st.booleans()
    return st.fixed_dictionaries(values).map(lambda facts: make_lead(**facts))


def half_known_leads() -> st.SearchStrategy[Lead]:
    """Return leads with any features unknown, also all or none of them."""
    unknown = st.sets(st.sampled_from([feature.name for feature in REAL_ESTATE.features]))
    return st.builds(lambda lead, names: REAL_ESTATE.update(lead, dict.fromkeys(names)), leads(), unknown)


def alerts() -> st.SearchStrategy[Alert]:
    """Return alerts in every state, also in those that they never come to."""
    moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001, naive bounds are asked for
    maybe = st.none() | moments
    users = st.sampled_from(["U0MAYA", "U0JONAS"])
    return st.builds(
        Alert,
        id=st.integers(0, 16**12 - 1).map(lambda number: f"{number:012x}"),
        lead_id=st.just("1" * 32),
        score_id=st.just(1),
        status=st.sampled_from(AlertStatus),
        urgency=st.sampled_from(Urgency),
        entered_by=st.sampled_from(["U0MAYA", "key:abc"]),
        raised_at=moments,
        owner=st.none() | users,
        asked=st.none() | users | st.just("S0CLOSERS"),
        clock_from=maybe,
        snoozed_until=maybe,
        due_at=maybe,
        outcome=st.none() | st.sampled_from(Outcome),
        note=st.none() | st.text(max_size=240),
        failure=st.none() | st.just("not_in_channel"),
        claim_seconds=st.none() | st.floats(0, 1e6),
        contact_seconds=st.none() | st.floats(0, 1e6),
    )


def _names(longest: int) -> st.SearchStrategy[str]:
    entities = st.lists(st.sampled_from(["&lt;", "&amp;", "*", "<!channel>", "_", "a "]), min_size=1, max_size=60)
    return st.text(min_size=1, max_size=longest) | entities.map(lambda parts: "".join(parts)[:longest])


def _is_taken(text: str) -> bool:
    try:
        REAL_ESTATE.read({"name": text})
    except InvalidLead:
        return False
    return True
