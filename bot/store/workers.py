"""Workers: the processes at work on this database, and what each has in hand.

A process draws a random id at its start, so that no setting and no lock names it. What it has in hand carries that id,
and is free again as soon as the process has not been seen for a moment. Time is the database's own: the clocks of two
machines differ, and a clock that tests put forward would declare everybody dead.
"""

from secrets import token_hex

from sqlalchemy import ColumnElement, Float, cast, delete, extract, func, or_, select

from bot.store.database import Database
from bot.store.tables import workers

BEAT_INTERVAL = 0.5
"""Seconds between two beats of a process."""

GONE_AFTER = 2.0
"""Seconds without a beat after which a process counts as gone. One that was only slow finds what it had in hand taken
over: whatever two processes may do at once carries a key, and is done once."""

_KEPT = 60.0


class Workers:
    """The processes at work. `id` is this one's."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.id = token_hex(8)
        self._now = _now(is_sqlite=database.is_sqlite)

    def beat(self) -> None:
        """Show that this process is alive, and clear away those that are long gone."""
        seen = self._database.insert(workers).values(id=self.id, seen_at=self._now)
        seen = seen.on_conflict_do_update(index_elements=[workers.c.id], set_={"seen_at": self._now})
        with self._database.write() as connection:
            connection.execute(seen)
            connection.execute(delete(workers).where(workers.c.seen_at < self._now - _KEPT))

    def leave(self) -> None:
        """Free everything that this process has in hand, at its end."""
        with self._database.write() as connection:
            connection.execute(delete(workers).where(workers.c.id == self.id))

    def is_free(self, worker: ColumnElement[str | None]) -> ColumnElement[bool]:
        """Return the condition that a row is in nobody's hands, or in those of a process that is gone."""
        alive = select(workers.c.id).where(workers.c.seen_at > self._now - GONE_AFTER)
        return or_(worker.is_(None), (worker != self.id) & worker.not_in(alive))

    def alive(self) -> set[str]:
        """Return the ids of the processes that are alive."""
        with self._database.read() as connection:
            return set(connection.scalars(select(workers.c.id).where(workers.c.seen_at > self._now - GONE_AFTER)))


def _now(*, is_sqlite: bool) -> ColumnElement[float]:
    """Return the seconds since 1970 as the database counts them at the moment that it executes a statement."""
    if is_sqlite:
        return (func.julianday("now") - 2_440_587.5) * 86_400.0
    return cast(extract("epoch", func.clock_timestamp()), Float)
