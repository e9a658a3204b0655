"""Reply: answering a person where they asked."""

from collections.abc import Iterable
from datetime import datetime
from http.client import HTTPException
from typing import Any, Self

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.leads.erasure import SlackMessage
from bot.slack.views.blocks import Message
from bot.store.slack_messages import Messages


def thread_of(body: dict[str, Any]) -> str | None:
    """Return the thread in which a button was pressed or a message chosen; None outside all threads."""
    pressed, chosen = body.get("container") or {}, body.get("message") or {}
    thread_ts: str | None = pressed.get("thread_ts") or chosen.get("thread_ts")
    return None if thread_ts == chosen.get("ts") else thread_ts


class Reply:
    """Answers one request of `user`: through its response URL, or in the direct message where it has none.

    `thread_ts` is the thread in which a button was pressed or a message chosen: without it Slack answers outside
    the thread. Slack takes five answers within 30 minutes of a request; a later one goes to the direct message, so that
    none is lost, and so does one whose connection broke. What is posted there stays: `messages` keeps which
    leads it is about, so that it is deleted with them.
    """

    def __init__(
        self,
        client: WebClient,
        messages: Messages,
        user: str,
        response_url: str,
        thread_ts: str | None = None,
        *,
        now: datetime,
    ) -> None:
        self._client = client
        self._messages = messages
        self._user = user
        self._url = response_url
        self._place = {"thread_ts": thread_ts} if thread_ts else {}
        self._now = now

    def through(self, response_url: str) -> Self:
        """Return what answers an earlier request of the same person, which has this response URL."""
        return type(self)(self._client, self._messages, self._user, response_url, now=self._now)

    def privately(self, message: Message, *, of: Iterable[str] = (), instead: bool = False) -> None:
        """Answer so that only the person sees it, `instead` of the card whose button was pressed or below it.

        `of` are the ids of the leads that it tells of.
        """
        try:
            taken = self._respond({"response_type": "ephemeral", "replace_original": instead} | self._place | message)
        except (OSError, HTTPException):  # perhaps it came through; a second private card does no harm
            taken = False
        if not taken:
            posted = self._client.chat_postMessage(channel=self._user, **message)
            self._messages.tells_of(of, SlackMessage(posted["channel"], posted["ts"]), at=self._now)

    def instead(self, message: Message, *, of: Iterable[str] = ()) -> None:
        """Put `message` in the place of the card whose button was pressed."""
        self.privately(message, of=of, instead=True)

    def for_everybody(self, message: Message) -> bool:
        """Post to the conversation for everybody to see; return whether Slack took it."""
        return self._respond({"response_type": "in_channel", "replace_original": False} | self._place | message)

    def _respond(self, body: dict[str, Any]) -> bool:
        if not self._url:
            return False
        webhook = WebhookClient(
            self._url,
            timeout=self._client.timeout,
            ssl=self._client.ssl,
            retry_handlers=self._client.retry_handlers,
            logger=self._client.logger,
        )
        return webhook.send_dict(body).status_code == 200
