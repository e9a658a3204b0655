"""Opening the form: by the bare command, the global shortcut, or a button that hands over what is known."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.slack.views.button_payload import read_value
from bot.slack.views.form import Origin, form_view
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead


def form_command(ack: Ack, command: dict[str, Any], client: WebClient, scorer: Scorer) -> None:
    """Open an empty form for `/scorelead`."""
    ack()
    view = form_view(Lead(), Origin(command["response_url"]), scorer.features)
    client.views_open(trigger_id=command["trigger_id"], view=view)


def form_shortcut(ack: Ack, shortcut: dict[str, Any], client: WebClient, scorer: Scorer) -> None:
    """Open an empty form for the global shortcut, which belongs to no conversation."""
    ack()
    client.views_open(trigger_id=shortcut["trigger_id"], view=form_view(Lead(), Origin(), scorer.features))


def form_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, scorer: Scorer) -> None:
    """Open the form, filled with what the button carries."""
    lead = read_value(action["value"])
    ack()
    is_home = body["container"]["type"] == "view"
    origin = Origin(body.get("response_url", ""), replaces=not is_home, is_home=is_home)
    client.views_open(trigger_id=body["trigger_id"], view=form_view(lead, origin, scorer.features))
