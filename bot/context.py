"""The services: all that the product can do, as one typed value that listeners, routes, worker and commands share."""

from dataclasses import dataclass
from datetime import datetime

from bot.alerts.service import Desk
from bot.conversation.sessions import ConversationSessions
from bot.language import Parser
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.store import Store
from scoring.explain.scorer import Scorer


@dataclass(frozen=True)
class Services:
    """What serves people and programs; `channel` is that of the hot leads."""

    scorer: Scorer
    parser: Parser
    store: Store
    leads: LeadService
    alerts: Desk
    conversations: ConversationSessions
    metrics: Metrics
    channel: str

    @property
    def now(self) -> datetime:
        """The time, by the one clock of the bot."""
        return self.alerts.now
