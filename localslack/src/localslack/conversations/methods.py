"""The conversations.* methods of the Web API: what a bot can read."""

from collections.abc import Callable
from typing import Any

from localslack.api import arguments as given
from localslack.api.arguments import Arguments, page_of, with_cursor
from localslack.api.methods import Method
from localslack.api.rate_limits import TIER_2, TIER_3
from localslack.conversations.state import TOMBSTONE, Message, SlackConversation
from localslack.errors import SlackError, invalid_arguments
from localslack.objects import conversation_object, reply_object, root_object
from localslack.people import BOT_USER_ID
from localslack.state import State

MAX_LISTED = 999
IN_PERIOD = ("cursor", "inclusive", "latest", "oldest", "limit", "include_all_metadata")
PERIOD_ERRORS = ("invalid_ts_oldest", "invalid_ts_latest", "invalid_limit", "invalid_cursor")
MAX_REPLIES = 1000
SCOPE_PREFIX = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


class ConversationMethods:
    """Reads channels, their history and their threads as the bot."""

    def __init__(self, state: State) -> None:
        self._state = state

    def methods(self) -> dict[str, Method]:
        """Return the methods by name."""
        return {
            "conversations.history": Method(
                self.history,
                required=("channel",),
                optional=IN_PERIOD,
                errors=("channel_not_found", "not_in_channel", *PERIOD_ERRORS),
                scopes=self._scopes("history"),
                rate=TIER_3,
                limits=(f"limit: {MAX_LISTED}",),
            ),
            "conversations.replies": Method(
                self.replies,
                required=("channel", "ts"),
                optional=IN_PERIOD,
                errors=("channel_not_found", "not_in_channel", "thread_not_found", *PERIOD_ERRORS),
                scopes=self._scopes("history"),
                rate=TIER_3,
                limits=(f"limit: {MAX_REPLIES}",),
            ),
            "conversations.info": Method(
                self.info,
                required=("channel",),
                optional=("include_locale", "include_num_members"),
                errors=("channel_not_found",),
                scopes=self._scopes("read"),
                rate=TIER_3,
            ),
            "conversations.open": Method(
                self.open,
                optional=("channel", "users", "return_im"),
                errors=("channel_not_found", "user_not_found", "cannot_dm_bot"),
                scopes=("im:write",),
                rate=TIER_3,
                limits=("users: one",),
            ),
            "conversations.list": Method(
                self.list,
                optional=("cursor", "exclude_archived", "limit", "types"),
                errors=("invalid_types", "invalid_limit", "invalid_cursor"),
                scopes=self._listing_scopes,
                rate=TIER_2,
                limits=(f"limit: {MAX_LISTED}",),
            ),
        }

    def _scopes(self, right: str) -> Callable[[Arguments], tuple[str, ...]]:
        """Return the function that finds the scope to read a conversation; `right` is read or history."""
        return lambda arguments: (f"{SCOPE_PREFIX[_type(self._named(arguments))]}:{right}",)

    def _listing_scopes(self, arguments: Arguments) -> tuple[str, ...]:
        """Return the scopes that listing these types of conversations needs; raises invalid_types."""
        return tuple(f"{SCOPE_PREFIX[kind]}:read" for kind in _types(arguments))

    def history(self, arguments: Arguments) -> Arguments:
        """conversations.history: newest first, without replies that only their thread shows."""
        conversation = self._readable(arguments)
        is_wanted = _period(arguments)
        shown = [
            message
            for message in conversation.newest_first()
            if message.ephemeral_to is None and not message.is_in_thread_only and is_wanted(message)
        ]
        size = given.limit(arguments, default=100, at_most=MAX_LISTED)
        page, next_cursor = page_of(shown, _ts, arguments.get("cursor"), size)
        with_metadata = given.is_true(arguments, "include_all_metadata")
        threads = conversation.threads()
        messages = [
            _shown(root_object(message, threads.get(message.ts, [])), with_metadata=with_metadata) for message in page
        ]
        return with_cursor({"messages": messages, "has_more": bool(next_cursor), "pin_count": 0}, next_cursor)

    def replies(self, arguments: Arguments) -> Arguments:
        """conversations.replies: the message itself, then its replies, oldest first."""
        conversation = self._readable(arguments)
        named = conversation.find_public(str(arguments["ts"]))
        if named is None or (named.is_service and named.subtype != TOMBSTONE):
            raise SlackError("thread_not_found")
        is_wanted = _period(arguments)
        replies = conversation.threads().get(named.ts, [])
        thread = [named, *filter(is_wanted, replies)]
        size = given.limit(arguments, default=MAX_REPLIES, at_most=MAX_REPLIES)
        page, next_cursor = page_of(thread, _ts, arguments.get("cursor"), size)
        with_metadata = given.is_true(arguments, "include_all_metadata")
        objects = [root_object(one, replies) if one is named else reply_object(one, named) for one in page]
        messages = [_shown(one, with_metadata=with_metadata) for one in objects]
        return with_cursor({"messages": messages, "has_more": bool(next_cursor)}, next_cursor)

    def info(self, arguments: Arguments) -> Arguments:
        """conversations.info."""
        conversation = self._named(arguments)
        shown = conversation_object(conversation, is_shared=self._state.is_shared(conversation))
        if given.is_true(arguments, "include_num_members"):
            shown["num_members"] = len(conversation.members)
        return {"channel": shown}

    def list(self, arguments: Arguments) -> Arguments:
        """conversations.list: private channels only where the bot is a member."""
        types = _types(arguments)
        without_archived = given.is_true(arguments, "exclude_archived")
        shown = [
            conversation
            for conversation in self._state.conversations.values()
            if _type(conversation) in types
            and self._is_visible(conversation)
            and not (conversation.is_archived and without_archived)
        ]
        size = given.limit(arguments, default=100, at_most=MAX_LISTED)
        page, next_cursor = page_of(shown, lambda conversation: conversation.id, arguments.get("cursor"), size)
        channels = [
            conversation_object(one, is_shared=self._state.is_shared(one)) | {"num_members": len(one.members)}
            for one in page
        ]
        return with_cursor({"channels": channels}, next_cursor)

    def open(self, arguments: Arguments) -> Arguments:
        """conversations.open: the direct message with one person; groups are not supported."""
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

    def _named(self, arguments: Arguments) -> SlackConversation:
        """Return the conversation with this id, never by name; raises channel_not_found."""
        if not arguments.get("channel"):
            raise invalid_arguments("missing required field: channel")
        conversation = self._state.conversations.get(str(arguments["channel"]))
        if conversation is None or not self._is_visible(conversation):
            raise SlackError("channel_not_found")
        return conversation

    def _readable(self, arguments: Arguments) -> SlackConversation:
        conversation = self._named(arguments)
        if BOT_USER_ID not in conversation.members:
            raise SlackError("not_in_channel")
        return conversation

    def _is_visible(self, conversation: SlackConversation) -> bool:
        return _type(conversation) == "public_channel" or BOT_USER_ID in conversation.members


def _type(conversation: SlackConversation) -> str:
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
    """Return the check that a message lies between oldest and latest; raises invalid_ts_oldest or invalid_ts_latest."""
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
