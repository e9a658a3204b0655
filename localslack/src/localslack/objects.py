"""The objects of Slack's API, as answers, events and payloads carry them: messages, conversations, people, files."""

from typing import Any

from localslack.conversations.state import Message, SlackConversation
from localslack.files.state import File
from localslack.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, Person

Object = dict[str, Any]


def message_object(message: Message) -> Object:
    """Return a message as answers, events and payloads carry it."""
    optional = {
        "bot_id": BOT_ID if message.user == BOT_USER_ID else message.bot_id,
        "app_id": APP_ID if message.user == BOT_USER_ID else None,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "subtype": message.subtype,
        "files": [file_object(file) for file in message.files] or None,
        "edited": {"user": message.user, "ts": message.ts} if message.edited else None,
    }
    return {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "team": TEAM_ID,
        "text": message.text,
        **{key: value for key, value in optional.items() if value is not None},
    }


def file_object(file: File) -> Object:
    """Return a file as Slack describes it; url_private serves its content, with a token."""
    if file.is_deleted:
        return {"id": file.id, "mode": "tombstone"}
    place = f"{TEAM_ID}-{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.kind,
        "filetype": file.extension,
        "size": len(file.content),
        "user": BOT_USER_ID,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        **({"alt_txt": file.alt_text} if file.alt_text else {}),
        "url_private": f"https://files.slack.com/files-pri/{place}",
        "permalink": f"https://{TEAM_DOMAIN}.slack.com/files/{BOT_USER_ID}/{file.id}/{file.name}",
    }


def root_object(message: Message, replies: list[Message]) -> Object:
    """Return a message as a conversation's history has it, with a summary of its thread."""
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


def reply_object(message: Message, root: Message) -> Object:
    """Return a reply as its thread has it."""
    return message_object(message) | {"parent_user_id": root.user}


def conversation_object(conversation: SlackConversation, *, is_shared: bool) -> Object:
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


def user_object(person: Person, *, is_stranger: bool) -> Object:
    """Return a person as users.info does; for somebody of another team it does not say what they may do here."""
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
