"""One life of the bot: what `bot.services` puts together around alerts, with the agenda in place of its threads."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from slack_sdk import WebClient
from sqlalchemy import delete

from bot.alerts.policy import Policy
from bot.alerts.service import AlertService
from bot.http.lead_intake import LeadIntake
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.slack.client.delivery import delivery_worker
from bot.store import Store
from bot.store.tables import workers
from scoring.explain.scorer import Scorer
from tests.month.clock import StandingClock
from tests.month.schedule import Agenda

CHANNEL = "#hot-leads"

_MARGIN = timedelta(seconds=0.05)


class Ticks:
    """Lets the bot's worker do a round when it is woken, and when something is next due."""

    def __init__(self, agenda: Agenda, clock: StandingClock) -> None:
        self._agenda = agenda
        self._clock = clock
        self._entered: set[datetime] = set()
        self.bot: Bot

    def wake(self) -> None:
        """Enter a round for now."""
        self._enter(self._clock.now)

    def _enter(self, at: datetime) -> None:
        if at not in self._entered:
            self._entered.add(at)
            self._agenda.add(at, lambda: self._tick(at), dies_with_bot=True)

    def _tick(self, at: datetime) -> None:
        self._entered.discard(at)
        self.bot.delivery.tick()
        store = self.bot.store
        dues = [due for due in (store.alerts.next_due(), store.outbox.next_due()) if due is not None]
        if dues:
            self._enter(max(min(dues), self._clock.now) + _MARGIN)


class Bot:
    """A process, until it dies."""

    def __init__(
        self,
        *,
        database_url: str,
        scorer: Scorer,
        policy: Policy,
        client: WebClient,
        ticks: Ticks,
        clock: Callable[[], float],
        daily_at: time | None,
    ) -> None:
        self.store = Store.open(database_url)
        self.store.database.on_work(ticks.wake)
        self._leave_for_dead_who_came_before()
        metrics = Metrics(self.store.alerts.counts, self.store.alerts.count_refused)
        self.desk = AlertService(self.store, policy, metrics, clock)
        self.intake = LeadIntake(LeadService(self.store, scorer, self.desk), self.store)
        self.delivery = delivery_worker(
            client,
            self.store,
            self.desk,
            channel=CHANNEL,
            daily_at=daily_at,
            kept_for=timedelta(days=90),
            clock=clock,
        )
        ticks.bot = self

    def _leave_for_dead_who_came_before(self) -> None:
        """Let time pass for the heartbeat, too: it counts in real time, in which an earlier life ended just now."""
        with self.store.database.write() as connection:
            connection.execute(delete(workers))
        self.store.workers.beat()
