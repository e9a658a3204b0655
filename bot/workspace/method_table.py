"""The Web API's methods: what each needs, and how often it may be called."""

from bot.workspace.chat_methods import ChatMethods
from bot.workspace.conversation_methods import ConversationMethods
from bot.workspace.rate_limits import TIER_2, TIER_3, TIER_4
from bot.workspace.user_methods import UserMethods
from bot.workspace.view_methods import ViewMethods
from bot.workspace.web_api import Method

MAY_WRITE = ("chat:write",)


def method_table(
    chat: ChatMethods, conversations: ConversationMethods, users: UserMethods, views: ViewMethods
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
        "conversations.list": Method(conversations.list, conversations.listing_scopes, rate=TIER_2),
        "users.info": Method(users.info, ("users:read",), rate=TIER_4),
        "usergroups.users.list": Method(users.list_of_group, ("usergroups:read",), rate=TIER_2),
        "views.open": Method(views.open, rate=TIER_4),
        "views.push": Method(views.push, rate=TIER_4),
        "views.update": Method(views.update, rate=TIER_4),
        "views.publish": Method(views.publish, rate=TIER_4),
    }
