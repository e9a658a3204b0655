"""Who is in a channel: mentions, and the commands /invite and /remove, which Slack handles itself."""

import re

from localslack.conversations.state import SlackConversation
from localslack.people import Person
from localslack.state import State


def with_mentions(state: State, text: str, *, labelled: bool) -> str:
    """Turn @Name and #channel in escaped text into <@U1> and <#C1|channel>; commands also carry the name as a label."""
    for person in sorted(state.people.values(), key=lambda person: -len(person.name)):
        label = f"|{person.handle}" if labelled else ""
        text = re.sub(rf"@{re.escape(person.name)}\b", f"<@{person.id}{label}>", text)
    for channel in state.conversations.values():
        if channel.kind == "channel":
            text = re.sub(rf"(?<!\w)#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", text)
    return text


def mentioned_person(state: State, text: str) -> str | None:
    """Return the id of the person that "@Name" or "Name" names."""
    wanted = text.strip().removeprefix("@").casefold()
    names = {person.name.casefold(): person.id for person in state.people.values()}
    return names.get(wanted)


INVITE = "/invite"
REMOVE = "/remove"
DESCRIPTIONS = {
    INVITE: ("Invite a person or an app to this channel", "@someone"),
    REMOVE: ("Remove a person or an app from this channel", "@someone"),
}


def run(state: State, command: str, by: Person, channel: SlackConversation, text: str) -> None:
    """Carry out a built-in command, or tell the person privately why not."""
    person = mentioned_person(state, text)
    if channel.kind == "im":
        state.notify_privately(channel, by.id, f"{command} is not supported in direct messages. Sorry!")
    elif person is None:
        state.notify_privately(channel, by.id, f"I couldn't find that person. Try: {command} @{state.bot.name}")
    elif command == INVITE:
        _invite(state, person, by, channel)
    else:
        remove(state, person, by, channel)


def _invite(state: State, person: str, by: Person, channel: SlackConversation) -> None:
    if person in channel.members:
        state.notify_privately(channel, by.id, f"<@{person}> is already in this channel.")
        return
    channel.members.add(person)
    state.note(channel, person, f"was added to #{channel.name} by <@{by.id}>.", subtype="channel_join")


def remove(state: State, person: str, by: Person, channel: SlackConversation) -> None:
    """Remove somebody from a channel, with a notice there."""
    if person not in channel.members:
        state.notify_privately(channel, by.id, f"<@{person}> is not in this channel.")
        return
    channel.members.remove(person)
    state.note(channel, person, f"was removed from #{channel.name} by <@{by.id}>.", subtype="channel_leave")
    state.changes.touch([person])
