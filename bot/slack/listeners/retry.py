"""Retrying: admins and managers let the bot send what Slack had refused, once that is mended."""

from slack_bolt import Ack

from bot.alerts.service import Desk
from bot.slack.client.reply import Reply
from bot.slack.views.blocks import mrkdwn
from bot.slack.views.cards import Message


def retry_command(ack: Ack, reply: Reply, desk: Desk, user: str) -> None:
    """Answer `/scorelead retry`, and the button of the message that says that Slack refuses alerts."""
    if user not in desk.policy.admins:
        desk.require_manager(user)  # NotAllowed is raised here, before ack
    ack()
    reply.privately(_retried(desk.retry(user)))


def _retried(count: int) -> Message:
    alerts = f"{count} alert{'s' * (count != 1)}"
    words = f"I am sending {alerts} that Slack had refused." if count else "Slack refuses no alert."
    return {"text": words, "blocks": [mrkdwn(words)]}
