"""Sharing: a private card, shown to everybody in the conversation."""

from typing import Any

from slack_bolt import Ack

from bot.alerts.service import Desk
from bot.leads.service import as_it_stands
from bot.slack.client.reply import Reply
from bot.slack.views.cards import score_card, shared_card
from bot.conversation.questions import choose_question
from bot.store import Store
from bot.store.idempotency import Ledger
from scoring.explain.scorer import Scorer


class NotShared(Exception):
    """Slack did not take it. Press *Share here* again, or score the lead once more."""

    def __init__(self) -> None:
        super().__init__("Slack did not take it. Press *Share here* again, or score the lead once more.")


def share_card(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    reply: Reply,
    scorer: Scorer,
    store: Store,
    desk: Desk,
    ledger: Ledger,
    channel: str,
) -> None:
    """Post the card to the conversation once, and take the button off the private one."""
    user = body["user"]["id"]
    shared = as_it_stands(action["value"], store=store, asked_by=user)  # UnknownLead is raised here, before ack
    ack()
    following = choose_question(shared.lead, scorer)
    with ledger.once(f"share:{user}:{body['container']['message_ts']}", at=desk.now) as is_first:
        if not is_first:
            return
        if not reply.for_everybody(shared_card(shared, following=following)):
            raise NotShared
    card = score_card(shared, channel=channel, shareable=False, following=following)
    reply.instead(card, of=[shared.lead_id])
