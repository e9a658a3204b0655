"""How answers in conversations are sent to Slack, and what helps around them."""

import logging
from collections.abc import Callable, Mapping
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.conversation.conversation import Thread
from bot.conversation.waterfall import Picture
from bot.delivery.ports import RenderedMessage, Renderer
from bot.outgoing import Kind, Place, Row
from bot.slack.client.slack_api import SlackApi
from bot.slack.views.questions import without_question

log = logging.getLogger(__name__)

_THINKING = "is thinking…"


class SlackThreads:
    """What helps in a thread, and without which the answer is just as good: it is tried once. `flush` sends a lane."""

    def __init__(self, client: WebClient, flush: Callable[[str], None] = lambda _: None) -> None:
        self._client = client
        self._flush = flush

    def flush(self, lane: str) -> None:
        """Send what the outbox holds for a lane, or wait until it is sent."""
        self._flush(lane)

    def post_picture(self, thread: Thread, picture: Picture) -> str | None:
        """Post a picture of a score's reasons in the thread, and return the id of its file; None if that failed.

        The words are complete without it, so a picture that cannot be posted is no error.
        """
        try:
            posted = self._client.files_upload_v2(
                content=picture.png,
                filename="reasons.png",
                title=picture.title,
                alt_txt=picture.alternative,
                channel=thread.channel,
                thread_ts=thread.ts,
            )
        except (SlackClientError, OSError, HTTPException) as error:
            log.warning("a waterfall could not be posted: %s", type(error).__name__)
            return None
        return str(posted["file"]["id"])

    def think(self, thread: Thread) -> None:
        """Let the person see that an answer is coming; the next message for all takes that away."""
        self.show_status(Place(*thread), _THINKING)

    def show_status(self, thread: Place, status: str) -> None:
        """Show a status in the thread, or none."""
        _try(
            lambda: self._client.assistant_threads_setStatus(
                channel_id=thread.channel, thread_ts=thread.ts, status=status
            )
        )

    def set_title(self, thread: Place, title: str) -> None:
        """Give the thread a title, where people find their conversations with the bot."""
        _try(
            lambda: self._client.assistant_threads_setTitle(channel_id=thread.channel, thread_ts=thread.ts, title=title)
        )

    def close_question(self, thread: Place, ts: str, words: str) -> None:
        """Take the buttons off a question that was answered or is no longer asked, and say how."""
        _try(lambda: self._replace_question(thread, ts, words))

    def _replace_question(self, thread: Place, ts: str, words: str) -> None:
        found = self._client.conversations_replies(
            channel=thread.channel, ts=thread.ts, oldest=ts, latest=ts, inclusive=True
        )
        for message in found["messages"]:
            if message["ts"] == ts:
                blocks = without_question(message["blocks"], words)
                if blocks == message["blocks"]:
                    return
                self._client.chat_update(channel=thread.channel, ts=ts, text=message["text"], blocks=blocks)


def thread_renderers(api: SlackApi, extras: SlackThreads) -> Mapping[Kind, Renderer]:
    """Return the renderers of what conversations need."""

    def answer(row: Row) -> RenderedMessage:
        thread, message = _thread(row), row.payload["message"] | {"thread_ts": row.payload["thread_ts"]}
        posted_as = row.payload.get("posted_as", row.key)
        return RenderedMessage(
            send=lambda: api.post(thread.channel, message, row.key),
            find=lambda since: api.find(thread.channel, posted_as, since, thread.ts),
        )

    def private(row: Row) -> RenderedMessage:
        def send() -> None:
            api.post_privately(_thread(row), row.payload["user"], row.payload["message"])
            extras.show_status(_thread(row), "")

        return RenderedMessage(send=send)  # seen twice by one person does no harm, never seen does

    def share(row: Row) -> RenderedMessage:
        channel, message = row.payload["to"], row.payload["message"]
        return RenderedMessage(
            send=lambda: api.share(channel, message, row.key), find=lambda since: api.find(channel, row.key, since)
        )

    def title(row: Row) -> RenderedMessage:
        return RenderedMessage(send=lambda: extras.set_title(_thread(row), row.payload["title"]))

    def close_question(row: Row) -> RenderedMessage:
        ts, words = row.payload["ts"], row.payload["words"]
        return RenderedMessage(send=lambda: extras.close_question(_thread(row), ts, words))

    return {
        Kind.ANSWER: answer,
        Kind.PRIVATE: private,
        Kind.SHARE: share,
        Kind.TITLE: title,
        Kind.CLOSE_QUESTION: close_question,
    }


def _thread(row: Row) -> Place:
    return Place(row.payload["channel"], row.payload["thread_ts"])


def _try(call: Callable[[], object]) -> None:
    try:
        call()
    except SlackApiError as error:
        log.info("Slack refused an extra: %s", error.response.get("error"))
    except (OSError, HTTPException) as error:
        log.info("an extra was not to be had: %s", type(error).__name__)
