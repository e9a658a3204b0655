"""Sessions: turns in threads are taken one after the other, and each is answered once."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from slack_sdk import WebClient

from bot.conversation.asking import closing_words, known_of
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.turn import Answer, Talk
from bot.conversation.waterfall import Waterfalls
from bot.conversation.why import post_picture
from bot.leads.erasure import SlackMessage
from bot.leads.lead import UnknownLead
from bot.leads.summary import NAMELESS, name_of
from bot.outgoing import Kind, Outgoing, Place, Row, answer_key, conversation_lane
from bot.slack.views.questions import Asked
from bot.store import Store
from scoring.fields.lead import FEATURES

log = logging.getLogger(__name__)

_HEARD_MOST = 20

Respond = Callable[[Conversation], Answer | None]


class Flush(Protocol):
    """Sends what the outbox holds for a lane, or waits until whoever is at it has sent it."""

    def __call__(self, lane: str) -> None:
        """Return once that is sent, or is to be sent later."""


@dataclass(frozen=True)
class Spoken:
    """Who spoke, the key of the turn, and the question of which a button was `pressed`, if one was."""

    key: str
    user: str
    pressed: Asked | None = None


class Talks:
    """Remembers and answers in threads. Safe to share between threads of the process, and between processes.

    What is known and what is to be said are saved in one transaction; the outbox says it, in order, and again after any
    failure. `think` shows that an answer is coming.
    """

    def __init__(
        self, talk: Talk, flush: Flush, think: Callable[[Thread], None], client: WebClient, waterfalls: Waterfalls
    ) -> None:
        self.talk = talk
        self._flush = flush
        self._think = think
        self._client = client
        self._waterfalls = waterfalls

    def take(
        self,
        thread: Thread,
        *,
        user: str,
        key: str,
        respond: Respond,
        slow: bool = False,
        pressed: Asked | None = None,
    ) -> Answer | None:
        """Take a turn, and return the answer, or None if `respond` has none; `show` what else it has.

        `slow`: the person is shown that an answer is coming. `pressed`: a question of which a button was pressed, which
        may be an old one.

        Raises:
            StillBusy: the turn before does not end.
        """
        with self._turn(thread) as before:
            if slow:
                self._think(thread)
            answer = respond(before) if key not in before.heard else None
            messages = [] if answer is None else list(_messages(answer, before, Spoken(key, user, pressed)))
            if pressed is not None and (answer is None or pressed.message_ts != before.question_ts):
                messages.append(self._closing(pressed, before, key))
            with self.talk.store.database.write():
                if answer is not None:
                    self._save(answer, before, key)
                self.talk.store.outbox.put(messages, at=self.talk.desk.now)
            self._flush(_lane(thread))
            return answer

    def show(self, answer: Answer | None, thread: Thread) -> None:
        """Draw and post the picture of an answer, if it has one; that takes seconds."""
        if answer is None or answer.picture_of is None or answer.conversation is None:
            return
        if answer.conversation.lead_id is not None and not self._is_known(answer.conversation.lead_id):
            return  # it was forgotten meanwhile
        place = {"channel": thread.channel, "thread_ts": thread.ts}
        file_id = post_picture(answer.picture_of, client=self._client, waterfalls=self._waterfalls, **place)
        if file_id is not None and answer.conversation.lead_id is not None:
            lead_ids = (answer.conversation.lead_id, *answer.tells_of)
            picture = SlackMessage(thread.channel, file_id=file_id)
            self.talk.store.messages.tells_of(lead_ids, picture, at=self.talk.desk.now)

    @contextmanager
    def _turn(self, thread: Thread) -> Iterator[Conversation]:
        """Take a turn, once the answer to the last one is posted, if Slack takes it; yield what is known."""
        store = self.talk.store
        with store.conversations.turn(thread, at=self.talk.desk.now):
            self._flush(_lane(thread))
            yield store.conversations.get(thread, at=self.talk.desk.now) or Conversation(thread)

    def _save(self, answer: Answer, before: Conversation, key: str) -> None:
        """Remember what is known after a turn."""
        now, messages = self.talk.desk.now, self.talk.store.messages
        so_far = [SlackMessage(before.thread.channel, ts) for ts in before.said_before]
        after = answer.conversation
        if after is None:
            messages.to_be_removed(so_far, at=now)
            after = Conversation(before.thread)
        elif after.lead_id is not None:
            for message in so_far:
                messages.tells_of([after.lead_id], message, at=now)
            after = replace(after, said_before=())
        heard = (*before.heard, key)[-_HEARD_MOST:]
        title = _title(after)
        kept = before.question_ts if after.asked == before.asked and not answer.asks else None
        after = replace(after, heard=heard, question_ts=kept, title=title or before.title)
        self.talk.store.conversations.save(after, ends_at=now + self.talk.ends_after)

    def _closing(self, pressed: Asked, before: Conversation, key: str) -> Outgoing:
        """Return what takes the buttons off a question that is not the last one, and says what is known by now."""
        feature = next(one for one in FEATURES if one.name == pressed.feature)
        lead = self.talk.store.leads.lead(pressed.lead_id) if pressed.lead_id else before.lead
        skipped = {feature.name} if pressed.value is None else before.skipped
        return _closing_of(before.thread, pressed.message_ts, known_of(feature, lead, skipped), f"{key}:pressed")

    def _is_known(self, lead_id: str) -> bool:
        try:
            self.talk.store.leads.lead(lead_id)
        except UnknownLead:
            return False
        return True


class AnswerRecorder:
    """Records where answers were posted."""

    def __init__(self, store: Store, now: Callable[[], Any]) -> None:
        self._store = store
        self._now = now

    def sent(self, row: Row, place: Place | None) -> None:
        """Remember an answer as the question that is open, if it asks it, and as one that goes with its lead."""
        if row.kind is Kind.ANSWER and place is not None:
            thread, payload = Thread(row.payload["channel"], row.payload["thread_ts"]), row.payload
            self._store.conversations.posted(
                thread, place.ts, asks=payload["asks"], of_lead=payload["of_lead"], at=self._now()
            )

    def refused(self, row: Row, code: str) -> None:
        """Give up an answer; in place of what cannot be shared, say so."""
        log.warning("an answer (%s) was not sent: Slack refuses it (%s)", row.kind, code)
        if row.kind is Kind.SHARE:
            first = self._store.outbox.find(row.payload["first_answer"])
            if first is not None:
                payload = dict(first.payload) | {"message": row.payload["refused"]}
                self._store.outbox.replace_payload(first.key, payload)
        self._store.outbox.done(row, self._now())

    def gone(self, row: Row) -> None:
        """Give up what was to be updated."""
        self._store.outbox.done(row, self._now())


def _messages(answer: Answer, before: Conversation, spoken: Spoken) -> Iterator[Outgoing]:
    """Yield what an answer sends, in order."""
    thread, lane, after = before.thread, _lane(before.thread), answer.conversation
    place: dict[str, Any] = {"channel": thread.channel, "thread_ts": thread.ts}
    if answer.shared is not None:
        shared = {"to": answer.shared.channel, "message": answer.shared.message, "refused": answer.shared.refused}
        payload = place | shared | {"first_answer": answer_key(spoken.key, 1)}
        yield Outgoing(f"{answer_key(spoken.key, 1)}:shared", Kind.SHARE, lane, payload=payload)
    if answer.private:
        for number, message in enumerate(answer.messages, 1):
            payload = place | {"message": message, "user": spoken.user}
            yield Outgoing(answer_key(spoken.key, number), Kind.PRIVATE, lane, payload=payload)
        return
    lead_ids = [lead_id for lead_id in (after.lead_id if after else None, *answer.tells_of) if lead_id]
    for number, message in enumerate(answer.messages, 1):
        asks = answer.asks and number == len(answer.messages)
        of_lead = after is not None and after.lead_id is None
        payload = place | {"message": message, "asks": asks, "of_lead": of_lead, "lead_ids": lead_ids}
        yield Outgoing(answer_key(spoken.key, number), Kind.ANSWER, lane, payload=payload)
    after = after or Conversation(thread)
    if before.question_ts and (answer.asks or after.asked != before.asked):
        yield _closing_of(thread, before.question_ts, closing_words(before, after), spoken.key)
    title = _title(after)
    if title and title != before.title and not thread.is_public:
        payload = place | {"title": title}
        yield Outgoing(f"{answer_key(spoken.key, 1)}:title", Kind.TITLE, lane, payload=payload)


def _closing_of(thread: Thread, question_ts: str, words: str, key: str) -> Outgoing:
    payload = {"channel": thread.channel, "thread_ts": thread.ts, "ts": question_ts, "words": words}
    return Outgoing(f"{answer_key(key, 1)}:closes", Kind.CLOSE_QUESTION, _lane(thread), payload=payload)


def _title(conversation: Conversation) -> str:
    """Return what the thread is called, or nothing while the lead has no name."""
    title = name_of(conversation.lead)
    return "" if title == NAMELESS else title


def _lane(thread: Thread) -> str:
    return conversation_lane(*thread)
