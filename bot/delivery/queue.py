"""Alerts that advance for as long as anything runs: each advance is a short workflow of DBOS, queued until it is due.

Nothing waits in a thread, and what waits belongs to no process: any replica takes it from the queue when its time has
come. What a killed process was in the midst of is done again by its next life, or by the watch of another replica.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from dbos import DBOS, SetEnqueueOptions

from bot.alerts.service import Clock
from bot.log import with_reference

log = logging.getLogger(__name__)

_QUEUE = "alerts"
_AT_ONCE = 16
_POLLED_EVERY_SECONDS = 0.1
_MARGIN_SECONDS = 0.05
_PARTING_SECONDS = 0.1
_KEPT = timedelta(days=1)
_DELETED_AT_ONCE = 500
_ENDED = ["SUCCESS", "ERROR", "CANCELLED"]

WORKFLOW_VERSION = "1"
"""Workflows are finished by any release that has this version; it changes with the meaning of their arguments only."""


class Durable:
    """Runs `advance` for alerts, now or later. There is one in a process, as there is one DBOS."""

    def __init__(self, database_url: str, replica: str, clock: Clock) -> None:
        self._clock = clock
        self._running = 0
        self._idle = threading.Condition()
        logging.getLogger("dbos").addHandler(logging.NullHandler())  # or DBOS adds one that writes to the console
        DBOS(
            config={
                "name": "lead-scorer",
                "system_database_url": database_url,
                "application_version": WORKFLOW_VERSION,
                "executor_id": replica,
                "enable_otlp": False,
            }
        )

    def start(self, advance: Callable[[str], datetime | None]) -> None:
        """Take up what is waiting, and what an earlier life of this replica left undone."""

        @DBOS.workflow(name="advance_alert")
        def advance_alert(alert_id: str) -> None:
            with self._counted():
                again = DBOS.run_step({"name": "advance"}, _seconds, advance, alert_id)
                if again is not None:
                    self._enqueue(alert_id, datetime.fromtimestamp(again, UTC))

        self._workflow = advance_alert
        with ThreadPoolExecutor(1) as apart:  # DBOS refuses a thread in which somebody's event loop runs
            apart.submit(_launch).result()

    def wake(self, alert_id: str, at: datetime | None = None) -> None:
        """Let an alert advance now, or at a time. Where that cannot be written, the watch wakes it once it is due."""
        try:
            self._enqueue(alert_id, at)
        except Exception as trouble:  # noqa: BLE001, whatever DBOS raises; what happened to the alert is stored
            log.warning("an alert is left for the watch to wake: %s", type(trouble).__name__)

    def tidy(self) -> None:
        """Forget workflows that ended more than a day ago."""
        before = (datetime.now(UTC) - _KEPT).isoformat()
        while ended := DBOS.list_workflows(status=_ENDED, end_time=before, limit=_DELETED_AT_ONCE, load_input=False):
            DBOS.delete_workflows([workflow.workflow_id for workflow in ended])

    def stop(self, within: float = 5) -> None:
        """Finish what runs; what waits is kept.

        DBOS could wait itself, but looks every second only.
        """
        with self._idle:
            if self._running:
                self._idle.wait_for(lambda: not self._running, within)
                self._idle.wait(_PARTING_SECONDS)  # in which DBOS writes down that they ended
        DBOS.destroy(destroy_registry=True)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._idle:
            self._running += 1
        try:
            yield
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()

    def _enqueue(self, alert_id: str, at: datetime | None) -> None:
        delay = None if at is None else at.timestamp() - self._clock() + _MARGIN_SECONDS
        if delay is None or delay <= 0:
            DBOS.enqueue_workflow(_QUEUE, self._workflow, alert_id)
            return
        once = f"{alert_id}:{at:%Y%m%d%H%M%S%f}"
        with SetEnqueueOptions(delay_seconds=delay, deduplication_id=once, duplication_policy="return-existing"):
            DBOS.enqueue_workflow(_QUEUE, self._workflow, alert_id)


def _launch() -> None:
    DBOS.launch()
    DBOS.register_queue(_QUEUE, worker_concurrency=_AT_ONCE, polling_interval_sec=_POLLED_EVERY_SECONDS)


def _seconds(advance: Callable[[str], datetime | None], alert_id: str) -> float | None:
    with with_reference():
        again = advance(alert_id)
    return None if again is None else again.timestamp()
