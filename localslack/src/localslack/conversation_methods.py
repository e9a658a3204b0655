"""The conversations.* methods of the Web API: what a bot can read."""

from collections.abc import Callable
from typing import Any

from localslack import arguments as given
from localslack.arguments import Arguments
from localslack.conversations import Conversation, Message
from localslack.cursors import page_of, with_cursor
from localslack.errors import SlackError
from localslack.objects import conversation_object, reply_object, root_object
from localslack.people import BOT_USER_ID
from localslack.state import State

MOST_LISTED = 999
IN_PERIOD = frozenset({"channel", "cursor", "inclusive", "latest", "oldest", "limit", "include_all_metadata"})
SCOPE_PREFIX = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


class ConversationMethods:
    """Reads channels, their history and their threads as the bot."""

    def __init__(self, state: State) -> None:
        self._state = state

    def scopes(self, right: str) -> Callable[[Arguments], tuple[str, ...]]:
        """Return what tells the scope that reading the named conversation needs: `right` is read or history."""
        return lambda arguments: (f"{SCOPE_PREFIX[_type(self._named(arguments))]}:{right}",)

    def listing_scopes(self, arguments: Arguments) -> tuple[str, ...]:
        """Return the scopes that listing these types of conversations needs; raises invalid_types."""
        return tuple(f"{SCOPE_PREFIX[kind]}:read" for kind in _types(arguments))

    def history(self, arguments: Arguments) -> Arguments:
        """conversations.history: newest first, without replies that stand in threads only."""
        given.allow(arguments, IN_PERIOD)
        conversation = self._readable(arguments)
        is_wanted = _period(arguments)
        shown = [
            message
            for message in conversation.newest_first()
            if message.ephemeral_to is None and not message.is_in_thread_only and is_wanted(message)
        ]
        size = given.limit(arguments, default=100, most=MOST_LISTED)
        page, next_cursor = page_of(shown, _ts, arguments.get("cursor"), size)
        with_metadata = given.is_true(arguments, "include_all_metadata")
        threads = conversation.threads()
        messages = [
            _shown(root_object(message, threads.get(message.ts, [])), with_metadata=with_metadata) for message in page
        ]
        return with_cursor({"messages": messages, "has_more": bool(next_cursor), "pin_count": 0}, next_cursor)

    def replies(self, arguments: Arguments) -> Arguments:
        """conversations.replies: the message itself, then its replies, oldest first."""
        given.require(arguments, "ts")
        given.allow(arguments, IN_PERIOD | {"ts"})
        conversation = self._readable(arguments)
        named = conversation.find_public(str(arguments["ts"]))
        if named is None or named.is_service:
            raise SlackError("thread_not_found")
        is_wanted = _period(arguments)
        replies = conversation.threads().get(named.ts, [])
        thread = [named, *filter(is_wanted, replies)]
        size = given.limit(arguments, default=1000, most=1000)
        page, next_cursor = page_of(thread, _ts, arguments.get("cursor"), size)
        with_metadata = given.is_true(arguments, "include_all_metadata")
        objects = [root_object(one, replies) if one is named else reply_object(one, named) for one in page]
        messages = [_shown(one, with_metadata=with_metadata) for one in objects]
        return with_cursor({"messages": messages, "has_more": bool(next_cursor)}, next_cursor)

    def info(self, arguments: Arguments) -> Arguments:
        """conversations.info."""
        given.allow(arguments, frozenset({"channel", "include_locale", "include_num_members"}))
        conversation = self._named(arguments)
        shown = conversation_object(conversation, is_shared=self._state.is_shared(conversation))
        if given.is_true(arguments, "include_num_members"):
            shown["num_members"] = len(conversation.members)
        return {"channel": shown}

    def list(self, arguments: Arguments) -> Arguments:
        """conversations.list: private channels only where the bot is a member."""
        given.allow(arguments, frozenset({"cursor", "exclude_archived", "limit", "types"}))
        types = _types(arguments)
        without_archived = given.is_true(arguments, "exclude_archived")
        shown = [
            conversation
            for conversation in self._state.conversations.values()
            if _type(conversation) in types
            and self._is_visible(conversation)
            and not (conversation.is_archived and without_archived)
        ]
        size = given.limit(arguments, default=100, most=MOST_LISTED)
        page, next_cursor = page_of(shown, lambda conversation: conversation.id, arguments.get("cursor"), size)
        channels = [
            conversation_object(one, is_shared=self._state.is_shared(one)) | {"num_members": len(one.members)}
            for one in page
        ]
        return with_cursor({"channels": channels}, next_cursor)

    def open(self, arguments: Arguments) -> Arguments:
        """conversations.open: the direct message with one person; groups are more than the workspace has."""
        given.allow(arguments, frozenset({"channel", "users", "return_im"}))
        if arguments.get("channel"):
            conversation = self._named(arguments)
        else:
            person = self._state.people.get(given.text(arguments, "users"))
            if person is None:
                raise SlackError("user_not_found")
            if person.is_bot:
                raise SlackError("cannot_dm_bot")
            conversation = self._state.conversations[person.direct_messages]
        if not given.is_true(arguments, "return_im"):
            return {"channel": {"id": conversation.id}}
        return {"channel": conversation_object(conversation, is_shared=self._state.is_shared(conversation))}

    def _named(self, arguments: Arguments) -> Conversation:
        """Return the conversation with this id, never by name; raises channel_not_found."""
        given.require(arguments, "channel")
        conversation = self._state.conversations.get(str(arguments["channel"]))
        if conversation is None or not self._is_visible(conversation):
            raise SlackError("channel_not_found")
        return conversation

    def _readable(self, arguments: Arguments) -> Conversation:
        conversation = self._named(arguments)
        if BOT_USER_ID not in conversation.members:
            raise SlackError("not_in_channel")
        return conversation

    def _is_visible(self, conversation: Conversation) -> bool:
        return _type(conversation) == "public_channel" or BOT_USER_ID in conversation.members


def _type(conversation: Conversation) -> str:
    if conversation.kind == "im":
        return "im"
    return "private_channel" if conversation.is_private else "public_channel"


def _types(arguments: Arguments) -> list[str]:
    types = [kind.strip() for kind in str(arguments.get("types") or "public_channel").split(",")]
    if not set(types) <= SCOPE_PREFIX.keys():
        raise SlackError("invalid_types")
    return types


def _ts(message: Message) -> str:
    return message.ts


def _period(arguments: Arguments) -> Callable[[Message], bool]:
    """Return what tells whether a message lies between oldest and latest; raises invalid_ts_oldest or _latest."""
    oldest, latest = _moment(arguments, "oldest", 0.0), _moment(arguments, "latest", float("inf"))
    if given.is_true(arguments, "inclusive"):
        return lambda message: oldest <= float(message.ts) <= latest
    return lambda message: oldest < float(message.ts) < latest


def _moment(arguments: Arguments, name: str, default: float) -> float:
    try:
        return float(arguments.get(name) or default)
    except (TypeError, ValueError):
        raise SlackError(f"invalid_ts_{name}") from None


def _shown(message: dict[str, Any], *, with_metadata: bool) -> dict[str, Any]:
    return message if with_metadata else {key: value for key, value in message.items() if key != "metadata"}
