"""Forgetting a lead: a manager, or the only person who ever scored it, confirms, and all that is kept is deleted."""

from typing import Any

from slack_bolt import Ack

from bot.context import Services
from bot.delivery.deletion import delete_now
from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.listeners.command import Command
from bot.slack.plain_text import unescape
from bot.slack.views.blocks import plain_sentence
from bot.slack.views.forget import forget_question, forgotten_card
from bot.slack.views.lead_card import leads_card
from bot.text import cut

_MAX_WORDS = 200


def ask(command: Command) -> None:
    """`/scorelead forget Dana Reyes`: ask for confirmation, or which one of several."""
    leads, reply = command.services.leads, command.reply
    command.services.alerts.require_manager(command.user)  # NotAllowed is raised here, before ack
    command.ack()
    words = unescape(command.text).strip().partition(" ")[2].strip()
    if not words:
        reply.privately(plain_sentence(f"Which lead? Name it: {names.SCORE_COMMAND} forget Dana Reyes"))
        return
    found = leads.find(words)
    if not found:
        reply.privately(plain_sentence(f"I know no lead “{cut(words, _MAX_WORDS)}”."))
    elif len(found) == 1:
        reply.privately(forget_question(found[0], leads.extent(found[0].id)))
    else:
        reply.privately(leads_card("Which one is to be forgotten?", found, {}, names.ASK_TO_FORGET))


def ask_button(ack: Ack, action: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Ask whether to forget a lead from a list."""
    services.leads.require_may_forget(action["value"], user)  # NotAllowed is raised here, before ack
    stored = services.leads.get(action["value"])  # so is UnknownLead
    ack()
    reply.instead(forget_question(stored, services.leads.extent(stored.id)))


def forget_button(ack: Ack, action: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Delete the lead, here and in Slack."""
    services.leads.require_may_forget(action["value"], user)  # NotAllowed is raised here, before ack
    ack()
    erased = services.leads.forget(action["value"], by=user)
    left = delete_now(services.store, services.delivery.flush, erased.messages)
    reply.instead(forgotten_card(left.gone_of(erased), left.later, len(left.refused)))


def keep_button(ack: Ack, reply: Reply) -> None:
    """Leave everything as it is."""
    ack()
    reply.instead(plain_sentence("Nothing was deleted."))
