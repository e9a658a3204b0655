"""The payloads that Slack sends for what a person did, as pure functions."""

from typing import Any

from localslack.conversations.state import Message, SlackConversation
from localslack.objects import message_object
from localslack.people import APP_ID, TEAM_DOMAIN, TEAM_ID, Person
from localslack.views.values import Element

Payload = dict[str, Any]
VERIFICATION_TOKEN = "local-verification-token"  # noqa: S105 Slack's deprecated field; it proves nothing


def command(
    person: Person, conversation: SlackConversation, name: str, text: str, *, trigger_id: str, response_url: str
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


def message_shortcut(
    person: Person,
    callback_id: str,
    conversation: SlackConversation,
    message: Message,
    *,
    trigger_id: str,
    response_url: str,
    action_ts: str,
) -> Payload:
    """Return the payload of a shortcut in a message's menu, which carries the whole message."""
    return {
        "type": "message_action",
        "action_ts": action_ts,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "message_ts": message.ts,
        "channel": {"id": conversation.id, "name": conversation.payload_name},
        "message": message_object(message),
        **_sender(person),
    }


def message_click(
    person: Person,
    conversation: SlackConversation,
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
    """Return the payload of a closed modal."""
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


def _sender(person: Person) -> Payload:
    return {
        "token": VERIFICATION_TOKEN,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team_id},
        "api_app_id": APP_ID,
        "enterprise": None,
        "is_enterprise_install": False,
    }
