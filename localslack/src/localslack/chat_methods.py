"""The chat.* methods of the Web API."""

from localslack.arguments import Arguments, allow, is_true, require
from localslack.blocks import text_length
from localslack.content import Content, read_blocks, read_content, read_metadata
from localslack.conversations import BROADCAST, Conversation, Message
from localslack.errors import SlackError
from localslack.objects import message_object
from localslack.people import BOT_USER_ID, TEAM_DOMAIN
from localslack.rate_limits import RateLimits
from localslack.state import State

MOST_TEXT_IN_BLOCKS = 13_200
MOST_TEXT_IN_UPDATE = 4_000
IN_ALL = frozenset({"channel", "text", "blocks"})


class ChatMethods:
    """Posts, edits and deletes messages as the bot."""

    def __init__(self, state: State, scopes: tuple[str, ...], rate_limits: RateLimits) -> None:
        self._state = state
        self._may_post_anywhere = "chat:write.public" in scopes
        self._rate_limits = rate_limits

    def post_message(self, arguments: Arguments) -> Arguments:
        """chat.postMessage."""
        require(arguments, "channel")
        allow(arguments, IN_ALL | {"thread_ts", "reply_broadcast", "metadata", "unfurl_links", "unfurl_media"})
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
        require(arguments, "channel", "user")
        allow(arguments, IN_ALL | {"user", "thread_ts"})
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
        require(arguments, "channel", "ts")
        allow(arguments, IN_ALL | {"ts", "metadata"})
        conversation, message = self._own_message(arguments, forbidden="cant_update_message")
        if conversation.is_archived:
            raise SlackError("is_inactive")
        if len(arguments.get("text") or "") > MOST_TEXT_IN_UPDATE:
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
        require(arguments, "channel", "ts")
        allow(arguments, frozenset({"channel", "ts"}))
        conversation, message = self._own_message(arguments, forbidden="cant_delete_message")
        self._state.delete(conversation, message.ts)
        return {"channel": conversation.id, "ts": message.ts}

    def get_permalink(self, arguments: Arguments) -> Arguments:
        """chat.getPermalink."""
        require(arguments, "channel", "message_ts")
        conversation = self._known(str(arguments["channel"]))
        message = _public_message(conversation, str(arguments["message_ts"]))
        path = f"archives/{conversation.id}/p{message.ts.replace('.', '')}"
        return {"channel": conversation.id, "permalink": f"https://{TEAM_DOMAIN}.slack.com/{path}"}

    def _writable(self, destination: str) -> Conversation:
        conversation = self._state.resolve(destination)
        if conversation.is_archived:
            raise SlackError("is_archived")
        if BOT_USER_ID not in conversation.members and not self._may_post_anywhere:
            raise SlackError("not_in_channel")
        return conversation

    def _known(self, conversation_id: str) -> Conversation:
        if conversation_id not in self._state.conversations:
            raise SlackError("channel_not_found")
        return self._state.conversations[conversation_id]

    def _own_message(self, arguments: Arguments, *, forbidden: str) -> tuple[Conversation, Message]:
        conversation = self._known(str(arguments["channel"]))
        message = _public_message(conversation, str(arguments["ts"]))
        if message.user != BOT_USER_ID:
            raise SlackError(forbidden)
        return conversation, message


def _content(arguments: Arguments) -> Content:
    content = read_content(arguments)
    if text_length(content.blocks) > MOST_TEXT_IN_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return content


def _changes(message: Message, arguments: Arguments) -> Arguments:
    blocks = read_blocks(arguments.get("blocks"))
    text = arguments.get("text")
    keeps_blocks = text is None and "blocks" not in arguments
    if text is None and blocks is None and "metadata" not in arguments:
        raise SlackError("no_text")
    if text_length(blocks) > MOST_TEXT_IN_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return {
        "text": message.text if text is None else text,
        "blocks": message.blocks if keeps_blocks else blocks,
        "metadata": read_metadata(arguments["metadata"]) if "metadata" in arguments else message.metadata,
    }


def _public_message(conversation: Conversation, ts: str) -> Message:
    message = conversation.find_public(ts)
    if message is None:
        raise SlackError("message_not_found")
    return message


def _thread(conversation: Conversation, thread_ts: object) -> str | None:
    """Return the ts of the thread's root; where there is none, Slack posts to the channel and says nothing of it.

    https://github.com/slack-go/slack/issues/1571: only the answer's message, without thread_ts, tells.
    """
    root = conversation.thread_root(str(thread_ts)) if thread_ts else None
    return None if root is None else root.ts
