"""The heartbeat: it shows the other processes that this one is alive, so that they leave alone what it has in hand."""

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from bot.store.workers import BEAT_INTERVAL, Workers

log = logging.getLogger(__name__)


class Heartbeat:
    """Beats in the background, in real time."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Beat once, and go on in the background."""
        self._workers.beat()
        self._thread.start()

    def stop(self) -> None:
        """Stop, and free what this process has in hand; to be called when it does nothing any more."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()
        try:
            self._workers.leave()
        except SQLAlchemyError as trouble:  # then it is free in a moment all the same
            log.warning("this process could not sign off: %s", type(trouble).__name__)

    def _run(self) -> None:
        was_away = False
        while not self._stopped.wait(BEAT_INTERVAL):
            try:
                self._workers.beat()
            except SQLAlchemyError as trouble:
                if not was_away:
                    log.error("the database does not take our heartbeat: %s", type(trouble).__name__)  # noqa: TRY400, it may quote values
                was_away = True
            else:
                was_away = False
