"""The form: opened by the bare command, the global shortcut or a button, and sent in."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.context import Services
from bot.conversation.questions import choose_question
from bot.delivery.inbox import Once
from bot.slack.client.reply import Reply
from bot.slack.listeners.board import refresh_home
from bot.slack.listeners.command import Command
from bot.slack.views.button_payload import read_value
from bot.slack.views.cards import score_card
from bot.slack.views.form import Origin, form_view, origin_of, read_form
from scoring.fields.lead import Lead

_SOURCE = "slack"


def open_form(command: Command) -> None:
    """`/scorelead` alone: open an empty form."""
    command.ack()
    view = form_view(Lead(), Origin(command.body["response_url"]), command.services.asked)
    command.client.views_open(trigger_id=command.body["trigger_id"], view=view)


def form_shortcut(ack: Ack, shortcut: dict[str, Any], client: WebClient, services: Services) -> None:
    """Open an empty form for the global shortcut, which belongs to no conversation."""
    ack()
    client.views_open(trigger_id=shortcut["trigger_id"], view=form_view(Lead(), Origin(), services.asked))


def form_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, services: Services) -> None:
    """Open the form, filled with what the button carries."""
    lead = read_value(action["value"], services.fields)
    ack()
    is_home = body["container"]["type"] == "view"
    origin = Origin(body.get("response_url", ""), replaces=not is_home, is_home=is_home)
    client.views_open(trigger_id=body["trigger_id"], view=form_view(lead, origin, services.asked))


def score_form(
    ack: Ack, body: dict[str, Any], client: WebClient, reply: Reply, services: Services, once: Once, user: str
) -> None:
    """Answer a form with the lead's card, where the form was asked for; the Home tab lists the lead, too."""
    lead = read_form(body["view"], services.asked)  # InvalidLead is raised here, and shown at the fields
    ack()
    origin = origin_of(body["view"])
    with once(f"form:{body['view']['id']}") as is_first:
        if not is_first:  # the button was pressed twice
            return
        scored = services.leads.score(lead, source=_SOURCE, by=user)
    following = choose_question(scored.lead, services.scorer)
    card = score_card(
        scored,
        channel=services.channel,
        shareable=bool(origin.response_url),
        following=following,
    )
    reply.through(origin.response_url).privately(card, of=[scored.lead_id], instead=origin.replaces)
    if origin.is_home:
        refresh_home(user, client, services)
