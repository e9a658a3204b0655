"""All reasons: every feature of a card, with its number, for those who ask."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.slack.card_value import read_value
from bot.slack.cards import reasons_view
from scoring.scorer import Scorer


def show_reasons(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, scorer: Scorer) -> None:
    """Open the list of all reasons."""
    lead = read_value(action["value"]).lead
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=reasons_view(lead, scorer.score(lead)))
