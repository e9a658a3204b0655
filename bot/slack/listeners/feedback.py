"""Feedback: people say whether a score is right, too high or too low, and perhaps why."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.context import Services
from bot.slack.client.reply import Reply
from bot.slack.views.feedback import VERDICTS, AboutScore, noted_card, read_reason, why_view


def feedback_button(ack: Ack, action: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Keep what somebody thinks of a score, and ask why."""
    about = AboutScore(int(action["value"]), VERDICTS[action["action_id"]])
    ack()
    services.leads.give_feedback(about.verdict, score_id=about.score_id, by=user)
    reply.privately(noted_card(about, ask_why=True))


def reason_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
    """Ask why somebody thinks so."""
    about = AboutScore.read(action["value"])
    ack()
    here = AboutScore(about.score_id, about.verdict, body.get("response_url", ""))
    client.views_open(trigger_id=body["trigger_id"], view=why_view(here))


def reason_form(ack: Ack, body: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Keep why."""
    ack()
    about, reason = AboutScore.read(body["view"]["private_metadata"]), read_reason(body["view"])
    services.leads.give_feedback(about.verdict, score_id=about.score_id, by=user, reason=reason)
    reply.through(about.response_url).instead(noted_card(about))
