"""What would be wrong with a month. Each function returns what it found, in words; nothing is how it should be."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.alerts.policy import Policy
from bot.slack.alert_card import AlertedLead, alert_card
from bot.store import Store
from bot.store.alert import Alert, EventKind
from bot.workspace import Workspace
from scoring.score import Tier
from tests.month.office_hours import OfficeHours
from tests.month.record import GIVES_AN_OWNER, Past
from tests.month.slack import Post

_SLACK = timedelta(minutes=5)
_HOUR = timedelta(hours=1)


def unowned_past_escalation(pasts: Sequence[Past], policy: Policy, hours: OfficeHours, end: datetime) -> Iterator[str]:
    """Yield the stretches of working time for which an alert was free to claim longer than its two terms."""
    longest = 2 * policy.claim_within + _SLACK
    for past in pasts:
        free_since: datetime | None = None
        for one in past.events:
            kind, at = one.event.kind, one.event.at
            if kind in {EventKind.POSTED, EventKind.RELEASED} and free_since is None and past.owner_before(one) is None:
                free_since = at
            elif kind in GIVES_AN_OWNER and one.event.owner and free_since is not None:
                yield from _too_long(past, free_since, at, longest, hours)
                free_since = None
        if free_since is not None:
            yield from _too_long(past, free_since, end, longest, hours)
