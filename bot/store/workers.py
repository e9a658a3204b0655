"""The processes that work on this database, known by random ids and by a heartbeat."""

import logging
import secrets
import threading
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, ColumnElement, delete, exists
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import Database
from bot.store.tables import workers

log = logging.getLogger(__name__)

_BEAT_SECONDS = 0.5
_DEAD_AFTER = timedelta(seconds=2)


class Workers:
    """The heartbeat of this process, and which others are alive. It counts in real time, whatever clock the team has."""

    def __init__(self, database: Database) -> None:
        self.id = secrets.token_hex(8)
        self._database = database
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Beat until `stop`."""
        self.beat()
        self._thread = threading.Thread(target=self._keep_beating, name="heartbeat", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop, and let others have at once what this process has claimed."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        with self._database.write() as connection:
            connection.execute(delete(workers).where(workers.c.id == self.id))

    def beat(self) -> None:
        """Record that this process is alive."""
        now = datetime.now(UTC)
        new = self._database.insert(workers).values(id=self.id, seen_at=now)
        seen = new.on_conflict_do_update(index_elements=[workers.c.id], set_={"seen_at": now})
        with self._database.write() as connection:
            connection.execute(seen)

    def is_alive(self, worker_id: Column[str]) -> ColumnElement[bool]:
        """Return the condition that the worker with this id is alive."""
        return exists().where(workers.c.id == worker_id, workers.c.seen_at > datetime.now(UTC) - _DEAD_AFTER)

    def _keep_beating(self) -> None:
        while not self._over.wait(_BEAT_SECONDS):
            try:
                self.beat()
            except SQLAlchemyError as trouble:
                log.warning("the heartbeat was not recorded: %s", type(trouble).__name__)
