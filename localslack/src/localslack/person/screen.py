"""What one person sees."""

import itertools
from dataclasses import asdict
from typing import Any

from localslack.assistant import AgentView
from localslack.clock import MovableClock
from localslack.conversations import membership
from localslack.conversations.state import Message, SlackConversation
from localslack.delivery.deliveries import Deliveries
from localslack.files.state import File
from localslack.manifest import AppManifest, Shortcut
from localslack.people import BOT_USER_ID, TEAM_ID, TEAM_NAME, Person
from localslack.person.composer import Composer
from localslack.person.views import AppHome
from localslack.state import State
from localslack.views.state import Modals

MAX_SHOWN = 500


class Screen:
    """Describes a person's whole screen as JSON values."""

    def __init__(
        self,
        state: State,
        manifest: AppManifest,
        modals: Modals,
        deliveries: Deliveries,
        composer: Composer,
        app_home: AppHome,
        agent_view: AgentView,
    ) -> None:
        self._state = state
        self._modals = modals
        self._deliveries = deliveries
        self._composer = composer
        self._app_home = app_home
        self._agent_view = agent_view
        self._commands = [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in manifest.commands
        ] + [
            {"command": name, "description": description, "usage_hint": hint}
            for name, (description, hint) in membership.DESCRIPTIONS.items()
        ]
        self._shortcuts = [_shortcut(one) for one in manifest.shortcuts]
        self._message_shortcuts = [_shortcut(one) for one in manifest.message_shortcuts]

    def describe(self, person: Person) -> dict[str, Any]:
        """Return everything this person sees now."""
        state = self._state
        return {
            "version": state.changes.version(person.id),
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "me": {"id": person.id, "name": person.name},
            "clock": {"now": state.clock(), "can_skip": isinstance(state.clock, MovableClock)},
            "people": [
                {"id": one.id, "name": one.name, "is_bot": one.is_bot, "title": one.title}
                for one in state.people.values()
            ],
            "user_groups": [{"id": one.id, "handle": one.handle} for one in state.user_groups.values()],
            "colleagues": [one.id for one in state.colleagues],
            "commands": self._commands,
            "shortcuts": self._shortcuts,
            "message_shortcuts": self._message_shortcuts,
            "bot": self._bot(),
            "conversations": [
                self._conversation(one, person) for one in state.conversations.values() if person.id in one.members
            ],
            "app_home": self._app_home.screen(person),
            "modals": [modal.screen() for modal in self._modals.stack(person.id)],
        }

    def _bot(self) -> dict[str, Any]:
        bot, agent = self._state.bot, self._agent_view.agent
        return {
            "id": bot.id,
            "name": bot.name,
            "connected": self._deliveries.connected,
            "description": agent.description if agent else None,
        }

    def _conversation(self, conversation: SlackConversation, person: Person) -> dict[str, Any]:
        return {
            "id": conversation.id,
            "name": conversation.name or self._state.bot.name,
            "kind": conversation.kind,
            "topic": conversation.topic,
            "unread": conversation.unread(person.id),
            "unread_replies": _unread_replies(conversation, person.id),
            "bot_is_member": BOT_USER_ID in conversation.members,
            "is_private": conversation.is_private,
            "is_archived": conversation.is_archived,
            "is_read_only": self._composer.is_read_only(conversation),
            "suggestions": self._suggestions(conversation),
            "threads": {root: self._thread(conversation, root) for root in self._agent_view.threads(conversation)},
            "messages": [_message(message) for message in _newest(conversation, person.id)],
        }

    def _suggestions(self, conversation: SlackConversation) -> dict[str, Any] | None:
        shown = self._agent_view.suggestions(conversation)
        return None if shown is None else {"title": shown.title, "prompts": [asdict(one) for one in shown.prompts]}

    def _thread(self, conversation: SlackConversation, root: str) -> dict[str, Any]:
        status = self._agent_view.status(conversation, root)
        return {
            "title": self._agent_view.title(conversation, root),
            "status": None if status is None else {"text": status.text, "loading_messages": status.loading_messages},
        }


def _shortcut(shortcut: Shortcut) -> dict[str, str]:
    return {"callback_id": shortcut.callback_id, "name": shortcut.name, "description": shortcut.description}


def _newest(conversation: SlackConversation, person: str) -> list[Message]:
    """Return the newest messages, oldest first: as many as a page can draw at every change."""
    visible = (message for message in conversation.newest_first() if message.is_visible_to(person))
    return list(itertools.islice(visible, MAX_SHOWN))[::-1]


def _unread_replies(conversation: SlackConversation, person: str) -> dict[str, int]:
    """Return how many replies of others a person has not read, by the ts of the root."""
    unread = {}
    for root, replies in conversation.threads().items():
        read_until = conversation.threads_read_until.get((person, root), "")
        mine = max((reply.ts for reply in replies if reply.user == person), default="")
        unread[root] = sum(reply.ts > max(read_until, mine) for reply in replies)
    return {root: count for root, count in unread.items() if count}


def _message(message: Message) -> dict[str, Any]:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.ephemeral_to is not None,
        "edited": message.edited,
        "files": [_file(file) for file in message.files],
        "thread_ts": message.thread_ts,
        "is_in_channel": not message.is_in_thread_only,
        "subtype": message.subtype if message.is_service else None,
    }


def _file(file: File) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "alt_text": file.alt_text,
        "kind": file.kind,
        "is_deleted": file.is_deleted,
    }
