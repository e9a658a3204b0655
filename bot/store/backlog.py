"""The backlog: alerts that should be further than they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from bot.alerts.alert import AlertStatus
from bot.store.database import Database
from bot.store.tables import alerts


@dataclass(frozen=True)
class Backlog:
    """How many alerts are `waiting` to be posted, how many Slack refused for good, since when the oldest is overdue.

    An alert waits until its card has been posted, and is overdue from the time it was due.

    Alerts that are kept back for the night or a digest are waiting, but not overdue.
    """

    waiting: int
    failed: int
    overdue_since: datetime | None


def read_backlog(database: Database, *, now: datetime) -> Backlog:
    """Return the backlog as it stands."""
    failed = alerts.c.failure.is_not(None)
    waits = alerts.c.status == AlertStatus.WAITING.value
    since = case((~waits & alerts.c.ts.is_(None), alerts.c.posted_at), else_=alerts.c.due_at)
    query = select(
        func.count().filter(~failed & (waits | alerts.c.ts.is_(None))),
        func.count().filter(failed),
        func.min(since).filter(~failed & (since <= now)),
    ).where(alerts.c.closed_at.is_(None))
    with database.read() as connection:
        return Backlog(*connection.execute(query).one())
