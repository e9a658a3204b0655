"""What an owner does to a workspace, for tests: people, channels, plans."""

import secrets
from collections.abc import Collection

from localslack.conversations import membership
from localslack.conversations.content import read_content
from localslack.conversations.state import Blocks, Message, SlackConversation
from localslack.files.state import File
from localslack.people import BOT_USER_ID, MAYA, Person, UserGroup
from localslack.server import Server
from localslack.state import State


class Administration:
    """The owner's side of a workspace. Safe to use from any thread, while it runs or before."""

    _state: State
    _server: Server

    def posts(self, channel: str) -> list[Message]:
        """Return what the bot posted for all to read in a channel, or in a conversation by its id, oldest first."""
        return self._server.run(
            lambda: [
                message
                for message in self._state.resolve(channel).messages
                if message.user == BOT_USER_ID and message.ephemeral_to is None and not message.is_service
            ]
        )

    def post_as_app(self, name: str, channel: str, text: str = "", blocks: Blocks | None = None) -> str:
        """Let another app post, such as a web form, and return its message's ts; only while the workspace runs.

        Raises SlackError as chat.postMessage does.
        """

        async def post() -> str:
            content = read_content({"text": text, "blocks": blocks})
            letters = "".join(filter(str.isalnum, name)).upper()
            self._state.people.setdefault(f"U0{letters}", Person(f"U0{letters}", name, is_bot=True))
            conversation = self._state.channel_named(channel)
            bot_id = f"B0{letters}"
            return self._state.post(conversation, f"U0{letters}", content.text, content.blocks, bot_id=bot_id).ts

        return self._server.run_async(post)

    def upload_as(self, person: str, channel: str, name: str, content: bytes, *, text: str = "") -> str:
        """Let a person share a file, and return its message's ts; only while the workspace runs."""

        async def share() -> str:
            file = File("F" + secrets.token_hex(5).upper(), name, name, content=content)
            return self._state.post(self._state.resolve(channel), person, text, files=(file,)).ts

        return self._server.run_async(share)

    def archive(self, channel: str) -> None:
        """Archive a channel."""

        def archive() -> None:
            conversation = self._state.channel_named(channel)
            conversation.is_archived = True
            self._state.touched(conversation)

        self._server.run(archive)

    def delete_channel(self, channel: str) -> None:
        """Delete a channel with all its messages."""

        def delete() -> None:
            conversation = self._state.channel_named(channel)
            del self._state.conversations[conversation.id]
            self._state.touched(conversation)

        self._server.run(delete)

    def remove_bot(self, channel: str) -> None:
        """Let Maya remove the bot from a channel."""
        self._server.run(lambda: membership.remove(self._state, BOT_USER_ID, MAYA, self._state.channel_named(channel)))

    def add_people(self, count: int) -> list[Person]:
        """Let more people join, and return them."""
        first = len(self._state.people)
        people = [Person(f"U0MORE{n:03}", f"Colleague {n}") for n in range(first, first + count)]
        for person in people:
            self.add_person(person)
        return people

    def add_person(self, person: Person) -> None:
        """Let somebody join, such as a guest; somebody with the same id is replaced."""
        self._server.run(lambda: self._state.add_person(person))

    def add_channel(self, name: str, *, members: Collection[str] = (), is_private: bool = False) -> str:
        """Open a channel for these people (for everybody, if public) and return its id; the bot has to be invited."""

        def add() -> str:
            channel_id = f"C0{name.upper().replace('-', '')}"
            everybody = {person.id for person in self._state.colleagues}
            in_it = set(members) if is_private else everybody | set(members)
            self._state.conversations[channel_id] = SlackConversation(
                channel_id, name, "channel", in_it, is_private=is_private
            )
            self._state.changes.touch(in_it)
            return channel_id

        return self._server.run(add)

    def add_user_group(self, group: UserGroup) -> None:
        """Let people be mentioned as one."""
        self._server.run(lambda: self._state.user_groups.update({group.id: group}))

    def downgrade(self) -> None:
        """Go back to the free plan, which has no user groups."""
        self._state.has_paid_plan = False
