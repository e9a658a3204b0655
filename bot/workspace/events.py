"""The Events API: what a bot hears of conversations it is in and of its App Home, as far as its manifest subscribes."""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from typing import Any, Literal

from bot.workspace.conversations import Conversation, Message
from bot.workspace.deliveries import Deliveries, DeliveryFailed
from bot.workspace.payloads import VERIFICATION_TOKEN
from bot.workspace.people import APP_ID, BOT_USER_ID, TEAM_ID, Person
from bot.workspace.views import View

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)
CLOCK_CHECK_SECONDS = 0.05
MESSAGES = {
    "im": ("message.im", "im"),
    "channel": ("message.channels", "channel"),
    "group": ("message.groups", "group"),
}

Event = dict[str, Any]
Tab = Literal["home", "messages"]


class Events:
    """Sends events, and each up to three times more when the bot does not acknowledge it."""

    def __init__(self, deliveries: Deliveries, subscriptions: tuple[str, ...], clock: Callable[[], float]) -> None:
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._clock = clock
        self._sending: set[asyncio.Task[None]] = set()

    def tell(self, conversation: Conversation, message: Message) -> None:
        """Tell the bot what a person wrote, without waiting for it."""
        for event in self._of(conversation, message):
            self._start(event)

    def tell_home_opened(self, person: Person, tab: Tab, view: View | None) -> None:
        """Tell the bot that a person opened a tab of its App Home, and what stood in the Home tab by then."""
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
        """Give up all retries."""
        for task in self._sending:
            task.cancel()

    def _of(self, conversation: Conversation, message: Message) -> Iterator[Event]:
        if BOT_USER_ID not in conversation.members:
            return
        said = {
            "channel": conversation.id,
            "user": message.user,
            "text": message.text,
            "ts": message.ts,
            "event_ts": message.ts,
            "team": TEAM_ID,
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        }
        subscription, channel_type = MESSAGES["group" if conversation.is_private else conversation.kind]
        if subscription in self._subscriptions:
            yield {"type": "message", "channel_type": channel_type, **said}
        if "app_mention" in self._subscriptions and f"<@{BOT_USER_ID}>" in message.text:
            yield {"type": "app_mention", **said}

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
            await asyncio.sleep(CLOCK_CHECK_SECONDS)
