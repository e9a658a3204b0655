"""The voice: says things in a thread, each once, however often the same turn is taken."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from typing import TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.conversation.conversation import Thread
from bot.conversation.waterfall import Picture
from bot.delivery.idempotent_sender import Once
from bot.delivery.ports import Place, Refused, TryLater, Unconfirmed
from bot.slack.client.slack_channel import SlackCourier
from bot.slack.views.blocks import Message
from bot.slack.views.questions import without_question
from bot.store.conversations import SAID

log = logging.getLogger(__name__)

_T = TypeVar("_T")

_THINKING = "is thinking…"
_PATIENCE_SECONDS = 5.0


class Voice:
    """Speaks in `thread`; what has a key is said once."""

    def __init__(self, thread: Thread, *, client: WebClient, courier: SlackCourier, once: Once, now: datetime) -> None:
        self.thread = thread
        self._client = client
        self._courier = courier
        self._once = once
        self._now = now

    def think(self) -> None:
        """Let the person see that an answer is coming; the next message for all takes that away."""
        self._show_status(_THINKING)

    def say(self, message: Message, key: str) -> str:
        """Post a message in the thread, and return its ts; raises TryLater, Unconfirmed or Refused."""
        key, thread = f"{SAID}{key}", Place(*self.thread)
        return self._once.send(
            key,
            self._now,
            send=lambda: _patiently(lambda: self._courier.say(thread, message, key)),
            find=lambda since: self._courier.find(key, since, thread),
        ).ts

    def share(self, key: str, channel: str, message: Message) -> bool:
        """Post a message to a channel, and return whether Slack took it; raises TryLater or Unconfirmed."""
        key = f"{SAID}{key}:shared"
        try:
            self._once.send(
                key,
                self._now,
                send=lambda: self._courier.share(channel, message, key),
                find=lambda since: self._courier.find_in(channel, key, since),
            )
        except Refused:
            return False
        return True

    def whisper(self, message: Message, user: str) -> None:
        """Post a message in the thread that only `user` sees."""
        _patiently(lambda: self._courier.whisper(Place(*self.thread), user, message))
        self._show_status("")

    def post_picture(self, picture: Picture) -> str | None:
        """Post a picture of a score's reasons in the thread, and return the id of its file; None if that failed.

        The words are complete without it, so a picture that cannot be posted is no error.
        """
        try:
            posted = self._client.files_upload_v2(
                content=picture.png,
                filename="reasons.png",
                title=picture.title,
                alt_txt=picture.alternative,
                channel=self.thread.channel,
                thread_ts=self.thread.ts,
            )
        except (SlackClientError, OSError, HTTPException) as error:
            log.warning("a waterfall could not be posted: %s", type(error).__name__)
            return None
        return str(posted["file"]["id"])

    def call_thread(self, title: str) -> None:
        """Give the thread a title, where people find their conversations with the bot."""
        if not self.thread.is_public:
            self._try(
                lambda: self._client.assistant_threads_setTitle(
                    channel_id=self.thread.channel, thread_ts=self.thread.ts, title=title
                )
            )

    def close_question(self, ts: str, answer: str) -> None:
        """Take the buttons off a question that was answered or is no longer asked, and say how."""
        self._try(lambda: self._replace_question(ts, answer))

    def _show_status(self, status: str) -> None:
        self._try(
            lambda: self._client.assistant_threads_setStatus(
                channel_id=self.thread.channel, thread_ts=self.thread.ts, status=status
            )
        )

    def _replace_question(self, ts: str, answer: str) -> None:
        found = self._client.conversations_replies(
            channel=self.thread.channel, ts=self.thread.ts, oldest=ts, latest=ts, inclusive=True
        )
        for message in found["messages"]:
            if message["ts"] == ts:
                blocks = without_question(message["blocks"], answer)
                if blocks == message["blocks"]:
                    return
                self._client.chat_update(channel=self.thread.channel, ts=ts, text=message["text"], blocks=blocks)

    def _try(self, call: Callable[[], object]) -> None:
        """Do what helps, and without which the answer stands as well."""
        try:
            call()
        except SlackApiError as error:
            log.info("Slack refused an extra: %s", error.response.get("error"))
        except (OSError, HTTPException) as error:
            log.info("an extra was not to be had: %s", type(error).__name__)


def _patiently(send: Callable[[], _T]) -> _T:
    """Send a message, and once more if Slack asks to wait for no longer than somebody would who waits for an answer."""
    try:
        return send()
    except Unconfirmed:
        raise
    except TryLater as later:
        if later.seconds is None or later.seconds > _PATIENCE_SECONDS:
            raise
        time.sleep(later.seconds)
    return send()
