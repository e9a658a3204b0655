"""All reasons: every feature of a card, with its number, for those who ask."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.slack.views.cards import reasons_view
from bot.store import Store


def show_reasons(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, store: Store) -> None:
    """Open the list of all reasons of a lead's latest score."""
    stored = store.leads.get(action["value"])  # UnknownLead is raised here, before ack
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=reasons_view(stored.lead, stored.score))
