"""The local workspace: a strict Slack small enough to ship, for trying the bot and for testing it."""

from .conversations import Message
from .faults import Faults
from .journal import Ack, Call, Journal
from .people import Person
from .rate_limits import Rate
from .workspace import Workspace

__all__ = ["Ack", "Call", "Faults", "Journal", "Message", "Person", "Rate", "Workspace"]
