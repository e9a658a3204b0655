"""The hot leads channel: posting a High lead there, and once more where that failed."""

import time
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts import AlertRefused, Alerts, AlertUnconfirmed
from bot.ledger import Ledger
from bot.slack.card_value import read_value
from bot.slack.cards import Message, hot_lead_card, score_card
from bot.slack.reply import Reply
from bot.use_cases import ScoredLead, score_lead
from scoring.lead import Lead
from scoring.score import Score
from scoring.scorer import Scorer

_LONGEST_WAIT_SECONDS = 3
_LEFT_OPEN = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}


class HotLeads:
    """Posts to the hot leads channel, with a client that never repeats a post by itself."""

    def __init__(self, client: WebClient, channel: str) -> None:
        self._client = client
        self._channel = channel

    def post(self, lead: Lead, score: Score, entered_by: str) -> None:
        """Post the lead's card.

        Raises:
            AlertRefused: Slack did not take it.
            AlertUnconfirmed: the connection broke, and nobody knows whether Slack took it.
        """
        card = hot_lead_card(ScoredLead(lead, score, entered_by, alert=None))
        try:
            self._post(card)
        except SlackApiError as error:
            raise _reading(error) from error
        except (OSError, HTTPException) as error:
            raise AlertUnconfirmed from error

    def _post(self, card: Message) -> None:
        try:
            self._client.chat_postMessage(channel=self._channel, **card)
        except SlackApiError as error:
            wait = int(error.response.headers.get("Retry-After", _LONGEST_WAIT_SECONDS + 1))
            if error.response.status_code != HTTPStatus.TOO_MANY_REQUESTS or wait > _LONGEST_WAIT_SECONDS:
                raise
            time.sleep(wait)
            self._client.chat_postMessage(channel=self._channel, **card)


def _reading(error: SlackApiError) -> AlertRefused | AlertUnconfirmed:
    """Return what an answer of Slack means; after an error of its own, some of what was asked may have been done."""
    code = str(error.response.get("error"))
    if error.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _LEFT_OPEN or not code.isidentifier():
        return AlertUnconfirmed()
    return AlertRefused(code)


def post_again(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    reply: Reply,
    scorer: Scorer,
    alerts: Alerts,
    ledger: Ledger,
    channel: str,
) -> None:
    """Post a High lead that did not reach the channel, and say on its card what became of it."""
    lead = read_value(action["value"]).lead
    ack()
    key = "post", body["user"]["id"], body["container"]["message_ts"]
    if not ledger.first(key):
        return
    try:
        scored = score_lead(lead, scorer=scorer, alerts=alerts, asked_by=body["user"]["id"], alert_again=True)
        shareable = body["container"].get("is_ephemeral", False)  # not in the direct message
        reply.instead(score_card(scored, channel=channel, shareable=shareable))
    finally:
        ledger.strike(key)
