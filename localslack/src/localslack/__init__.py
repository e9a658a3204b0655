"""The local workspace: a strict Slack small enough to ship, for trying the bot and for testing it."""

from localslack.api.rate_limits import Rate
from localslack.clock import MovableClock
from localslack.conversations.state import Message
from localslack.faults import FaultRates, Faults
from localslack.journal import Ack, ApiCall, Journal
from localslack.people import Person, UserGroup
from localslack.workspace import Workspace

__all__ = [
    "Ack",
    "ApiCall",
    "FaultRates",
    "Faults",
    "Journal",
    "Message",
    "MovableClock",
    "Person",
    "Rate",
    "UserGroup",
    "Workspace",
]
