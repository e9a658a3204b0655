"""Audit: who did what to which lead or alert. It holds ids and never a value of a lead, so it may outlive them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.store.database import Database
from bot.store.tables import audit


@dataclass(frozen=True)
class Deed:
    """What somebody did: `who` is a Slack user or a way in, `did` a verb.

    `subject` is the id of a lead, an alert, a key or a person.
    """

    at: datetime
    who: str
    did: str
    subject: str | None
    note: str | None


class Audit:
    """The record; nothing is taken out of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, *, who: str, did: str, at: datetime, subject: str | None = None, note: str | None = None) -> None:
        """Add what somebody did."""
        with self._database.write() as connection:
            connection.execute(insert(audit).values(who=who, did=did, subject=subject, note=note, at=at))

    def history(self, subject: str) -> list[Deed]:
        """Return what was done to a lead, alert, key or person, in order."""
        query = select(audit).where(audit.c.subject == subject).order_by(audit.c.id)
        with self._database.read() as connection:
            return [Deed(row.at, row.who, row.did, row.subject, row.note) for row in connection.execute(query)]
