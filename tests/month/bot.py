"""One life of the bot: what `bot.services` puts together around alerts, with the agenda where DBOS is."""

from datetime import datetime, time, timedelta

from slack_sdk import WebClient

from bot.alerts.policy import Policy
from bot.alerts.service import Desk
from bot.delivery.scheduler import Watch
from bot.delivery.worker import Advance
from bot.http.lead_intake import LeadIntake
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.slack.client.message_deletion import Remover
from bot.slack.client.slack_channel import SlackCourier
from bot.store import Store
from scoring.explain.scorer import Scorer
from tests.month.clock import StandingClock
from tests.month.schedule import Agenda

CHANNEL = "#hot-leads"

_MARGIN = timedelta(seconds=0.05)


class Queue:
    """What DBOS is to the alerts: it outlives every process, and holds one entry for an alert and a time."""

    def __init__(self, agenda: Agenda, clock: StandingClock) -> None:
        self._agenda = agenda
        self._clock = clock
        self._waiting: set[tuple[str, datetime]] = set()
        self.bot: Bot

    def wake(self, alert_id: str, at: datetime | None = None) -> None:
        now = self._clock.now
        if at is None or at <= now:
            self._agenda.add(now, lambda: self._advance(alert_id), dies_with_bot=True)
        elif (alert_id, at) not in self._waiting:
            self._waiting.add((alert_id, at))
            self._agenda.add(at + _MARGIN, lambda: self._take(alert_id, at), dies_with_bot=True)

    def _take(self, alert_id: str, at: datetime) -> None:
        self._waiting.discard((alert_id, at))
        self._advance(alert_id)

    def _advance(self, alert_id: str) -> None:
        again = self.bot.advance(alert_id)
        if again is not None:
            self.wake(alert_id, again)


class Bot:
    """A process, until it dies."""

    def __init__(
        self,
        *,
        database_url: str,
        scorer: Scorer,
        policy: Policy,
        client: WebClient,
        queue: Queue,
        clock: StandingClock,
        replica: str,
        daily_at: time | None,
    ) -> None:
        self.store = Store.open(database_url)
        metrics = Metrics(self.store.alerts.counts, self.store.alerts.count_refused)
        self.desk = Desk(self.store, policy, queue.wake, metrics, clock)
        courier = SlackCourier(client, CHANNEL, self.store, self.desk, clock)
        self.intake = LeadIntake(LeadService(self.store, scorer, self.desk), self.store)
        self.advance = Advance(self.store, self.desk, courier, replica)
        self.watch = Watch(
            self.store,
            self.desk,
            courier,
            daily_at=daily_at,
            kept_for=timedelta(days=90),
            keep_name=lambda: None,
            tidy=lambda: None,
            catch_up=lambda: None,
            remove_due=Remover(client, self.store.messages, courier.find).remove_due,
        )
        queue.bot = self
