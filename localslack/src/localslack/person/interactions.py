"""What people do to what the app shows: buttons and selects, and the shortcuts of menus."""

from typing import Any

from localslack.conversations.response_urls import ResponseUrls
from localslack.conversations.state import Blocks, SlackConversation
from localslack.delivery import payloads
from localslack.delivery.deliveries import Deliveries, DeliveryFailed
from localslack.errors import DONE, Outcome, PersonError, failed
from localslack.manifest import AppManifest
from localslack.people import Person
from localslack.state import State
from localslack.views.state import TROUBLE, Modal, Modals, View
from localslack.views.triggers import Triggers
from localslack.views.values import Element, Plain, Values, elements_of, state_of, state_values


class Clicks:
    """Finds what was clicked and notifies the bot."""

    def __init__(
        self, state: State, deliveries: Deliveries, triggers: Triggers, response_urls: ResponseUrls, modals: Modals
    ) -> None:
        self._state = state
        self._deliveries = deliveries
        self._triggers = triggers
        self._response_urls = response_urls
        self._modals = modals

    async def in_message(
        self, person: Person, conversation: SlackConversation, ts: str, block_id: str, action_id: str, plain: Plain
    ) -> Outcome:
        """Click, or choose something, in a message."""
        message = conversation.find(ts, person.id)
        if message is None:
            raise PersonError("message_not_found", 404)
        blocks = message.blocks or []
        action = self._action(blocks, block_id, action_id, plain)
        payload = payloads.message_click(
            person,
            conversation,
            message,
            action,
            state=state_values(blocks, {block_id: {action_id: plain}} if plain is not None else {}),
            trigger_id=self._triggers.issue(person.id),
            response_url=self._response_urls.issue("actions", person.id, conversation, message),
        )
        return await self._send(payload)

    async def in_modal(
        self, person: Person, modal: Modal, block_id: str, action_id: str, plain: Plain, values: Values
    ) -> Outcome:
        """Click, or choose something, in a modal; `values` is what the person filled in so far."""
        trigger_id = self._triggers.issue(person.id, modal.id)
        outcome = await self._in_view(person, modal, block_id, action_id, plain, values, trigger_id)
        modal.trouble = None if outcome["ok"] else TROUBLE
        self._state.changes.touch([person.id])
        return outcome

    async def in_home(
        self, person: Person, home: View, block_id: str, action_id: str, plain: Plain, values: Values
    ) -> Outcome:
        """Click, or choose something, in the Home tab; no modal is open, so none can be pushed."""
        trigger_id = self._triggers.issue(person.id)
        return await self._in_view(person, home, block_id, action_id, plain, values, trigger_id)

    async def _in_view(
        self, person: Person, view: View, block_id: str, action_id: str, plain: Plain, values: Values, trigger_id: str
    ) -> Outcome:
        action = self._action(view.blocks, block_id, action_id, plain)
        try:
            view.fill(values)
            if action["type"] not in ("button", "overflow"):
                view.fill({block_id: {action_id: plain}})
        except ValueError as wrong:
            raise PersonError("invalid_value") from wrong
        return await self._send(payloads.view_action(person, view.payload(), action, trigger_id=trigger_id))

    async def _send(self, payload: dict[str, Any]) -> Outcome:
        try:
            await self._deliveries.deliver("interactive", payload, accepts_response=False)
        except DeliveryFailed as failure:
            return failed(failure.code)
        return DONE

    def _action(self, blocks: Blocks, block_id: str, action_id: str, plain: Plain) -> dict[str, Any]:
        block, element = _find(blocks, block_id, action_id)
        state = None
        if element["type"] != "button":
            try:
                state = state_of(element, plain)
            except ValueError as wrong:
                raise PersonError("invalid_value") from wrong
        return payloads.action(block, element, state, self._state.next_ts())


def _find(blocks: Blocks, block_id: str, action_id: str) -> tuple[dict[str, Any], Element]:
    for block in blocks:
        for element in elements_of(block):
            if (block["block_id"], element["action_id"]) == (block_id, action_id):
                return block, element
    raise PersonError("action_not_found", 404)


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

    async def start_on(self, person: Person, callback_id: str, conversation: SlackConversation, ts: str) -> Outcome:
        """Start a shortcut on a message that all can read; the app does not have to be there."""
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

    async def _send(self, person: Person, conversation: SlackConversation, payload: dict[str, Any]) -> Outcome:
        try:
            await self._deliveries.deliver("interactive", payload, accepts_response=False)
        except DeliveryFailed as failure:
            self._state.notify_privately(
                conversation, person.id, f'The shortcut failed with the error "{failure.code}"'
            )
            return failed(failure.code)
        return DONE
