"""What one person sees."""

from typing import Any

from bot.workspace import membership
from bot.workspace.app_manifest import AppManifest
from bot.workspace.composer import Composer
from bot.workspace.conversations import Conversation, Message
from bot.workspace.modals import Modals
from bot.workspace.people import BOT_USER_ID, TEAM_ID, TEAM_NAME, Person
from bot.workspace.sockets import Sockets
from bot.workspace.state import State


class Screen:
    """Describes a person's whole screen as JSON values."""

    def __init__(
        self, state: State, manifest: AppManifest, modals: Modals, sockets: Sockets, composer: Composer
    ) -> None:
        self._state = state
        self._modals = modals
        self._sockets = sockets
        self._composer = composer
        self._commands = [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in manifest.commands
        ] + [
            {"command": name, "description": description, "usage_hint": hint}
            for name, (description, hint) in membership.DESCRIPTIONS.items()
        ]
        self._shortcuts = [
            {"callback_id": one.callback_id, "name": one.name, "description": one.description}
            for one in manifest.shortcuts
        ]

    def of(self, person: Person) -> dict[str, Any]:
        """Return everything this person sees now."""
        state = self._state
        return {
            "version": state.changes.version(person.id),
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "me": {"id": person.id, "name": person.name},
            "people": [{"id": one.id, "name": one.name, "is_bot": one.is_bot} for one in state.people.values()],
            "colleagues": [one.id for one in state.colleagues],
            "commands": self._commands,
            "shortcuts": self._shortcuts,
            "bot": {"id": state.bot.id, "name": state.bot.name, "connected": self._sockets.connected},
            "conversations": [
                self._conversation(one, person) for one in state.conversations.values() if person.id in one.members
            ],
            "modals": [modal.screen() for modal in self._modals.stack(person.id)],
        }

    def _conversation(self, conversation: Conversation, person: Person) -> dict[str, Any]:
        return {
            "id": conversation.id,
            "name": conversation.name or self._state.bot.name,
            "kind": conversation.kind,
            "topic": conversation.topic,
            "unread": conversation.unread(person.id),
            "bot_is_member": BOT_USER_ID in conversation.members,
            "is_archived": conversation.is_archived,
            "is_read_only": self._composer.is_read_only(conversation),
            "messages": [_message(message) for message in conversation.visible_to(person.id)],
        }


def _message(message: Message) -> dict[str, Any]:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.ephemeral_to is not None,
        "edited": message.edited,
        "thread_ts": message.thread_ts,
        "subtype": message.subtype,
    }
