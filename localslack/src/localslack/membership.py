"""Who is in a channel: /invite and /remove, which Slack itself understands."""

from localslack.conversations import Conversation
from localslack.mentions import mentioned_person
from localslack.people import Person
from localslack.state import State

INVITE = "/invite"
REMOVE = "/remove"
DESCRIPTIONS = {
    INVITE: ("Invite a person or an app to this channel", "@someone"),
    REMOVE: ("Remove a person or an app from this channel", "@someone"),
}


def run(state: State, command: str, by: Person, channel: Conversation, text: str) -> None:
    """Carry out a built-in command, or whisper to the person why not."""
    person = mentioned_person(state, text)
    if channel.kind == "im":
        state.tell(channel, by.id, f"{command} is not supported in direct messages. Sorry!")
    elif person is None:
        state.tell(channel, by.id, f"I couldn't find that person. Try: {command} @{state.bot.name}")
    elif command == INVITE:
        _invite(state, person, by, channel)
    else:
        remove(state, person, by, channel)


def _invite(state: State, person: str, by: Person, channel: Conversation) -> None:
    if person in channel.members:
        state.tell(channel, by.id, f"<@{person}> is already in this channel.")
        return
    channel.members.add(person)
    state.note(channel, person, f"was added to #{channel.name} by <@{by.id}>.", subtype="channel_join")


def remove(state: State, person: str, by: Person, channel: Conversation) -> None:
    """Take somebody out of a channel, and say so there."""
    if person not in channel.members:
        state.tell(channel, by.id, f"<@{person}> is not in this channel.")
        return
    channel.members.remove(person)
    state.note(channel, person, f"was removed from #{channel.name} by <@{by.id}>.", subtype="channel_leave")
    state.changes.touch([person])
