"""The log: what happened, by reference, id and type, never what anybody said of a lead.

Each request of Slack's or of the HTTP API, and each run of an alert, has a reference. It stands in every line that is
written meanwhile, and the person to whom something went wrong is told it.
"""

from bot.log.references import Workers, current_reference, new_reference, referring
from bot.log.setup import set_up_log

__all__ = ["Workers", "current_reference", "new_reference", "referring", "set_up_log"]
