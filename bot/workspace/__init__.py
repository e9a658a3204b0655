"""The local workspace: a strict Slack small enough to ship, for trying the bot and for testing it."""

from bot.workspace.clock import MovableClock
from bot.workspace.conversations import Message
from bot.workspace.faults import Faults
from bot.workspace.journal import Ack, Call, Journal
from bot.workspace.people import Person, UserGroup
from bot.workspace.random_faults import FaultRates
from bot.workspace.rate_limits import Rate
from bot.workspace.workspace import Workspace

__all__ = [
    "Ack",
    "Call",
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
