"""The Events API: messages and the App Home, as far as the manifest subscribes to them."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any, Literal

from localslack.conversations.state import Message, SlackConversation
from localslack.delivery.deliveries import Deliveries, DeliveryFailed
from localslack.delivery.payloads import VERIFICATION_TOKEN
from localslack.objects import message_object
from localslack.people import APP_ID, BOT_USER_ID, TEAM_ID, Person
from localslack.views.state import View

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)
POLL_INTERVAL = 0.05
MESSAGES = {
    "im": ("message.im", "im"),
    "channel": ("message.channels", "channel"),
    "group": ("message.groups", "group"),
}

Event = dict[str, Any]
Tab = Literal["home", "messages"]


class Events:
    """Sends events, each up to three more times if the bot does not acknowledge it.

    `subscriptions` are those that the manifest asks for and the scopes allow. Slack sends a bot its own messages, too;
    a framework has to drop them.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        subscriptions: tuple[str, ...],
        clock: Callable[[], float],
        next_ts: Callable[[], str],
    ) -> None:
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._clock = clock
        self._next_ts = next_ts
        self._sending: set[asyncio.Task[None]] = set()

    def posted(self, conversation: SlackConversation, message: Message) -> None:
        """Send a new message, without waiting for the bot."""
        shared_file = {"subtype": "file_share"} if message.files else {}
        said = message_object(message) | shared_file | {"channel": conversation.id, "event_ts": message.ts}
        self._send_message_event(conversation, said)
        if self._is_mention(conversation, message):
            self._start({**said, "type": "app_mention"})

    def edited(self, conversation: SlackConversation, before: Message, after: Message) -> None:
        """Send an edited message."""
        change = {"subtype": "message_changed", "message": message_object(after)}
        self._send_message_event(conversation, self._change_of(conversation, before, **change))

    def deleted(self, conversation: SlackConversation, message: Message) -> None:
        """Send a deleted message."""
        change = {"subtype": "message_deleted", "deleted_ts": message.ts}
        self._send_message_event(conversation, self._change_of(conversation, message, **change))

    def home_opened(self, person: Person, tab: Tab, view: View | None) -> None:
        """Send that a person opened a tab of the App Home, with the Home tab as it was."""
        if "app_home_opened" not in self._subscriptions:
            return
        event = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": person.direct_messages,
            "tab": tab,
            "event_ts": f"{self._clock():.6f}",
        }
        self._start(event if view is None else {**event, "view": view.payload()})

    def stop(self) -> None:
        """Stop all retries."""
        for task in self._sending:
            task.cancel()

    def _send_message_event(self, conversation: SlackConversation, event: Event) -> None:
        subscription, channel_type = MESSAGES["group" if conversation.is_private else conversation.kind]
        if BOT_USER_ID in conversation.members and subscription in self._subscriptions:
            self._start({**event, "channel_type": channel_type})

    def _is_mention(self, conversation: SlackConversation, message: Message) -> bool:
        """Whether Slack calls it a mention. In a direct message it does not: everything there is for the bot."""
        is_heard = conversation.kind == "channel" and BOT_USER_ID in conversation.members
        return is_heard and "app_mention" in self._subscriptions and f"<@{BOT_USER_ID}>" in message.text

    def _change_of(self, conversation: SlackConversation, before: Message, **change: Any) -> Event:
        ts = self._next_ts()
        return {
            "type": "message",
            "hidden": True,
            "channel": conversation.id,
            "previous_message": message_object(before),
            "ts": ts,
            "event_ts": ts,
            **change,
        }

    def _start(self, event: Event) -> None:
        task = asyncio.create_task(self._send(event))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, event: Event) -> None:
        payload = {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": "Ev" + secrets.token_hex(5).upper(),
            "event_time": int(self._clock()),
            "authorizations": [{"team_id": TEAM_ID, "user_id": BOT_USER_ID, "is_bot": True}],
            "is_ext_shared_channel": False,
        }
        reason = ""
        for attempt, wait in enumerate((0.0, *RETRY_AFTER_SECONDS)):
            await self._until(self._clock() + wait)
            try:
                await self._deliveries.deliver("events_api", payload, accepts_response=False, retry=(attempt, reason))
            except DeliveryFailed as failure:
                reason = failure.retry_reason
            else:
                return

    async def _until(self, due: float) -> None:
        while self._clock() < due:
            await asyncio.sleep(POLL_INTERVAL)
