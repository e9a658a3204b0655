"""The chat.* methods of the Web API."""

from localslack.api.arguments import Arguments, is_true
from localslack.api.methods import Method
from localslack.api.rate_limits import DEFAULT_RATE, TIER_3, TIER_4, RateLimits
from localslack.blocks import MAX_BLOCKS_IN_MESSAGE, text_length
from localslack.conversations.content import (
    METADATA_BYTES,
    TRUNCATED_AFTER,
    Content,
    read_blocks,
    read_content,
    read_metadata,
)
from localslack.conversations.state import BROADCAST, Message, SlackConversation
from localslack.errors import SlackError
from localslack.objects import message_object
from localslack.people import BOT_USER_ID, TEAM_DOMAIN
from localslack.state import State

MAX_TEXT_IN_BLOCKS = 13_200
MAX_TEXT_IN_UPDATE = 4_000

CONTENT = ("text", "blocks")
CONTENT_ERRORS = ("no_text", "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "msg_blocks_too_long")
METADATA_ERRORS = ("invalid_metadata_format", "metadata_too_large")
CHANNEL_ERRORS = ("channel_not_found", "cannot_dm_bot", "is_archived", "not_in_channel")
CONTENT_LIMITS = (
    f"text: cut after {TRUNCATED_AFTER:,} characters",
    f"blocks: {MAX_BLOCKS_IN_MESSAGE}, with {MAX_TEXT_IN_BLOCKS:,} characters",
)
POST_LIMIT = f"messages to one channel: {DEFAULT_RATE.burst} at once, then {DEFAULT_RATE.per_second:g} a second"
MAY_WRITE = ("chat:write",)


class ChatMethods:
    """Posts, edits and deletes messages as the bot."""

    def __init__(self, state: State, scopes: tuple[str, ...], rate_limits: RateLimits) -> None:
        self._state = state
        self._may_post_anywhere = "chat:write.public" in scopes
        self._rate_limits = rate_limits

    def methods(self) -> dict[str, Method]:
        """Return the methods by name."""
        return {
            "chat.postMessage": Method(
                self.post_message,
                required=("channel",),
                optional=(*CONTENT, "thread_ts", "reply_broadcast", "metadata", "unfurl_links", "unfurl_media"),
                errors=(*CHANNEL_ERRORS, *CONTENT_ERRORS, *METADATA_ERRORS),
                scopes=MAY_WRITE,
                limits=(*CONTENT_LIMITS, f"metadata: {METADATA_BYTES:,} bytes", POST_LIMIT),
            ),
            "chat.postEphemeral": Method(
                self.post_ephemeral,
                required=("channel", "user"),
                optional=(*CONTENT, "thread_ts"),
                errors=(*CHANNEL_ERRORS, "user_not_in_channel", *CONTENT_ERRORS),
                scopes=MAY_WRITE,
                rate=TIER_4,
                limits=CONTENT_LIMITS,
            ),
            "chat.update": Method(
                self.update,
                required=("channel", "ts"),
                optional=(*CONTENT, "metadata"),
                errors=(
                    *("channel_not_found", "message_not_found", "cant_update_message", "is_inactive", "msg_too_long"),
                    *CONTENT_ERRORS,
                    *METADATA_ERRORS,
                ),
                scopes=MAY_WRITE,
                rate=TIER_3,
                limits=(f"text: {MAX_TEXT_IN_UPDATE:,} characters", *CONTENT_LIMITS[1:]),
            ),
            "chat.delete": Method(
                self.delete,
                required=("channel", "ts"),
                errors=("channel_not_found", "message_not_found", "cant_delete_message"),
                scopes=MAY_WRITE,
                rate=TIER_3,
            ),
            "chat.getPermalink": Method(
                self.get_permalink,
                required=("channel", "message_ts"),
                errors=("channel_not_found", "message_not_found"),
            ),
        }

    def post_message(self, arguments: Arguments) -> Arguments:
        """chat.postMessage."""
        conversation = self._writable(str(arguments["channel"]))
        content = _content(arguments)
        thread_ts = _thread(conversation, arguments.get("thread_ts"))
        self._rate_limits.spend(conversation.id)
        message = self._state.post(
            conversation,
            BOT_USER_ID,
            content.text,
            content.blocks,
            thread_ts=thread_ts,
            metadata=content.metadata,
            subtype=BROADCAST if thread_ts and is_true(arguments, "reply_broadcast") else None,
        )
        return {"channel": conversation.id, "ts": message.ts, "message": message_object(message)}

    def post_ephemeral(self, arguments: Arguments) -> Arguments:
        """chat.postEphemeral."""
        conversation = self._writable(str(arguments["channel"]))
        if arguments["user"] not in conversation.members or arguments["user"] == BOT_USER_ID:
            raise SlackError("user_not_in_channel")
        content = _content(arguments)
        message = self._state.post(
            conversation,
            BOT_USER_ID,
            content.text,
            content.blocks,
            ephemeral_to=arguments["user"],
            thread_ts=_thread(conversation, arguments.get("thread_ts")),
        )
        return {"message_ts": message.ts}

    def update(self, arguments: Arguments) -> Arguments:
        """chat.update: text without blocks removes the blocks; only an edit of text is marked as edited."""
        conversation, message = self._own_message(arguments, forbidden="cant_update_message")
        if conversation.is_archived:
            raise SlackError("is_inactive")
        if len(arguments.get("text") or "") > MAX_TEXT_IN_UPDATE:
            raise SlackError("msg_too_long")
        changes = _changes(message, arguments)
        is_edited = message.edited or not changes["blocks"]
        edited = self._state.edit(conversation, message.ts, **changes, edited=is_edited)
        return {
            "channel": conversation.id,
            "ts": edited.ts,
            "text": edited.text,
            "message": message_object(edited),
        }

    def delete(self, arguments: Arguments) -> Arguments:
        """chat.delete."""
        conversation, message = self._own_message(arguments, forbidden="cant_delete_message")
        self._state.delete(conversation, message.ts)
        return {"channel": conversation.id, "ts": message.ts}

    def get_permalink(self, arguments: Arguments) -> Arguments:
        """chat.getPermalink."""
        conversation = self._known(str(arguments["channel"]))
        message = _public_message(conversation, str(arguments["message_ts"]))
        path = f"archives/{conversation.id}/p{message.ts.replace('.', '')}"
        return {"channel": conversation.id, "permalink": f"https://{TEAM_DOMAIN}.slack.com/{path}"}

    def _writable(self, destination: str) -> SlackConversation:
        conversation = self._state.resolve(destination)
        if conversation.is_archived:
            raise SlackError("is_archived")
        if BOT_USER_ID not in conversation.members and not self._may_post_anywhere:
            raise SlackError("not_in_channel")
        return conversation

    def _known(self, conversation_id: str) -> SlackConversation:
        if conversation_id not in self._state.conversations:
            raise SlackError("channel_not_found")
        return self._state.conversations[conversation_id]

    def _own_message(self, arguments: Arguments, *, forbidden: str) -> tuple[SlackConversation, Message]:
        conversation = self._known(str(arguments["channel"]))
        message = _public_message(conversation, str(arguments["ts"]))
        if message.user != BOT_USER_ID:
            raise SlackError(forbidden)
        return conversation, message


def _content(arguments: Arguments) -> Content:
    content = read_content(arguments)
    if text_length(content.blocks) > MAX_TEXT_IN_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return content


def _changes(message: Message, arguments: Arguments) -> Arguments:
    blocks = read_blocks(arguments.get("blocks"))
    text = arguments.get("text")
    keeps_blocks = text is None and "blocks" not in arguments
    if text is None and blocks is None and "metadata" not in arguments:
        raise SlackError("no_text")
    if text_length(blocks) > MAX_TEXT_IN_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return {
        "text": message.text if text is None else text,
        "blocks": message.blocks if keeps_blocks else blocks,
        "metadata": read_metadata(arguments["metadata"]) if "metadata" in arguments else message.metadata,
    }


def _public_message(conversation: SlackConversation, ts: str) -> Message:
    message = conversation.find_public(ts)
    if message is None:
        raise SlackError("message_not_found")
    return message


def _thread(conversation: SlackConversation, thread_ts: object) -> str | None:
    """Return the ts of the thread's root. If there is none, Slack posts to the channel without an error.

    Only the message in the answer, which lacks thread_ts, shows it: https://github.com/slack-go/slack/issues/1571.
    """
    root = conversation.thread_root(str(thread_ts)) if thread_ts else None
    return None if root is None else root.ts
