"""The slash command as somebody typed it."""

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.context import Services
from bot.slack.client.reply import Reply


@dataclass(frozen=True)
class Command:
    """`/scorelead` with its `text`, typed by `user`; it is acknowledged with `ack`, and answered with `reply`."""

    ack: Ack
    body: dict[str, Any]
    client: WebClient
    services: Services
    reply: Reply

    @property
    def user(self) -> str:
        """The Slack user."""
        return str(self.body["user_id"])

    @property
    def text(self) -> str:
        """What was typed after the command, in Slack's markup."""
        return str(self.body.get("text", ""))

    @property
    def argument(self) -> str:
        """What follows the first word."""
        return self.text.strip().partition(" ")[2].strip()
