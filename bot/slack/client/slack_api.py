"""Slack's Web API as delivery needs it, with a client that repeats nothing by itself."""

import time
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.delivery.ports import Gone, Refused, TryLater, Unconfirmed
from bot.leads.erasure import SlackMessage
from bot.metrics import Metrics
from bot.outgoing import Place
from bot.slack.client.api_errors import failure_of
from bot.slack.client.channels import Channels
from bot.slack.views.blocks import Message

_METADATA = "lead_alert"
_CANNOT_BE_UPDATED = {"message_not_found", "cant_update_message", "edit_window_closed"}
_DELETED_ALREADY = {"message_not_found", "thread_not_found", "file_not_found", "file_deleted"}
_OF_THE_APP = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
_AGAIN_AFTER_SECONDS = 600.0
_PAGE = 200
_SECONDS_BETWEEN_TURNS = 1.0

IsOpen = Callable[[str, str], bool]
"""Returns whether the bot may be used in a channel, by its id and its name."""


class SlackApi:
    """Posts, updates, finds and deletes messages. Safe to share between threads.

    After Slack asks for a pause, that method is not called for that channel until it is over; then those who wait take
    turns. Each method raises TryLater, Unconfirmed or Refused.
    """

    def __init__(
        self,
        client: WebClient,
        metrics: Metrics,
        clock: Callable[[], float] = time.monotonic,
        *,
        is_open: IsOpen = lambda _channel, _name: True,
    ) -> None:
        self._client = client
        self._metrics = metrics
        self._clock = clock
        self._is_open = is_open
        self._channels = Channels(client, self._call)
        self._paused_until: dict[str, float] = {}
        self._turns: dict[str, float] = {}

    def post(self, channel: str, message: Message, key: str) -> Place:
        """Post a message with a key by which it can be found."""
        metadata = {"event_type": _METADATA, "event_payload": {"key": key}}
        posted = self._call(
            "chat.postMessage",
            channel,
            lambda: self._client.chat_postMessage(channel=channel, metadata=metadata, **message),
        )
        return Place(posted["channel"], posted["ts"])

    def post_directly(self, user: str, message: Message) -> Place:
        """Post a message to somebody's direct messages with the bot."""
        sent = self._call("chat.postMessage", user, lambda: self._client.chat_postMessage(channel=user, **message))
        return Place(sent["channel"], sent["ts"])

    def post_privately(self, thread: Place, user: str, message: Message) -> None:
        """Post a message in a thread that only `user` sees."""
        self._call(
            "chat.postEphemeral",
            thread.channel,
            lambda: self._client.chat_postEphemeral(
                channel=thread.channel, thread_ts=thread.ts, user=user, **_shown(message)
            ),
        )

    def update(self, place: Place, message: Message) -> None:
        """Update a message; raises Gone if somebody deleted it."""
        try:
            self._call(
                "chat.update",
                place.channel,
                lambda: self._client.chat_update(channel=place.channel, ts=place.ts, **_shown(message)),
            )
        except Refused as refused:
            if refused.code in _CANNOT_BE_UPDATED:
                raise Gone(refused.code) from None
            raise

    def share(self, channel: str, message: Message, key: str) -> Place:
        """Post a message to a public channel of the company, given by id or by name, if the bot may be used there."""
        place = self._channels.id_of(channel)
        found = self._call("conversations.info", place, lambda: self._client.conversations_info(channel=place))
        shown = found["channel"]
        if shown.get("is_private"):  # whose members only may post there, and we cannot tell who asks
            raise Refused("is_private")
        if shown.get("is_ext_shared"):
            raise Refused("is_ext_shared")
        if not self._is_open(place, shown["name"]):
            raise Refused("not_allowed")
        return self.post(place, message, key)

    def delete(self, message: SlackMessage) -> None:
        """Delete a message or a file; one that is gone already is fine."""
        try:
            if message.file_id:
                self._call("files.delete", "", lambda: self._client.files_delete(file=message.file_id))
            else:
                channel, ts = message.channel, message.ts
                self._call("chat.delete", channel, lambda: self._client.chat_delete(channel=channel, ts=ts))
        except Refused as refused:
            if refused.code in _OF_THE_APP:
                raise TryLater(refused.code, _AGAIN_AFTER_SECONDS) from None
            if refused.code not in _DELETED_ALREADY:
                raise

    def link_to(self, place: Place) -> str:
        """Return the permanent link to a message, or nothing if Slack does not give it; raises nothing."""
        try:
            link: str = self._client.chat_getPermalink(channel=place.channel, message_ts=place.ts)["permalink"]
        except (SlackApiError, OSError, HTTPException):
            return ""
        return link

    def find(self, channel: str, key: str, since: datetime, thread_ts: str = "") -> Place | None:
        """Return where a message of ours was posted since then, in a channel given by id or name, or in a thread."""
        channel = self._channels.id_of(channel)
        cursor: str | None = None
        while cursor != "":
            page = self._page(channel, since, thread_ts, cursor)
            for found in page["messages"]:
                if found.get("metadata", {}).get("event_payload", {}).get("key") == key:
                    return Place(channel, found["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return None

    def find_to_delete(self, channel: str, key: str, since: datetime, thread_ts: str) -> Place | None:
        """Return where a message of ours was posted, as `find`; None if its thread is gone."""
        try:
            return self.find(channel, key, since, thread_ts)
        except Refused as refused:
            if refused.code not in _DELETED_ALREADY:
                raise
            return None

    def _page(self, channel: str, since: datetime, thread_ts: str, cursor: str | None) -> SlackResponse:
        asked: dict[str, Any] = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": _PAGE}
        asked |= {"include_all_metadata": True, "cursor": cursor}
        if thread_ts:
            replies = asked | {"ts": thread_ts}
            return self._call("conversations.replies", channel, lambda: self._client.conversations_replies(**replies))
        return self._call("conversations.history", channel, lambda: self._client.conversations_history(**asked))

    def _call(self, method: str, channel: str, send: Callable[[], SlackResponse]) -> SlackResponse:
        """Return Slack's answer; raises TryLater, Unconfirmed or Refused."""
        limited = f"{method} {channel}"
        if self._paused_until.get(limited, 0.0) > self._clock():
            raise TryLater("ratelimited", self._turn(limited) - self._clock())
        try:
            answer = send()
        except SlackApiError as error:
            failure = failure_of(error)
            if isinstance(failure, TryLater) and failure.seconds:
                self._paused_until[limited] = self._clock() + failure.seconds
        except (OSError, HTTPException):
            failure = Unconfirmed("connection lost")
        else:
            if method.startswith("chat."):
                self._metrics.attempted("told")
            return answer
        self._metrics.attempted("put off" if isinstance(failure, TryLater) else "refused")
        raise failure

    def _turn(self, limited: str) -> float:
        """Return when the next one who waits for the end of a pause may send: all at once would be refused again."""
        last = self._turns.get(limited, 0.0)
        self._turns[limited] = max(self._paused_until[limited], last + _SECONDS_BETWEEN_TURNS)
        return self._turns[limited]


def _shown(message: Message) -> Message:
    return {name: message[name] for name in ("text", "blocks")}
