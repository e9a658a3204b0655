"""The assistant.threads.* methods of the Web API: what a bot suggests, what it is doing, what a thread is called."""

import asyncio
from typing import Any

from localslack.agent_view import STATUS_SECONDS, AgentView
from localslack.app_manifest import Prompt
from localslack.arguments import Arguments, allow, require, text
from localslack.blocks.schema import array, record, string
from localslack.conversations import Conversation
from localslack.errors import SlackError, invalid_arguments
from localslack.people import BOT_USER_ID
from localslack.state import State

MOST_PROMPTS = 4
MOST_LOADING_MESSAGES = 10
AS_SOMEBODY = frozenset({"icon_emoji", "icon_url", "username"})

# Slack publishes no limits for these three; what is longer than a message cannot be meant.
_words = string(3000)
_prompts = array(record({"title": _words, "message": _words}), at_most=MOST_PROMPTS)
_loading_messages = array(_words, at_most=MOST_LOADING_MESSAGES)


class AssistantMethods:
    """Sets what stands beside the messages of threads with the app."""

    def __init__(self, state: State, agent_view: AgentView) -> None:
        self._state = state
        self._agent_view = agent_view

    def set_suggested_prompts(self, arguments: Arguments) -> Arguments:
        """assistant.threads.setSuggestedPrompts: four at most, above the message box of a direct message."""
        require(arguments, "channel_id", "prompts")
        allow(arguments, frozenset({"channel_id", "thread_ts", "title", "prompts"}))
        conversation = self._own_direct_message(arguments)
        _check(list(_prompts(arguments["prompts"], "/prompts")))
        if not arguments.get("thread_ts"):
            prompts = tuple(Prompt(one["title"], one["message"]) for one in arguments["prompts"])
            self._agent_view.suggest(conversation, str(arguments.get("title") or ""), prompts)
            self._state.touched(conversation)
        # With thread_ts, which belongs to the older assistant_view, Slack says ok and does nothing.
        return {}

    def set_status(self, arguments: Arguments) -> Arguments:
        """assistant.threads.setStatus, in any thread where the bot is; an empty status takes the last one away."""
        require(arguments, "channel_id", "thread_ts")
        allow(arguments, AS_SOMEBODY | {"channel_id", "thread_ts", "status", "loading_messages"})
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
        """assistant.threads.setTitle: what a thread is called where people look for it."""
        require(arguments, "channel_id", "thread_ts", "title")
        allow(arguments, frozenset({"channel_id", "thread_ts", "title"}))
        conversation = self._own_direct_message(arguments)
        title = text(arguments, "title")
        self._agent_view.name(conversation, _root(conversation, arguments), title)
        self._state.touched(conversation)
        return {}

    def _own_direct_message(self, arguments: Arguments) -> Conversation:
        """Return a person's direct message with the app, if the app is one to talk to."""
        if self._agent_view.agent is None:
            raise SlackError("access_denied")
        conversation = self._readable(arguments)
        if conversation.kind != "im":
            raise SlackError("channel_not_found")
        return conversation

    def _readable(self, arguments: Arguments) -> Conversation:
        conversation = self._state.conversations.get(str(arguments["channel_id"]))
        if conversation is None or BOT_USER_ID not in conversation.members:
            raise SlackError("channel_not_found")
        return conversation


def _root(conversation: Conversation, arguments: Arguments) -> str:
    root = conversation.find_public(str(arguments["thread_ts"]))
    if root is None or root.is_reply:
        raise SlackError("invalid_thread_ts")
    return root.ts


def _check(problems: list[Any]) -> None:
    if problems:
        raise invalid_arguments(*problems)
