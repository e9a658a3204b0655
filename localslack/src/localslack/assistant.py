"""The app as an agent: prompts it suggests, and the title and status of each thread with it (assistant.threads.*)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from localslack.api.arguments import Arguments, text
from localslack.api.methods import Method
from localslack.api.rate_limits import TIER_4
from localslack.blocks.schema import array, record, string
from localslack.conversations.state import SlackConversation
from localslack.errors import SlackError, invalid_arguments
from localslack.manifest import Agent, Prompt
from localslack.people import BOT_USER_ID
from localslack.state import State

STATUS_SECONDS = 2 * 60

Place = tuple[str, str]
"""A thread: the ids of its conversation and of its first message."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Prompts above the message box, until the next message: `below` is the newest one when they were suggested."""

    title: str
    prompts: tuple[Prompt, ...]
    below: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the app is doing in a thread: a text or several in turn, since when, and after which message."""

    text: str
    loading_messages: tuple[str, ...]
    since: float
    after: str


@dataclass(slots=True)
class AgentView:
    """Suggestions by conversation, titles and statuses by thread."""

    agent: Agent | None
    clock: Callable[[], float]
    _suggestions: dict[str, Suggestions] = field(default_factory=dict)
    _titles: dict[Place, str] = field(default_factory=dict)
    _statuses: dict[Place, Status] = field(default_factory=dict)

    def suggest(self, conversation: SlackConversation, title: str, prompts: tuple[Prompt, ...]) -> None:
        """Suggest prompts until somebody posts."""
        self._suggestions[conversation.id] = Suggestions(title, prompts, _newest(conversation))

    def suggestions(self, conversation: SlackConversation) -> Suggestions | None:
        """Return what is suggested now: what the app set last, or at first what its manifest suggests."""
        if self.agent is None or conversation.kind != "im":
            return None
        own = self._suggestions.get(conversation.id, Suggestions("", self.agent.suggested_prompts))
        return own if own.prompts and own.below == _newest(conversation) else None

    def name(self, conversation: SlackConversation, root: str, title: str) -> None:
        """Give a thread its title."""
        self._titles[conversation.id, root] = title

    def title(self, conversation: SlackConversation, root: str) -> str | None:
        """Return a thread's title, if it has one."""
        return self._titles.get((conversation.id, root))

    def set_status(
        self, conversation: SlackConversation, root: str, text: str, loading_messages: tuple[str, ...]
    ) -> None:
        """Show what the app is doing in a thread; an empty text removes it."""
        self._statuses.pop((conversation.id, root), None)
        if text:
            last = next(conversation.newest_first())
            self._statuses[conversation.id, root] = Status(text, loading_messages, self.clock(), last.ts)

    def status(self, conversation: SlackConversation, root: str) -> Status | None:
        """Return what the app is doing in a thread. A reply of the app ends it, and so do two minutes."""
        status = self._statuses.get((conversation.id, root))
        if status is None or self.clock() - status.since >= STATUS_SECONDS:
            return None
        replies = conversation.threads().get(root, [])
        return None if any(one.user == BOT_USER_ID and one.ts > status.after for one in replies) else status

    def threads(self, conversation: SlackConversation) -> set[str]:
        """Return the roots of the threads that have a title or a status."""
        return {root for place, root in (*self._titles, *self._statuses) if place == conversation.id}


def _newest(conversation: SlackConversation) -> str:
    """Return the ts of the newest message outside threads that all there can read."""
    shown = (one for one in conversation.newest_first() if not one.is_in_thread_only and one.ephemeral_to is None)
    newest = next(shown, None)
    return "" if newest is None else newest.ts


MAX_PROMPTS = 4
MAX_LOADING_MESSAGES = 10
AUTHOR = ("icon_emoji", "icon_url", "username")
MAY_ASSIST = ("assistant:write",)

# Slack publishes no limits for these three. Nothing longer than a message makes sense.
_words = string(3000)
_prompts = array(record({"title": _words, "message": _words}), at_most=MAX_PROMPTS)
_loading_messages = array(_words, at_most=MAX_LOADING_MESSAGES)


