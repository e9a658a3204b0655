"""Talks: turns in threads are taken one after the other, and each is answered once."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from slack_sdk import WebClient

from bot.conversation.asking import closing_words, known_of
from bot.conversation.conversation import Conversation, StillBusy, Thread, Unsaid
from bot.conversation.turn import Answer, Talk
from bot.conversation.waterfall import Waterfalls
from bot.conversation.why import post_picture
from bot.delivery.idempotent_sender import Once
from bot.delivery.ports import NotDelivered, Refused, TryLater
from bot.leads.lead import UnknownLead
from bot.leads.summary import NAMELESS, name_of
from bot.slack.client.slack_channel import SlackCourier
from bot.slack.client.thread_poster import Voice
from bot.slack.views.questions import Asked
from bot.store.slack_messages import SlackMessage
from scoring.fields.lead import FEATURES

log = logging.getLogger(__name__)

_HEARD_MOST = 20

Respond = Callable[[Conversation], Answer | None]


@dataclass(frozen=True)
class Spoken:
    """Who spoke, the key of the turn, and the question of which a button was `pressed`, if one was."""

    key: str
    user: str
    pressed: Asked | None = None


class Talks:
    """Remembers, answers and speaks in threads. Safe to share between threads of the process, and between replicas.

    What is known and what is to be said are saved together, before it is said: who is killed meanwhile says it when the
    turn is taken again, or the next one is, or `catch_up` is called. What stands in Slack by then is found instead of
    being said again.
    """

    def __init__(self, talk: Talk, courier: SlackCourier, client: WebClient, waterfalls: Waterfalls) -> None:
        self.talk = talk
        self._courier = courier
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
        """Take a turn, and return the answer that was said, or None if `respond` has none; `show` what else it has.

        `slow`: the person is shown that an answer is coming. `pressed`: a question of which a button was pressed, which
        may be an old one.

        Raises:
            StillBusy: the turn before does not end.
            TryLater: Slack did not take the answer now; it is said later.
        """
        voice = self._voice(thread)
        try:
            with self.talk.store.conversations.turn(thread, clock=lambda: self.talk.desk.now):
                if slow:
                    voice.think()
                before, spoken = self._before(voice), Spoken(key, user, pressed)
                answer = self._answer(before, spoken, respond, voice)
                if pressed is not None and (answer is None or pressed.message_ts != before.question_ts):
                    self._close_old(pressed, before, voice)
                return answer
        except Refused as refused:
            log.warning("a turn cannot be answered: %s", refused)
            return None

    def catch_up(self) -> None:
        """Say the answers that were not said, because who was about to died, or because Slack did not take them."""
        for thread in self.talk.store.conversations.unsaid(self.talk.desk.now):
            voice = self._voice(thread)
            try:
                with self.talk.store.conversations.turn(thread, clock=lambda: self.talk.desk.now):
                    self._before(voice)
            except TryLater as failed:
                log.warning("answers are said later: %s", failed)
                return
            except (NotDelivered, StillBusy) as failed:
                log.warning("an answer is said later, or never: %s", failed)

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
            self._note(lead_ids, SlackMessage(thread.channel, file_id=file_id))

    def _is_known(self, lead_id: str) -> bool:
        try:
            self.talk.store.leads.lead(lead_id)
        except UnknownLead:
            return False
        return True

    def _voice(self, thread: Thread) -> Voice:
        once = Once(self.talk.store.tellings)
        return Voice(thread, client=self._client, courier=self._courier, once=once, now=self.talk.desk.now)

    def _before(self, voice: Voice) -> Conversation:
        """Return the conversation as it stands, the answer to the last turn having been said."""
        before = self.talk.store.conversations.get(voice.thread, at=self.talk.desk.now)
        return Conversation(voice.thread) if before is None else self._said(before, before, voice)

    def _answer(self, known: Conversation, spoken: Spoken, respond: Respond, voice: Voice) -> Answer | None:
        """Answer a turn, and remember what is known from then on; None if there is nothing to say to it."""
        answer = respond(known) if spoken.key not in known.heard else None
        if answer is None:
            return None
        if answer.shared is not None and not voice.share(spoken.key, answer.shared.channel, answer.shared.message):
            answer = replace(answer, messages=(answer.shared.refused,))
        after = self._heard(answer, known, spoken.key)
        if answer.conversation is None:
            so_far = [SlackMessage(known.thread.channel, ts) for ts in known.said_before]
            self.talk.store.messages.to_be_removed(so_far, at=self.talk.desk.now)
            self._said(after, known, voice)
            self._save(Conversation(voice.thread, heard=after.heard))
            return answer
        if answer.private:  # seen twice by one person does no harm, never seen does
            for message in answer.messages:
                voice.whisper(message, spoken.user)
        self._save(after)
        self._said(after, known, voice)
        return answer

    def _close_old(self, pressed: Asked, before: Conversation, voice: Voice) -> None:
        """Take the buttons off a question that is not the last one, and say what is known by now."""
        feature = next(one for one in FEATURES if one.name == pressed.feature)
        lead = self.talk.store.leads.lead(pressed.lead_id) if pressed.lead_id else before.lead
        skipped = {feature.name} if pressed.value is None else before.skipped
        voice.close_question(pressed.message_ts, known_of(feature, lead, skipped))

    def _heard(self, answer: Answer, known: Conversation, key: str) -> Conversation:
        """Return what is known after a turn whose answer is still to be said."""
        after = answer.conversation or Conversation(known.thread)
        told = tuple(lead_id for lead_id in (after.lead_id, *answer.tells_of) if lead_id)
        unsaid = None if answer.private else Unsaid(key, answer.messages, answer.asks, told)
        heard = (*known.heard, key)[-_HEARD_MOST:]
        kept = known.question_ts if after.asked == known.asked and not answer.asks else None
        return replace(after, heard=heard, unsaid=unsaid, question_ts=kept, title=known.title)

    def _said(self, after: Conversation, before: Conversation, voice: Voice) -> Conversation:
        """Say what is unsaid, close the question of before, name the thread; and remember that this was done."""
        unsaid = after.unsaid
        if unsaid is None:
            return after
        try:
            said = self._say(unsaid, voice)
        except Refused:  # it would be refused again, and what follows must not wait for it
            self._save(replace(after, unsaid=None))
            raise
        if unsaid.asks:
            after = replace(after, question_ts=said[-1])
        if before.question_ts and after.question_ts != before.question_ts:
            voice.close_question(before.question_ts, closing_words(before, after))
        title = name_of(after.lead)
        if title not in {after.title, NAMELESS}:
            voice.call_thread(title)
        after = replace(after, unsaid=None, title=title, said_before=self._before_score(after, said))
        self._save(after)
        return after

    def _say(self, unsaid: Unsaid, voice: Voice) -> list[str]:
        """Say all of an answer, and return where its messages stand."""
        said = []
        for number, message in enumerate(unsaid.messages, 1):
            said.append(voice.say(message, f"{unsaid.key}:{number}"))
            self._note(unsaid.tells_of, SlackMessage(voice.thread.channel, said[-1]))
        return said

    def _before_score(self, after: Conversation, said: Sequence[str]) -> tuple[str, ...]:
        """Return where answers stand that no lead is known of yet; once one is, they are noted as its own."""
        if after.lead_id is None:
            return (*after.said_before, *said)
        for ts in after.said_before:
            self._note([after.lead_id], SlackMessage(after.thread.channel, ts))
        return ()

    def _note(self, lead_ids: Iterable[str], message: SlackMessage) -> None:
        self.talk.store.messages.tells_of(lead_ids, message, at=self.talk.desk.now)

    def _save(self, conversation: Conversation) -> None:
        ends_at = self.talk.desk.now + self.talk.ends_after
        self.talk.store.conversations.save(conversation, ends_at=ends_at)
