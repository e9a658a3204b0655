"""The payloads Slack sends for what a person did, as pure functions of it."""

from typing import Any

from bot.workspace.conversations import Conversation, Message
from bot.workspace.form_values import Element
from bot.workspace.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, Person

Payload = dict[str, Any]
VERIFICATION_TOKEN = "local-verification-token"  # noqa: S105 Slack's deprecated field, which proves nothing


def command(
    person: Person, conversation: Conversation, name: str, text: str, *, trigger_id: str, response_url: str
) -> Payload:
    """Return the payload of a slash command; its values are strings, as in Slack."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": conversation.id,
        "channel_name": conversation.payload_name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def shortcut(person: Person, callback_id: str, *, trigger_id: str, action_ts: str) -> Payload:
    """Return the payload of a global shortcut."""
    return {
        "type": "shortcut",
        "action_ts": action_ts,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        **_sender(person),
    }


def message_action(
    person: Person,
    conversation: Conversation,
    message: Message,
    action: Payload,
    *,
    state: Payload,
    trigger_id: str,
    response_url: str,
) -> Payload:
    """Return the payload of a click in a message; Slack leaves the message out when it is ephemeral."""
    is_ephemeral = message.ephemeral_to is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": is_ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        "type": "block_actions",
        "container": container,
        "trigger_id": trigger_id,
        "channel": {"id": conversation.id, "name": conversation.payload_name},
        "state": {"values": state},
        "response_url": response_url,
        "actions": [action],
        **_sender(person),
    }
    return payload if is_ephemeral else {**payload, "message": message_object(message)}


def view_action(person: Person, view: Payload, action: Payload, *, trigger_id: str) -> Payload:
    """Return the payload of a click in a modal or a Home tab."""
    return {
        "type": "block_actions",
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger_id,
        "view": view,
        "actions": [action],
        **_sender(person),
    }


def view_submission(person: Person, view: Payload, *, trigger_id: str) -> Payload:
    """Return the payload of a submitted modal."""
    return {
        "type": "view_submission",
        "trigger_id": trigger_id,
        "view": view,
        "response_urls": [],
        **_sender(person),
    }


def view_closed(person: Person, view: Payload, *, is_cleared: bool) -> Payload:
    """Return the payload of a modal that a person closed."""
    return {"type": "view_closed", "view": view, "is_cleared": is_cleared, **_sender(person)}


def action(block: Payload, element: Element, state: Payload | None, action_ts: str) -> Payload:
    """Return one entry of a payload's actions: which element, and what was clicked or chosen."""
    entry = {
        "type": element["type"],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": action_ts,
    }
    if element["type"] == "button":
        entry |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return entry
    return entry | (state or {})


def message_object(message: Message) -> Payload:
    """Return a bot's message as API answers and payloads carry it."""
    optional = {
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "subtype": message.subtype,
    }
    by_bot = {"bot_id": BOT_ID, "app_id": APP_ID} if message.user == BOT_USER_ID else {}
    return {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "team": TEAM_ID,
        "text": message.text,
        **by_bot,
        **{key: value for key, value in optional.items() if value is not None},
    }


def root_object(message: Message, replies: list[Message]) -> Payload:
    """Return a message as a conversation's history has it, with what is known of the thread below it."""
    if not replies:
        return message_object(message)
    repliers = list(dict.fromkeys(reply.user for reply in replies))
    return message_object(message) | {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": repliers,
        "reply_users_count": len(repliers),
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def reply_object(message: Message, root: Message) -> Payload:
    """Return a message as its thread has it."""
    return message_object(message) | {"parent_user_id": root.user}


def conversation_object(conversation: Conversation, *, is_shared: bool) -> Payload:
    """Return a channel, or a person's direct messages, as the conversations.* methods do."""
    if conversation.kind == "im":
        person = next(member for member in conversation.members if member != BOT_USER_ID)
        return {"id": conversation.id, "is_im": True, "is_archived": False, "user": person}
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": not conversation.is_private,
        "is_group": conversation.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": conversation.is_private,
        "is_archived": conversation.is_archived,
        "is_member": BOT_USER_ID in conversation.members,
        "is_shared": is_shared,
        "is_ext_shared": is_shared,
        "context_team_id": TEAM_ID,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def user_object(person: Person, *, is_stranger: bool) -> Payload:
    """Return a person as users.info does; somebody of another team has no word on what they may do in this one."""
    user = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.is_deleted,
        "tz": person.time_zone,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "profile": {"real_name": person.name, "display_name": person.name, "title": person.title},
    }
    if person.is_of_other_team:
        return user | {"is_stranger": is_stranger}
    return user | {
        "is_admin": False,
        "is_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
    }


def _sender(person: Person) -> Payload:
    return {
        "token": VERIFICATION_TOKEN,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team_id},
        "api_app_id": APP_ID,
        "enterprise": None,
        "is_enterprise_install": False,
    }
