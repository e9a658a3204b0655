"""Sessions: the turns of a thread are taken one after the other, and each is answered once."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from slack_sdk import WebClient

from bot.alerts.service import Desk
from bot.conversation.conversation import Conversation, StillBusy, Thread, Unsaid
from bot.conversation.questions import closing_words, describe_answer
from bot.conversation.replies import Reply
from bot.conversation.turn import Answer, ButtonAnswer, ConversationContext, Turn
from bot.conversation.waterfall import Waterfalls
from bot.delivery.idempotent_sender import Once
from bot.delivery.ports import NotDelivered, Refused, TryLater
from bot.leads.erasure import SlackMessage
from bot.leads.lead import UnknownLead
from bot.leads.summary import NAMELESS, name_of
from bot.slack.client.slack_channel import SlackCourier
from bot.slack.client.thread_poster import Voice
from bot.store import Store

log = logging.getLogger(__name__)

_MAX_HEARD = 20

Respond = Callable[[Turn, ConversationContext], Answer | None]
Render = Callable[[Reply], dict[str, Any]]


class ConversationSessions:
    """Remembers and answers conversations in threads. Safe to share between threads of the process, and replicas.

    What is known and the answer are saved together, before the answer is posted: if the process dies meanwhile, the
    answer is posted when the turn is taken again, or the next turn is, or `catch_up` is called. A message that was
    posted by then is found instead of being posted again.
    """

    def __init__(
        self,
        context: ConversationContext,
        store: Store,
        alerts: Desk,
        *,
        courier: SlackCourier,
        client: WebClient,
        waterfalls: Waterfalls,
        render: Render,
    ) -> None:
        self.context = context
        self._store = store
        self._alerts = alerts
        self._courier = courier
        self._client = client
        self._waterfalls = waterfalls
        self._render = render

    def take(
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
        """Take a turn, and return the answer that was posted, or None if `respond` has none; `show` posts its picture.

        `slow`: the person sees that an answer is coming. `pressed`: the button of a question, which may be an old one.

        Raises:
            StillBusy: the turn before does not end.
            TryLater: Slack did not take the answer now; it is posted later.
        """
        voice = self._voice(thread)
        try:
            with self._store.conversations.turn(thread, clock=lambda: self._alerts.now):
                if slow:
                    voice.think()
                before = self._load(voice)
                is_new = key not in before.heard
                turn = Turn(before, text, user, plain, ts=ts)
                answer = respond(turn, self.context) if is_new else None
                if answer is not None:
                    answer = self._post_shared(answer, key, voice)
                    self._save_and_post(answer, turn, key, voice)
                if pressed is not None and (answer is None or pressed.message_ts != before.question_ts):
                    self._close_old_question(pressed, before, voice)
                return answer
        except Refused as refused:
            log.warning("a turn cannot be answered: %s", refused)
            return None

    def catch_up(self) -> None:
        """Post the answers that were not posted, because a process died or Slack did not take them."""
        for thread in self._store.conversations.unsaid(self._alerts.now):
            voice = self._voice(thread)
            try:
                with self._store.conversations.turn(thread, clock=lambda: self._alerts.now):
                    self._load(voice)
            except TryLater as failed:
                log.warning("answers are said later: %s", failed)
                return
            except (NotDelivered, StillBusy) as failed:
                log.warning("an answer is said later, or never: %s", failed)

    def show(self, answer: Answer | None, thread: Thread) -> None:
        """Draw and post the picture of an answer, if it has one; that takes seconds."""
        if answer is None or answer.picture_of is None or answer.conversation is None:
            return
        lead_id = answer.conversation.lead_id
        if lead_id is not None and not self._is_known(lead_id):
            return  # it was forgotten meanwhile
        picture = self._waterfalls.draw(answer.picture_of)
        file_id = self._voice(thread).post_picture(picture) if picture else None
        if file_id is not None and lead_id is not None:
            self._record([lead_id, *answer.other_leads], SlackMessage(thread.channel, file_id=file_id))

    def _is_known(self, lead_id: str) -> bool:
        try:
            self.context.leads.get(lead_id)
        except UnknownLead:
            return False
        return True

    def _voice(self, thread: Thread) -> Voice:
        once = Once(self._store.tellings)
        return Voice(thread, client=self._client, courier=self._courier, once=once, now=self._alerts.now)

    def _load(self, voice: Voice) -> Conversation:
        """Return the conversation; the answer to the last turn is posted first, if it was not."""
        before = self._store.conversations.get(voice.thread, at=self._alerts.now)
        return Conversation(voice.thread) if before is None else self._post_unsaid(before, before, voice)

    def _post_shared(self, answer: Answer, key: str, voice: Voice) -> Answer:
        """Post the card that an answer shares with a channel, and return the answer, or another one if that failed."""
        shared = answer.shared
        if shared is None or voice.share(key, shared.channel, self._render(shared.card)):
            return answer
        return replace(answer, replies=(shared.if_refused,))

    def _save_and_post(self, answer: Answer, turn: Turn, key: str, voice: Voice) -> None:
        """Save what is known after a turn with its answer, and post the answer."""
        known = turn.conversation
        after = self._after(answer, known, key)
        if answer.conversation is None:
            so_far = [SlackMessage(known.thread.channel, ts) for ts in known.said_before]
            self._store.messages.to_be_removed(so_far, at=self._alerts.now)
            self._post_unsaid(after, known, voice)
            self._save(Conversation(voice.thread, heard=after.heard))
            return
        if answer.private:  # seen twice by one person does no harm, never seen does
            for reply in answer.replies:
                voice.whisper(self._render(reply), turn.user)
        self._save(after)
        self._post_unsaid(after, known, voice)

    def _close_old_question(self, pressed: ButtonAnswer, before: Conversation, voice: Voice) -> None:
        """Remove the buttons of a question that is not the last one, and say what is known by now."""
        feature = next(one for one in self.context.features if one.name == pressed.feature)
        lead = self.context.leads.get(pressed.lead_id).lead if pressed.lead_id else before.lead
        skipped = {feature.name} if pressed.value is None else before.skipped
        voice.close_question(pressed.message_ts, describe_answer(feature, lead, skipped))

    def _after(self, answer: Answer, known: Conversation, key: str) -> Conversation:
        """Return the conversation after a turn whose answer has not been posted."""
        after = answer.conversation or Conversation(known.thread)
        lead_ids = tuple(lead_id for lead_id in (after.lead_id, *answer.other_leads) if lead_id)
        messages = tuple(map(self._render, answer.replies))
        unsaid = None if answer.private else Unsaid(key, messages, answer.asks, lead_ids)
        heard = (*known.heard, key)[-_MAX_HEARD:]
        kept = known.question_ts if after.asked == known.asked and not answer.asks else None
        return replace(after, heard=heard, unsaid=unsaid, question_ts=kept, title=known.title)

    def _post_unsaid(self, after: Conversation, before: Conversation, voice: Voice) -> Conversation:
        """Post the answer, close the question from before, name the thread; and save that this was done."""
        unsaid = after.unsaid
        if unsaid is None:
            return after
        try:
            posted = self._post(unsaid, voice)
        except Refused:  # it would be refused again, and what follows must not wait for it
            self._save(replace(after, unsaid=None))
            raise
        if unsaid.asks:
            after = replace(after, question_ts=posted[-1])
        if before.question_ts and after.question_ts != before.question_ts:
            voice.close_question(before.question_ts, closing_words(before, after, self.context.features))
        title = name_of(after.lead)
        if title not in {after.title, NAMELESS}:
            voice.call_thread(title)
        after = replace(after, unsaid=None, title=title, said_before=self._posted_before_score(after, posted))
        self._save(after)
        return after

    def _post(self, unsaid: Unsaid, voice: Voice) -> list[str]:
        """Post all messages of an answer, and return their time stamps."""
        posted = []
        for number, message in enumerate(unsaid.messages, 1):
            posted.append(voice.say(message, f"{unsaid.key}:{number}"))
            self._record(unsaid.tells_of, SlackMessage(voice.thread.channel, posted[-1]))
        return posted

    def _posted_before_score(self, after: Conversation, posted: Sequence[str]) -> tuple[str, ...]:
        """Return the answers that were posted before the lead had an id; once it has, they are recorded as its own."""
        if after.lead_id is None:
            return (*after.said_before, *posted)
        for ts in after.said_before:
            self._record([after.lead_id], SlackMessage(after.thread.channel, ts))
        return ()

    def _record(self, lead_ids: Iterable[str], message: SlackMessage) -> None:
        self._store.messages.tells_of(lead_ids, message, at=self._alerts.now)

    def _save(self, conversation: Conversation) -> None:
        ends_at = self._alerts.now + self.context.ends_after
        self._store.conversations.save(conversation, ends_at=ends_at)
