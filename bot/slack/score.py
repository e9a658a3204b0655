"""Scoring: a lead comes in as a command or a form, and a card goes out."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.alerts import Alerts
from bot.ledger import Ledger
from bot.slack.cards import score_card
from bot.slack.form import origin_of, read_form
from bot.slack.parse import parse_lead
from bot.slack.reply import Reply
from bot.use_cases import score_lead
from scoring.scorer import Scorer


def score_command(
    ack: Ack, command: dict[str, Any], reply: Reply, scorer: Scorer, alerts: Alerts, channel: str
) -> None:
    """Answer `/scorelead Dana Reyes age 45, income 250k, …` with the lead's card, privately."""
    lead = scorer.require_complete(parse_lead(command["text"]))  # InvalidLead is raised here, before ack
    ack()
    scored = score_lead(lead, scorer=scorer, alerts=alerts, asked_by=command["user_id"])
    reply.privately(score_card(scored, channel=channel), lasting=scored.needs_action)


def score_form(
    ack: Ack, body: dict[str, Any], client: WebClient, scorer: Scorer, alerts: Alerts, ledger: Ledger, channel: str
) -> None:
    """Answer a form with the lead's card, where the form was asked for."""
    lead = read_form(body["view"], scorer.features)  # InvalidLead is raised here, before ack, and shown at the fields
    ack()
    if not ledger.first(("form", body["view"]["id"])):  # the button was pressed twice
        return
    user, origin = body["user"]["id"], origin_of(body["view"])
    scored = score_lead(lead, scorer=scorer, alerts=alerts, asked_by=user)
    card = score_card(scored, channel=channel, shareable=bool(origin.response_url))
    Reply(client, user, origin.response_url).privately(card, instead=origin.replaces, lasting=scored.needs_action)
