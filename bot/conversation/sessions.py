"""Sessions: the turns of a thread are taken one after the other, and each is answered once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bot.alerts.service import AlertService
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.ports import ConversationStore, Threads
from bot.conversation.questions import closing_words, describe_answer
from bot.conversation.replies import Reply
from bot.conversation.turn import Answer, ButtonAnswer, ConversationContext, Turn
from bot.conversation.waterfall import Waterfalls
from bot.leads.erasure import SlackMessage
from bot.leads.lead import UnknownLead
from bot.leads.summary import NAMELESS, name_of
from bot.outgoing import Kind, Outgoing, answer_key, conversation_lane

_MAX_HEARD = 20

Respond = Callable[[Turn, ConversationContext], Answer | None]
Render = Callable[[Reply], dict[str, Any]]


class ConversationSessions:
    """Remembers and answers conversations in threads. Safe to share between threads of the process, and replicas.

    What is known and the answer are saved in one transaction. The outbox posts the answer, and repeats that after any
    failure.
    """

    def __init__(
        self,
        context: ConversationContext,
        store: ConversationStore,
        alerts: AlertService,
        *,
        threads: Threads,
        waterfalls: Waterfalls,
        render: Render,
    ) -> None:
        self.context = context
        self._store = store
        self._alerts = alerts
        self._threads = threads
        self._waterfalls = waterfalls
        self._render = render

    def take_turn(
        self,
        thread: Thread,
        respond: Respond,
        *,
        user: str,
        key: str,
        text: str = "",
        plain: str = "",
        ts: str = "",
        slow: bool = False,
        pressed: ButtonAnswer | None = None,
    ) -> Answer | None:
        """Take a turn, and return the answer, or None if `respond` has none; `show` posts its picture.

        `slow`: the person sees that an answer is coming. `pressed`: the button of a question, which may be an old one.

        Raises:
            StillBusy: the turn before does not end.
        """
        with self._turn(thread) as before:
            if slow:
                self._threads.think(thread)
            answer = respond(Turn(before, text, user, plain, ts=ts), self.context) if key not in before.heard else None
            messages = [] if answer is None else list(self._messages(answer, before, key, user))
            if pressed is not None and (answer is None or pressed.message_ts != before.question_ts):
                messages.append(self._closing_of_old(pressed, before, key))
            with self._store.database.write():
                if answer is not None:
                    self._save(answer, before, key)
                self._store.outbox.put(messages, at=self._alerts.now)
            self._threads.flush(_lane(thread))
            return answer

    def show(self, answer: Answer | None, thread: Thread) -> None:
        """Draw and post the picture of an answer, if it has one; that takes seconds."""
        if answer is None or answer.picture_of is None or answer.conversation is None:
            return
        lead_id = answer.conversation.lead_id
        if lead_id is not None and not self._is_known(lead_id):
            return  # it was forgotten meanwhile
        picture = self._waterfalls.draw(answer.picture_of)
        file_id = self._threads.post_picture(thread, picture) if picture else None
        if file_id is not None and lead_id is not None:
            message = SlackMessage(thread.channel, file_id=file_id)
            self._store.messages.tells_of([lead_id, *answer.other_leads], message, at=self._alerts.now)

    @contextmanager
    def _turn(self, thread: Thread) -> Iterator[Conversation]:
        """Take a turn once the answer to the last one is posted, if Slack takes it; yield what is known."""
        with self._store.conversations.turn(thread, at=self._alerts.now):
            self._threads.flush(_lane(thread))
            yield self._store.conversations.get(thread, at=self._alerts.now) or Conversation(thread)

    def _is_known(self, lead_id: str) -> bool:
        try:
            self.context.leads.get(lead_id)
        except UnknownLead:
            return False
        return True

    def _save(self, answer: Answer, before: Conversation, key: str) -> None:
        """Save the conversation after a turn."""
        now, messages = self._alerts.now, self._store.messages
        so_far = [SlackMessage(before.thread.channel, ts) for ts in before.said_before]
        after = answer.conversation
        if after is None:
            messages.to_be_removed(so_far, at=now)
            after = Conversation(before.thread)
        elif after.lead_id is not None:
            for message in so_far:
                messages.tells_of([after.lead_id], message, at=now)
            after = replace(after, said_before=())
        heard = (*before.heard, key)[-_MAX_HEARD:]
        kept = before.question_ts if after.asked == before.asked and not answer.asks else None
        after = replace(after, heard=heard, question_ts=kept, title=_title(after) or before.title)
        self._store.conversations.save(after, ends_at=now + self.context.ends_after)

    def _messages(self, answer: Answer, before: Conversation, key: str, user: str) -> Iterator[Outgoing]:
        """Yield what an answer sends, in order."""
        thread, lane, first = before.thread, _lane(before.thread), answer_key(key, 1)
        place: dict[str, Any] = {"channel": thread.channel, "thread_ts": thread.ts}
        if (shared := answer.shared) is not None:
            card, refused = self._render(shared.card), self._render(shared.if_refused)
            about = {"to": shared.channel, "message": card, "refused": refused, "first_answer": first}
            yield Outgoing(f"{first}:shared", Kind.SHARE, lane, payload=place | about)
        messages = dict(enumerate(map(self._render, answer.replies), 1))
        if answer.private:
            for number, message in messages.items():
                private = {"message": message, "user": user}
                yield Outgoing(answer_key(key, number), Kind.PRIVATE, lane, payload=place | private)
            return
        after = answer.conversation or Conversation(thread)
        lead_ids = [lead_id for lead_id in (after.lead_id, *answer.other_leads) if lead_id]
        of_lead = answer.conversation is not None and after.lead_id is None
        for number, message in messages.items():
            asks = answer.asks and number == len(messages)
            payload: dict[str, Any] = {"message": message, "asks": asks, "of_lead": of_lead, "lead_ids": lead_ids}
            yield Outgoing(answer_key(key, number), Kind.ANSWER, lane, payload=place | payload)
        if before.question_ts and (answer.asks or after.asked != before.asked):
            words = closing_words(before, after, self.context.features)
            yield _closing(thread, before.question_ts, words, key)
        title = _title(after)
        if title and title != before.title and not thread.is_public:
            yield Outgoing(f"{first}:title", Kind.TITLE, lane, payload=place | {"title": title})

    def _closing_of_old(self, pressed: ButtonAnswer, before: Conversation, key: str) -> Outgoing:
        """Return what removes the buttons of a question that is not the last one, and says what is known by now."""
        feature = next(one for one in self.context.features if one.name == pressed.feature)
        lead = self.context.leads.get(pressed.lead_id).lead if pressed.lead_id else before.lead
        skipped = {feature.name} if pressed.value is None else before.skipped
        words = describe_answer(feature, lead, skipped)
        return _closing(before.thread, pressed.message_ts, words, f"{key}:pressed")


def _closing(thread: Thread, question_ts: str, words: str, key: str) -> Outgoing:
    payload = {"channel": thread.channel, "thread_ts": thread.ts, "ts": question_ts, "words": words}
    return Outgoing(f"{answer_key(key, 1)}:closes", Kind.CLOSE_QUESTION, _lane(thread), payload=payload)


def _title(conversation: Conversation) -> str:
    """Return what the thread is called, or nothing while the lead has no name."""
    title = name_of(conversation.lead)
    return "" if title == NAMELESS else title


def _lane(thread: Thread) -> str:
    return conversation_lane(*thread)
