"""People: who of the team is away, and when the whole team pauses. Everybody is known by their Slack user id."""

from datetime import datetime

from sqlalchemy import insert, select, update

from bot.alerts.availability import Pause
from bot.store.database import Database
from bot.store.tables import pauses, people


class People:
    """Who is away, and the pauses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def away(self, user: str, until: datetime | None) -> None:
        """Write down that somebody is away until then; None means that they are back."""
        row = self._database.insert(people).values(user_id=user, away_until=until)
        known = row.on_conflict_do_update(index_elements=[people.c.user_id], set_={"away_until": until})
        with self._database.write() as connection:
            connection.execute(known)

    def away_now(self, now: datetime) -> dict[str, datetime]:
        """Return who is away, and until when."""
        query = select(people.c.user_id, people.c.away_until).where(people.c.away_until > now)
        with self._database.read() as connection:
            return {row.user_id: row.away_until for row in connection.execute(query)}

    def pause(self, begins: datetime, ends: datetime, by: str) -> None:
        """Let the team's clock stand still in between."""
        with self._database.write() as connection:
            connection.execute(insert(pauses).values(begins=begins, ends=ends, by=by))

    def resume(self, now: datetime) -> None:
        """End the pauses that have not ended."""
        running = update(pauses).where(pauses.c.begins <= now, pauses.c.ends > now).values(ends=now)
        with self._database.write() as connection:
            connection.execute(running)

    def pauses(self, since: datetime) -> list[Pause]:
        """Return the pauses that end after `since`, in order."""
        query = select(pauses).where(pauses.c.ends > since).order_by(pauses.c.begins, pauses.c.id)
        with self._database.read() as connection:
            return [Pause(row.begins, row.ends, row.by) for row in connection.execute(query)]
