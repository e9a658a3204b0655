"""The Web API's methods: what each needs, and how often it may be called."""

from localslack.assistant_methods import AssistantMethods
from localslack.chat_methods import ChatMethods
from localslack.conversation_methods import ConversationMethods
from localslack.file_methods import FileMethods
from localslack.rate_limits import TIER_2, TIER_3, TIER_4
from localslack.user_methods import UserMethods
from localslack.view_methods import ViewMethods
from localslack.web_api import Method

MAY_WRITE = ("chat:write",)
MAY_ASSIST = ("assistant:write",)
MAY_SEND_FILES = ("files:write",)


def method_table(
    chat: ChatMethods,
    conversations: ConversationMethods,
    users: UserMethods,
    views: ViewMethods,
    assistant: AssistantMethods,
    files: FileMethods,
) -> dict[str, Method]:
    """Return every method of Slack's that the workspace has, by name, save those of the app itself."""
    return {
        "chat.postMessage": Method(chat.post_message, MAY_WRITE),
        "chat.postEphemeral": Method(chat.post_ephemeral, MAY_WRITE, rate=TIER_4),
        "chat.update": Method(chat.update, MAY_WRITE, rate=TIER_3),
        "chat.delete": Method(chat.delete, MAY_WRITE, rate=TIER_3),
        "chat.getPermalink": Method(chat.get_permalink),
        "conversations.history": Method(conversations.history, conversations.scopes("history"), rate=TIER_3),
        "conversations.replies": Method(conversations.replies, conversations.scopes("history"), rate=TIER_3),
        "conversations.info": Method(conversations.info, conversations.scopes("read"), rate=TIER_3),
        "conversations.open": Method(conversations.open, ("im:write",), rate=TIER_3),
        "conversations.list": Method(conversations.list, conversations.listing_scopes, rate=TIER_2),
        "users.info": Method(users.info, ("users:read",), rate=TIER_4),
        "usergroups.users.list": Method(users.list_of_group, ("usergroups:read",), rate=TIER_2),
        "views.open": Method(views.open, rate=TIER_4),
        "views.push": Method(views.push, rate=TIER_4),
        "views.update": Method(views.update, rate=TIER_4),
        "views.publish": Method(views.publish, rate=TIER_4),
        # Since March 2026 a status needs no more than the right to write.
        "assistant.threads.setStatus": Method(assistant.set_status, MAY_WRITE, rate=TIER_4),
        "assistant.threads.setSuggestedPrompts": Method(assistant.set_suggested_prompts, MAY_ASSIST, rate=TIER_4),
        "assistant.threads.setTitle": Method(assistant.set_title, MAY_ASSIST, rate=TIER_4),
        "files.getUploadURLExternal": Method(files.get_upload_url, MAY_SEND_FILES, rate=TIER_4),
        "files.completeUploadExternal": Method(files.complete_upload, MAY_SEND_FILES, rate=TIER_4),
        "files.delete": Method(files.delete, MAY_SEND_FILES, rate=TIER_3),
    }