class AssistantMethods:
    """Sets prompts, and the titles and statuses of threads with the app."""

    def __init__(self, state: State, agent_view: AgentView) -> None:
        self._state = state
        self._agent_view = agent_view

    def methods(self) -> dict[str, Method]:
        """Return the methods by name."""
        return {
            "assistant.threads.setStatus": Method(
                self.set_status,
                required=("channel_id", "thread_ts"),
                optional=("status", "loading_messages", *AUTHOR),
                errors=("channel_not_found", "invalid_thread_ts"),
                scopes=("chat:write",),  # since March 2026
                rate=TIER_4,
                limits=(
                    f"status: shown for {STATUS_SECONDS} seconds at most",
                    f"loading_messages: {MAX_LOADING_MESSAGES}",
                ),
            ),
            "assistant.threads.setSuggestedPrompts": Method(
                self.set_suggested_prompts,
                required=("channel_id", "prompts"),
                optional=("thread_ts", "title"),
                errors=("access_denied", "channel_not_found"),
                scopes=MAY_ASSIST,
                rate=TIER_4,
                limits=(f"prompts: {MAX_PROMPTS}",),
            ),
            "assistant.threads.setTitle": Method(
                self.set_title,
                required=("channel_id", "thread_ts", "title"),
                errors=("access_denied", "channel_not_found", "invalid_thread_ts"),
                scopes=MAY_ASSIST,
                rate=TIER_4,
            ),
        }

    def set_suggested_prompts(self, arguments: Arguments) -> Arguments:
        """assistant.threads.setSuggestedPrompts: four at most, above the message box of a direct message."""
        conversation = self._own_direct_message(arguments)
        _check(list(_prompts(arguments["prompts"], "/prompts")))
        if not arguments.get("thread_ts"):
            prompts = tuple(Prompt(one["title"], one["message"]) for one in arguments["prompts"])
            self._agent_view.suggest(conversation, str(arguments.get("title") or ""), prompts)
            self._state.touched(conversation)
        # With thread_ts, which belongs to the older assistant_view, Slack answers ok and does nothing.
        return {}

    def set_status(self, arguments: Arguments) -> Arguments:
        """assistant.threads.setStatus, in any thread where the bot is; an empty status removes the last one."""
        if not isinstance(arguments.get("status"), str):
            raise invalid_arguments("missing required field: status")
        loading_messages = arguments.get("loading_messages") or []
        if loading_messages:
            _check(list(_loading_messages(loading_messages, "/loading_messages")))
        conversation = self._readable(arguments)
        root = _root(conversation, arguments)
        self._agent_view.set_status(conversation, root, arguments["status"], tuple(loading_messages))
        self._state.touched(conversation)
        asyncio.get_running_loop().call_later(STATUS_SECONDS, self._state.touched, conversation)
        return {}

    def set_title(self, arguments: Arguments) -> Arguments:
        """assistant.threads.setTitle: the name of a thread in people's lists."""
        conversation = self._own_direct_message(arguments)
        title = text(arguments, "title")
        self._agent_view.name(conversation, _root(conversation, arguments), title)
        self._state.touched(conversation)
        return {}

    def _own_direct_message(self, arguments: Arguments) -> SlackConversation:
        """Return a person's direct message with the app, if the app is an agent."""
        if self._agent_view.agent is None:
            raise SlackError("access_denied")
        conversation = self._readable(arguments)
        if conversation.kind != "im":
            raise SlackError("channel_not_found")
        return conversation

    def _readable(self, arguments: Arguments) -> SlackConversation:
        conversation = self._state.conversations.get(str(arguments["channel_id"]))
        if conversation is None or BOT_USER_ID not in conversation.members:
            raise SlackError("channel_not_found")
        return conversation


def _root(conversation: SlackConversation, arguments: Arguments) -> str:
    root = conversation.find_public(str(arguments["thread_ts"]))
    if root is None or root.is_reply:
        raise SlackError("invalid_thread_ts")
    return root.ts


def _check(problems: list[Any]) -> None:
    if problems:
        raise invalid_arguments(*problems)
