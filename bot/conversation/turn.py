"""A turn in a conversation: what somebody says, and what the bot answers. Nothing here talks to Slack."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.alerts.service import Desk
from bot.conversation.conversation import Conversation
from bot.language import ReadFacts, parse_facts
from bot.leads.service import LeadService
from bot.slack.views.blocks import Message
from bot.store import Store
from scoring.explain.score import Score
from scoring.explain.scorer import Scorer


@dataclass(frozen=True)
class Talk:
    """What conversations work with; `channel` is that of the hot leads, `ends_after` a silence of that length.

    `read_facts` reads what people write.
    """

    scorer: Scorer
    store: Store
    leads: LeadService
    desk: Desk
    channel: str
    ends_after: timedelta
    read_facts: ReadFacts = parse_facts


@dataclass(frozen=True)
class Turn:
    """What `user` says in a conversation, as it stood then.

    `text` is what was typed, in Slack's markup, without the mention of the bot. `rest` is what the words of an intent
    leave of it: "she gets pre-approved" of "what if she gets pre-approved?"; `who` is whom they name: "Sam" of "why
    isn't Sam High?". `ts` is when it was said, as Slack counts.
    """

    conversation: Conversation
    text: str
    user: str
    rest: str = ""
    ts: str = ""
    who: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether it may answer the bot's question: it was not said before that was asked."""
        return self.ts >= (self.conversation.question_ts or "")

    @property
    def begins_thread(self) -> bool:
        """Whether the thread begins with it."""
        return self.ts == self.conversation.thread.ts

    @property
    def comes_late(self) -> bool:
        """Whether it goes on with a thread of which nothing is remembered: the conversation there is over."""
        known = self.conversation
        return not (self.begins_thread or known.thread.is_public or known.heard or known.lead_id)


@dataclass(frozen=True)
class Shared:
    """A message to be posted to a channel, for everybody there; `refused` is said in the thread if Slack refuses."""

    channel: str
    message: Message
    refused: Message


@dataclass(frozen=True)
class Answer:
    """What the bot says to a turn, and what it remembers from then on; nothing where the conversation is over.

    `asks`: the last message has a question with buttons. `private`: only who spoke is to see it, also in a channel.
    `picture_of`: a picture of this score's reasons is to follow. `tells_of` are the ids of leads that it tells of
    beside the conversation's. `shared` is posted elsewhere before anything is said here.
    """

    conversation: Conversation | None
    messages: tuple[Message, ...] = field(default=())
    asks: bool = False
    private: bool = False
    picture_of: Score | None = None
    tells_of: tuple[str, ...] = ()
    shared: Shared | None = None
