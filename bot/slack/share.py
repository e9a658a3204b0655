"""Sharing: a private card, shown to everybody in the conversation."""

from typing import Any

from slack_bolt import Ack

from bot.ledger import Ledger
from bot.slack.card_value import read_value
from bot.slack.cards import score_card, shared_card
from bot.slack.reply import Reply
from bot.use_cases import ScoredLead
from scoring.scorer import Scorer


def share_card(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    reply: Reply,
    scorer: Scorer,
    ledger: Ledger,
    channel: str,
) -> None:
    """Post the card to the conversation once, and take the button off the private one."""
    card = read_value(action["value"])
    ack()
    key = "share", body["user"]["id"], body["container"]["message_ts"]
    if not ledger.first(key):
        return
    shared = ScoredLead(card.lead, scorer.score(card.lead), body["user"]["id"], card.alert)
    taken = False
    try:
        taken = reply.for_everybody(shared_card(shared))
    finally:
        if not taken:
            ledger.strike(key)
    if taken:
        reply.instead(score_card(shared, channel=channel, shareable=False))
    else:
        reply.privately({"text": "Slack did not take it. Press *Share here* again, or score the lead once more."})
