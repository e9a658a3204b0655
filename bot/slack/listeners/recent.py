"""Recent leads: the team's latest, whoever scored them."""

from slack_bolt import Ack

from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.listeners.find import show_leads
from bot.slack.views.cards import Message
from bot.store import Store

_LISTED = 10


def recent_command(ack: Ack, reply: Reply, store: Store) -> None:
    """Answer `/scorelead recent`, privately."""
    ack()
    listed = store.leads.recent(_LISTED)
    if not listed:
        reply.privately(_nothing_yet())
        return
    show_leads("The latest leads", listed, reply, store)


def _nothing_yet() -> Message:
    return {"text": f"No lead was scored yet. Type `{names.SCORE_COMMAND}` alone for the form."}
