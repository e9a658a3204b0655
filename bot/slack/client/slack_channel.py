"""The courier: says in the hot leads channel what happens to alerts, with a client that repeats nothing by itself."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.alerts.alert import Alert, Event, EventKind
from bot.alerts.daily_digest import Daily
from bot.alerts.service import Clock, Desk
from bot.delivery.ports import Gone, Place, Refused, TryLater, Unconfirmed
from bot.leads.lead import UnknownLead
from bot.leads.summary import describe_change
from bot.slack.client.api_errors import failure_of
from bot.slack.client.channels import Channels
from bot.slack.views.alert_card import AlertedLead, alert_card
from bot.slack.views.alert_story import escalation, story
from bot.slack.views.cards import Message
from bot.slack.views.delivery_failure import refusal_card
from bot.slack.views.digests import daily_card, digest_card
from bot.store import Store

log = logging.getLogger(__name__)

_METADATA = "lead_alert"
_GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
_PAGE = 200
_BETWEEN_TURNS_SECONDS = 1.0

IsOpen = Callable[[str, str], bool]
"""Tells whether the bot may be used in a channel, by its id and its name."""


class SlackCourier:
    """Posts, replies and updates in Slack. Safe to share between threads.

    After Slack asks for a pause, that method is not called for that channel until it is over; then those who wait take
    turns.
    """

    def __init__(
        self,
        client: WebClient,
        channel: str,
        store: Store,
        desk: Desk,
        clock: Clock = time.monotonic,
        *,
        is_open: IsOpen = lambda _channel, _name: True,
    ) -> None:
        self._client = client
        self._channel = channel
        self._channels = Channels(client, self._call)
        self._store = store
        self._desk = desk
        self._clock = clock
        self._is_open = is_open
        self._paused_until: dict[str, float] = {}
        self._turns: dict[str, float] = {}

    def post_card(self, alert: Alert, key: str) -> Place:
        """Post the alert's card."""
        return self._post(self._channel, alert_card(self._alerted(alert), self._desk.paused), key)

    def post_digest(self, alerts: Sequence[Alert], key: str) -> Place:
        """Post one message that lists several alerts."""
        return self._post(self._channel, digest_card(self._all_alerted(alerts), self._desk.paused), key)

    def update_card(self, alert: Alert) -> None:
        """Show the alert on its card as it is now."""
        self._update(Place(alert.channel or "", alert.ts or ""), alert_card(self._alerted(alert), self._desk.paused))

    def update_digest(self, alerts: Sequence[Alert], place: Place) -> None:
        """Show the alerts of a digest as they are now."""
        self._update(place, digest_card(self._all_alerted(alerts), self._desk.paused))

    def reply(self, alert: Alert, event: Event, key: str) -> Place:
        """Say in the alert's thread what happened."""
        rise = self._rise_at(alert, int(event.note or 0)) if event.kind is EventKind.RESCORED else ""
        message = story(alert, event, self._desk.paused, who=self._name(alert), rise=rise)
        if alert.digest_at is not None:
            message.pop("reply_broadcast", None)  # forty of them would flood the channel
        return self._post(alert.channel or self._channel, message | {"thread_ts": alert.ts}, key)

    def is_news(self, alert: Alert, event: Event) -> bool:
        """Whether there is anything to say of an event: a score that reads as before is none."""
        return event.kind is not EventKind.RESCORED or bool(self._rise_at(alert, int(event.note or 0)))

    def link_to(self, alert: Alert) -> str:
        """Return words that lead to the alert's card, or none."""
        if alert.ts is None or alert.channel is None:
            return ""
        try:
            link = self._client.chat_getPermalink(channel=alert.channel, message_ts=alert.ts)["permalink"]
        except (SlackApiError, OSError, HTTPException):
            return f"It is in <#{alert.channel}>."
        return f"<{link}|Open it>"

    def escalate(self, alert: Alert, to: str, link: str) -> Place:
        """Tell somebody directly that an alert is theirs now."""
        name = self._store.alerts.names([alert.lead_id]).get(alert.lead_id, "")
        return self._direct(to, escalation(name, link))

    def say(self, thread: Place, message: Message, key: str) -> Place:
        """Post a message in a thread."""
        return self._post(thread.channel, message | {"thread_ts": thread.ts}, key)

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
        return self._post(place, message, key)

    def whisper(self, thread: Place, user: str, message: Message) -> None:
        """Post a message in a thread that only `user` sees."""
        shown = {name: message[name] for name in ("text", "blocks")}
        self._call(
            "chat.postEphemeral",
            thread.channel,
            lambda: self._client.chat_postEphemeral(channel=thread.channel, thread_ts=thread.ts, user=user, **shown),
        )

    def post_daily(self, daily: Daily, key: str) -> Place:
        """Post how the day begins."""
        names = self._store.alerts.names([alert.lead_id for alert in daily.named])
        return self._post(self._channel, daily_card(daily, names), key)

    def tell_admin(self, admin: str, code: str) -> None:
        """Tell an admin that Slack refuses alerts, and what to do."""
        self._direct(admin, refusal_card(code, self._channel))

    def find(self, key: str, since: datetime, thread: Place | None = None) -> Place | None:
        """Return where a message of ours stands that was sent since then, in the channel or in a thread of it."""
        channel = thread.channel if thread else self._channels.id_of(self._channel)
        return self._found(channel, key, since, thread)

    def find_in(self, channel: str, key: str, since: datetime) -> Place | None:
        """Return where a message of ours stands in another channel, given by id or by name."""
        return self._found(self._channels.id_of(channel), key, since, None)

    def _found(self, channel: str, key: str, since: datetime, thread: Place | None) -> Place | None:
        cursor: str | None = None
        while cursor != "":
            page = self._page(channel, since, thread, cursor)
            for found in page["messages"]:
                if found.get("metadata", {}).get("event_payload", {}).get("key") == key:
                    return Place(channel, found["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return None

    def _page(self, channel: str, since: datetime, thread: Place | None, cursor: str | None) -> SlackResponse:
        asked: dict[str, Any] = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": _PAGE}
        asked |= {"include_all_metadata": True, "cursor": cursor}
        if thread is not None:
            replies = asked | {"ts": thread.ts}
            return self._call("conversations.replies", channel, lambda: self._client.conversations_replies(**replies))
        return self._call("conversations.history", channel, lambda: self._client.conversations_history(**asked))

    def _name(self, alert: Alert) -> str:
        return self._store.alerts.names([alert.lead_id]).get(alert.lead_id, "")

    def _alerted(self, alert: Alert) -> AlertedLead:
        stored = self._store.leads.get(alert.lead_id)
        past = self._store.leads.history(alert.lead_id)
        before = next((one for one in past if one.id == alert.score_before), None)
        return AlertedLead(alert, stored.lead, stored.score, describe_change(before, stored.score) if before else "")

    def _all_alerted(self, alerts: Sequence[Alert]) -> list[AlertedLead]:
        found = []
        for alert in alerts:
            with suppress(UnknownLead):  # forgotten meanwhile
                found.append(self._alerted(alert))
        return found

    def _rise_at(self, alert: Alert, score_id: int) -> str:
        """Return how the score changed when it became the one with this id."""
        past = self._store.leads.history(alert.lead_id)
        at = next((at for at, one in enumerate(past) if one.id == score_id), 0)
        return describe_change(past[at - 1], self._store.leads.score(score_id)) if at else ""

    def _direct(self, user: str, message: Message) -> Place:
        sent = self._call("chat.postMessage", user, lambda: self._client.chat_postMessage(channel=user, **message))
        return Place(sent["channel"], sent["ts"])

    def _post(self, channel: str, message: Message, key: str) -> Place:
        metadata = {"event_type": _METADATA, "event_payload": {"key": key}}
        posted = self._call(
            "chat.postMessage",
            channel,
            lambda: self._client.chat_postMessage(channel=channel, metadata=metadata, **message),
        )
        return Place(posted["channel"], posted["ts"])

    def _update(self, place: Place, message: Message) -> None:
        shown = {name: message[name] for name in ("text", "blocks")}
        try:
            self._call(
                "chat.update",
                place.channel,
                lambda: self._client.chat_update(channel=place.channel, ts=place.ts, **shown),
            )
        except Refused as refused:
            if refused.code in _GONE:
                raise Gone(refused.code) from None
            raise

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
                self._desk.metrics.told("told")
            return answer
        self._desk.metrics.told("put off" if isinstance(failure, TryLater) else "refused")
        raise failure

    def _turn(self, limited: str) -> float:
        """Return when the next one who waits for the end of a pause may send: all at once would be refused again."""
        last = self._turns.get(limited, 0.0)
        self._turns[limited] = max(self._paused_until[limited], last + _BETWEEN_TURNS_SECONDS)
        return self._turns[limited]
