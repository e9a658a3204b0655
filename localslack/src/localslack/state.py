"""What the workspace remembers while it runs: people, conversations, changed screens. The event loop owns it."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from localslack.conversations.state import Blocks, Message, SlackConversation
from localslack.errors import SlackError
from localslack.people import BOT_USER_ID, JONAS, MAYA, NOOR, PRIYA, SAM, SLACKBOT, Person, UserGroup


class Changes:
    """A version for each person, counted up when what the person sees may have changed."""

    def __init__(self) -> None:
        self._versions: Counter[str] = Counter()
        self._wakers: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.closed = False

    def version(self, person: str) -> int:
        """Return the version of a person's screen."""
        return self._versions[person]

    def touch(self, people: Iterable[str]) -> None:
        """Count up these people's versions and wake those who wait."""
        for person in list(people):
            self._versions[person] += 1
            self._wake(person)

    async def after(self, person: str, version: int, timeout: float) -> int:
        """Wait until a person's version differs, some seconds have passed, or the workspace closes."""
        if self.closed or self._versions[person] != version:
            return self._versions[person]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wakers[person].wait(), timeout)
        return self._versions[person]

    def close(self) -> None:
        """Wake everybody one last time."""
        self.closed = True
        for person in list(self._wakers):
            self._wake(person)

    def _wake(self, person: str) -> None:
        waker = self._wakers.pop(person, None)
        if waker is not None:
            waker.set()


SALES = "C0SALES"
"""The channel that is shared with another team."""


class Listener(Protocol):
    """Gets the messages that everybody in a conversation can read."""

    def posted(self, conversation: SlackConversation, message: Message) -> None:
        """Get a new message."""

    def edited(self, conversation: SlackConversation, before: Message, after: Message) -> None:
        """Get an edited message."""

    def deleted(self, conversation: SlackConversation, message: Message) -> None:
        """Get a deleted message."""


class State:
    """Everything there is, in memory."""

    listener: Listener

    def __init__(self, bot_name: str, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.changes = Changes()
        self.people: dict[str, Person] = {}
        self.user_groups: dict[str, UserGroup] = {}
        self.has_paid_plan = True
        self.conversations: dict[str, SlackConversation] = {}
        self._last_microsecond = 0
        self._add_channel(SALES, "sales", "Leads, viewings and deals of the day", bot_is_member=False)
        self._add_channel("C0HOTLEADS", "hot-leads", "High leads, as they come in", bot_is_member=True)
        for person in (MAYA, JONAS, PRIYA, SAM, NOOR):
            self.add_person(person)
        for bot in (Person(BOT_USER_ID, bot_name, is_bot=True), SLACKBOT):
            self.people[bot.id] = bot

    @property
    def colleagues(self) -> list[Person]:
        """The people one can act as."""
        return [person for person in self.people.values() if not person.is_bot and not person.is_deleted]

    @property
    def bot(self) -> Person:
        """The app's own user."""
        return self.people[BOT_USER_ID]

    def add_person(self, person: Person) -> None:
        """Let somebody join: all public channels (only #sales, if of another team) and a direct message."""
        self.people[person.id] = person
        for channel in self.conversations.values():
            is_open = channel.kind == "channel" and not channel.is_private
            if is_open and (channel.id == SALES or not person.is_of_other_team):
                channel.members.add(person.id)
        direct = SlackConversation(person.direct_messages, "", "im", {person.id, BOT_USER_ID})
        self.conversations[direct.id] = direct
        self.changes.touch(self.people)

    def _add_channel(self, channel_id: str, name: str, topic: str, *, bot_is_member: bool) -> None:
        members = {BOT_USER_ID} if bot_is_member else set[str]()
        self.conversations[channel_id] = SlackConversation(channel_id, name, "channel", members, topic)

    def is_shared(self, conversation: SlackConversation) -> bool:
        """Whether people of another team are in a conversation."""
        return any(self.people[member].is_of_other_team for member in conversation.members)

    def next_ts(self) -> str:
        """Return a new message timestamp: the time in seconds, each one unique."""
        self._last_microsecond = max(int(self.clock() * 1_000_000), self._last_microsecond + 1)
        return "{}.{:06d}".format(*divmod(self._last_microsecond, 1_000_000))

    def resolve(self, destination: str) -> SlackConversation:
        """Return where a bot's message goes, by conversation id, channel name or person; raises channel_not_found."""
        if destination in self.conversations:
            return self.conversations[destination]
        person = self.people.get(destination)
        if person is not None and person.is_bot:
            raise SlackError("cannot_dm_bot")
        if person is not None:
            return self.conversations[person.direct_messages]
        return self.channel_named(destination)

    def channel_named(self, name: str) -> SlackConversation:
        """Return the channel with this name, with or without its #; raises channel_not_found."""
        for conversation in self.conversations.values():
            if conversation.kind == "channel" and conversation.name == name.removeprefix("#"):
                return conversation
        raise SlackError("channel_not_found")

    def post(
        self, conversation: SlackConversation, user: str, text: str, blocks: Blocks | None = None, **more: Any
    ) -> Message:
        """Post a message with an event; `more` are other fields of Message."""
        message = self.note(conversation, user, text, blocks, **more)
        if message.ephemeral_to is None:
            self.listener.posted(conversation, message)
        return message

    def note(
        self, conversation: SlackConversation, user: str, text: str, blocks: Blocks | None = None, **more: Any
    ) -> Message:
        """Add a message without an event, as Slack's own notices are."""
        message = Message(self.next_ts(), user, text, blocks, **more)
        conversation.add(message)
        self.touched(conversation)
        return message

    def edit(self, conversation: SlackConversation, ts: str, **changes: Any) -> Message:
        """Replace fields of a message that is here, and return it as it is now."""
        before = conversation.message(ts)
        after = conversation.edit(ts, **changes)
        self.touched(conversation)
        if after.ephemeral_to is None:
            self.listener.edited(conversation, before, after)
        return after

    def delete(self, conversation: SlackConversation, ts: str) -> None:
        """Remove a message. If it has replies, a tombstone stays, and Slack calls that a change."""
        before = conversation.message(ts)
        after = conversation.delete(ts)
        self.touched(conversation)
        if before.ephemeral_to is not None:
            return
        if after is None:
            self.listener.deleted(conversation, before)
        else:
            self.listener.edited(conversation, before, after)

    def notify_privately(self, conversation: SlackConversation, person: str, text: str) -> None:
        """Let Slackbot tell one person something privately."""
        self.note(conversation, SLACKBOT.id, text, ephemeral_to=person)

    def touched(self, conversation: SlackConversation) -> None:
        """Note that a conversation changed for everybody in it."""
        self.changes.touch(conversation.members)
