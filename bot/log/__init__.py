"""The log contains references, ids and types, and never a value of a lead.

Each request from Slack or the HTTP API, and each job of a worker, has a reference. Its log lines contain it, and so
does the message that a person sees when something goes wrong.
"""

from bot.log.references import ContextThreadPool, current_reference, new_reference, with_reference
from bot.log.setup import set_up_log

__all__ = ["ContextThreadPool", "current_reference", "new_reference", "set_up_log", "with_reference"]
