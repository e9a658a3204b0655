"""Retrying: admins and managers let the bot send what Slack had refused, once that is fixed."""

from slack_bolt import Ack

from bot.context import Services
from bot.slack.client.reply import Reply
from bot.slack.listeners.command import Command
from bot.slack.views.blocks import Message, sentence
from bot.text import plural


def retry_command(command: Command) -> None:
    """`/scorelead retry`"""
    retry_button(command.ack, command.reply, command.services, command.user)


def retry_button(ack: Ack, reply: Reply, services: Services, user: str) -> None:
    """Send again, for the command and for the button of the message that says that Slack refuses alerts."""
    if user not in services.alerts.policy.admins:
        services.alerts.require_manager(user)  # NotAllowed is raised here, before ack
    ack()
    reply.privately(_retried(services.alerts.retry(user)))


def _retried(count: int) -> Message:
    words = f"I am sending {plural(count, 'alert')} that Slack had refused." if count else "Slack refuses no alert."
    return sentence(words)
