"""Known leads: one that was looked for, or a list of them."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack

from bot.context import Services
from bot.conversation.questions import choose_question
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.listeners.command import Command
from bot.slack.views.blocks import Message
from bot.slack.views.button_payload import write_value
from bot.slack.views.lead_card import lead_card, leads_card, unknown_lead_card
from scoring.fields.lead import Lead

_MAX_RECENT = 10


def show_recent(command: Command) -> None:
    """`/scorelead recent`: the team's latest leads, whoever scored them."""
    command.ack()
    listed = command.services.leads.recent(_MAX_RECENT)
    if listed:
        show_leads("The latest leads", listed, command.services, command.reply)
    else:
        command.reply.privately(_nothing_yet())


def show_lead(ack: Ack, action: dict[str, Any], reply: Reply, services: Services) -> None:
    """Show the card of a lead from a list."""
    lead_id = services.leads.get(action["value"]).id  # UnknownLead is raised here, before ack
    ack()
    show_stored(lead_id, services, reply)


def show_found(words: str, found: Sequence[StoredLead], stated: Lead, services: Services, reply: Reply) -> None:
    """Answer who looked for a lead; where there is none, the form begins with what is `stated`."""
    if len(found) == 1:
        show_stored(found[0].id, services, reply)
    elif found:
        show_leads(f"Leads called “{words}”", found, services, reply)
    else:
        reply.privately(unknown_lead_card(words, write_value(stated)))


def show_stored(lead_id: str, services: Services, reply: Reply) -> None:
    """Show the card of a known lead, privately; raises UnknownLead."""
    history = services.leads.history(lead_id)
    card = lead_card(history, services.channel, following=choose_question(history.stored.lead, services.scorer))
    reply.privately(card, of=[lead_id])


def show_leads(heading: str, leads: Sequence[StoredLead], services: Services, reply: Reply) -> None:
    """Show a list of known leads, each with a button for its card, privately."""
    listed = leads_card(heading, leads, services.leads.owners(leads), names.SHOW_LEAD)
    reply.privately(listed, of=[one.id for one in leads])


def _nothing_yet() -> Message:
    return {"text": f"No lead was scored yet. Type `{names.SCORE_COMMAND}` alone for the form."}
