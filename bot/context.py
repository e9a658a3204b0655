"""The services: all that the product can do, as one typed value that listeners, routes, worker and commands share."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.alerts.service import AlertService
from bot.conversation.sessions import ConversationSessions
from bot.conversation.waterfall import Waterfalls
from bot.delivery.inbox import Hands
from bot.delivery.worker import DeliveryWorker
from bot.language import Parser
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.store import Store
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import FieldSet


@dataclass(frozen=True)
class Services:
    """What serves people and programs; `channel` is that of the hot leads.

    `delivery` sends what is in the outbox, `inbox` holds the requests of this process.
    """

    scorer: Scorer
    parser: Parser
    store: Store
    leads: LeadService
    alerts: AlertService
    conversations: ConversationSessions
    metrics: Metrics
    channel: str
    delivery: DeliveryWorker
    inbox: Hands
    waterfalls: Waterfalls

    @property
    def fields(self) -> FieldSet:
        """All that may be known of a lead."""
        return self.scorer.fields

    @cached_property
    def asked(self) -> FieldSet:
        """What the form asks for: who a lead is, and what the model looks at."""
        return self.fields.without(self.scorer.card.excluded)

    @property
    def now(self) -> datetime:
        """The time, by the one clock of the bot."""
        return self.alerts.now
