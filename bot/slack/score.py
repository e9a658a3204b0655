"""Scoring: a lead comes in as a command or a form, and a card goes out."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.alerts.desk import Desk
from bot.slack.cards import score_card
from bot.slack.form import origin_of, read_form
from bot.slack.parse import parse_lead
from bot.slack.reply import Reply
from bot.store import Store
from bot.store.ledger import Ledger
from bot.use_cases import score_lead
from scoring.scorer import Scorer

_SOURCE = "slack"


def score_command(
    ack: Ack,
    command: dict[str, Any],
    reply: Reply,
    scorer: Scorer,
    store: Store,
    desk: Desk,
    channel: str,
) -> None:
    """Answer `/scorelead Dana Reyes age 45, income 250k, …` with the lead's card, privately."""
    lead = scorer.require_complete(parse_lead(command["text"]))  # InvalidLead is raised here, before ack
    ack()
    user = command["user_id"]
    scored = score_lead(lead, scorer=scorer, store=store, desk=desk, source=_SOURCE, asked_by=user)
    reply.privately(score_card(scored, channel=channel))


def score_form(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    scorer: Scorer,
    store: Store,
    desk: Desk,
    ledger: Ledger,
    channel: str,
) -> None:
    """Answer a form with the lead's card, where the form was asked for."""
    lead = read_form(body["view"], scorer.features)  # InvalidLead is raised here, before ack, and shown at the fields
    ack()
    user, origin = body["user"]["id"], origin_of(body["view"])
    with ledger.once(f"form:{body['view']['id']}", at=desk.now) as is_first:
        if not is_first:  # the button was pressed twice
            return
        scored = score_lead(lead, scorer=scorer, store=store, desk=desk, source=_SOURCE, asked_by=user)
    card = score_card(scored, channel=channel, shareable=bool(origin.response_url))
    Reply(client, user, origin.response_url).privately(card, instead=origin.replaces)
