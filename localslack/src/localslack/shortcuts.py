"""Shortcuts: of the composer's menu, and of a message's menu."""

from typing import Any

from localslack import payloads
from localslack.app_manifest import AppManifest
from localslack.conversations import Conversation
from localslack.deliveries import Deliveries, DeliveryFailed
from localslack.errors import PersonError
from localslack.outcomes import DONE, Outcome, failed
from localslack.people import Person
from localslack.response_urls import ResponseUrls
from localslack.state import State
from localslack.triggers import Triggers


class Shortcuts:
    """Starts the shortcuts that the manifest declares."""

    def __init__(
        self,
        state: State,
        manifest: AppManifest,
        deliveries: Deliveries,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._state = state
        self._global = {shortcut.callback_id for shortcut in manifest.shortcuts}
        self._of_message = {shortcut.callback_id for shortcut in manifest.message_shortcuts}
        self._deliveries = deliveries
        self._triggers = triggers
        self._response_urls = response_urls

    async def start(self, person: Person, callback_id: str) -> Outcome:
        """Start a global shortcut, which belongs to no conversation."""
        if callback_id not in self._global:
            raise PersonError("shortcut_not_found", 404)
        payload = payloads.shortcut(
            person, callback_id, trigger_id=self._triggers.issue(person.id), action_ts=self._state.next_ts()
        )
        return await self._send(person, self._state.conversations[person.direct_messages], payload)

    async def start_on(self, person: Person, callback_id: str, conversation: Conversation, ts: str) -> Outcome:
        """Start a shortcut on a message that all can read; the app need not be where it stands."""
        if callback_id not in self._of_message:
            raise PersonError("shortcut_not_found", 404)
        message = conversation.find_public(ts)
        if message is None or message.is_service:
            raise PersonError("message_not_found", 404)
        payload = payloads.message_shortcut(
            person,
            callback_id,
            conversation,
            message,
            trigger_id=self._triggers.issue(person.id),
            response_url=self._response_urls.issue("app", person.id, conversation),
            action_ts=self._state.next_ts(),
        )
        return await self._send(person, conversation, payload)

    async def _send(self, person: Person, conversation: Conversation, payload: dict[str, Any]) -> Outcome:
        try:
            await self._deliveries.deliver("interactive", payload, accepts_response=False)
        except DeliveryFailed as failure:
            self._state.tell(conversation, person.id, f'The shortcut failed with the error "{failure.code}"')
            return failed(failure.code)
        return DONE
