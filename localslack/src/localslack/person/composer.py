"""What people type: messages, and commands."""

from localslack.conversations import membership
from localslack.conversations.membership import with_mentions
from localslack.conversations.response_urls import ResponseUrls, post_answer
from localslack.conversations.state import SlackConversation
from localslack.delivery import payloads
from localslack.delivery.deliveries import Deliveries, DeliveryFailed
from localslack.entities import escape
from localslack.errors import DONE, Outcome, PersonError, SlackError, failed
from localslack.manifest import AppManifest
from localslack.people import Person
from localslack.state import State
from localslack.views.triggers import Triggers


class Composer:
    """The box at the bottom of a conversation."""

    def __init__(
        self,
        state: State,
        manifest: AppManifest,
        deliveries: Deliveries,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._state = state
        self._commands = {command.command: command for command in manifest.commands}
        self._messages_tab_is_read_only = manifest.messages_tab_is_read_only
        self._deliveries = deliveries
        self._triggers = triggers
        self._response_urls = response_urls

    def is_read_only(self, conversation: SlackConversation) -> bool:
        """Whether people cannot write here: in an archived channel, or to an app that takes no messages."""
        return conversation.is_archived or (conversation.kind == "im" and self._messages_tab_is_read_only)

    async def send(
        self, person: Person, conversation: SlackConversation, text: str, thread_ts: str | None = None
    ) -> Outcome:
        """Post what a person typed, or run it as a command."""
        if conversation.is_archived:
            raise PersonError("is_archived")
        if self.is_read_only(conversation):
            raise PersonError("messages_tab_disabled")
        if not text.strip():
            raise PersonError("no_text")
        if text.startswith("/"):
            return await self._command(person, conversation, text, thread_ts)
        if thread_ts is not None and conversation.thread_root(thread_ts) is None:
            raise PersonError("thread_not_found", 404)
        message = self._state.post(conversation, person.id, self._typed(text), thread_ts=thread_ts)
        conversation.read_until[person.id] = message.ts
        return {**DONE, "ts": message.ts}

    def edit(self, person: Person, conversation: SlackConversation, ts: str, text: str) -> Outcome:
        """Change a person's own message."""
        self._check_own(person, conversation, ts)
        if not text.strip():
            raise PersonError("no_text")
        self._state.edit(conversation, ts, text=self._typed(text), edited=True)
        return DONE

    def delete(self, person: Person, conversation: SlackConversation, ts: str) -> Outcome:
        """Delete a person's own message."""
        self._check_own(person, conversation, ts)
        self._state.delete(conversation, ts)
        return DONE

    def _typed(self, text: str) -> str:
        return with_mentions(self._state, escape(text), labelled=False)

    def _check_own(self, person: Person, conversation: SlackConversation, ts: str) -> None:
        message = conversation.find_public(ts)
        if message is None or message.user != person.id or message.is_service:
            raise PersonError("message_not_found", 404)
        if self.is_read_only(conversation):
            raise PersonError("is_read_only")

    async def _command(
        self, person: Person, conversation: SlackConversation, typed: str, thread_ts: str | None
    ) -> Outcome:
        name, text = [*typed.split(maxsplit=1), ""][:2]
        if thread_ts is not None:
            self._state.notify_privately(conversation, person.id, f"{name} is not supported in threads. Sorry!")
            return failed("not_supported_in_threads")
        if name in membership.DESCRIPTIONS:
            membership.run(self._state, name, person, conversation, text)
            return DONE
        if name not in self._commands:
            self._state.notify_privately(conversation, person.id, f"`{escape(name)}` is not a valid command.")
            return failed("invalid_command")
        return await self._send_command(person, conversation, name, text)

    async def _send_command(self, person: Person, conversation: SlackConversation, name: str, text: str) -> Outcome:
        escaped = escape(text.strip())
        if self._commands[name].should_escape:
            escaped = with_mentions(self._state, escaped, labelled=True)
        payload = payloads.command(
            person,
            conversation,
            name,
            escaped,
            trigger_id=self._triggers.issue(person.id),
            response_url=self._response_urls.issue("commands", person.id, conversation),
        )
        try:
            answer = await self._deliveries.deliver("slash_commands", payload, accepts_response=True)
            self._show_answer(person, conversation, f"{name} {escaped}".strip(), answer)
        except (DeliveryFailed, SlackError) as failure:
            self._state.notify_privately(conversation, person.id, f'{name} failed with the error "{failure.code}"')
            return failed(failure.code)
        return DONE

    def _show_answer(self, person: Person, conversation: SlackConversation, typed: str, answer: Outcome | None) -> None:
        if not answer:
            return
        if answer.get("response_type") == "in_channel":
            self._state.note(conversation, person.id, typed)
        post_answer(self._state, conversation, person.id, answer)
