"""A turn in a conversation: what somebody says, and what the bot answers."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.conversation.conversation import Conversation
from bot.conversation.replies import Reply, SharedCardReply
from bot.language import FactParser, Parser
from bot.leads.service import LeadService
from scoring.explain.score import Score
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature, Value
from scoring.fields.field_set import FieldSet


@dataclass(frozen=True)
class ConversationContext:
    """What conversations work with.

    `message_parser` reads messages, perhaps with a language model behind the `parser`. A conversation is over after a
    silence of `ends_after`.
    """

    scorer: Scorer
    leads: LeadService
    parser: Parser
    message_parser: FactParser
    ends_after: timedelta

    @property
    def fields(self) -> FieldSet:
        """The fields of a lead."""
        return self.scorer.fields

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that somebody may state, also those that the model does not use."""
        return self.scorer.fields.features


@dataclass(frozen=True)
class Turn:
    """What `user` says in a conversation that was in this state.

    `text` is what was typed, as a reader sees it, without the mention of the bot; `plain` is the same without links,
    emoji and styles, for the parser. `rest` is what the words of an intent leave: "she gets pre-approved" of "what if
    she gets pre-approved?"; `who` is the lead that they name: "Sam" of "why isn't Sam High?". `ts` is when it was said.
    """

    conversation: Conversation
    text: str
    user: str
    plain: str = ""
    rest: str = ""
    ts: str = ""
    who: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether it may answer the bot's question: it was not said before the question was asked."""
        return self.ts >= (self.conversation.question_ts or "")

    @property
    def begins_thread(self) -> bool:
        """Whether the thread begins with it."""
        return self.ts == self.conversation.thread.ts

    @property
    def comes_late(self) -> bool:
        """Whether it continues a thread whose conversation is over and forgotten."""
        known = self.conversation
        return not (self.begins_thread or known.thread.is_public or known.heard or known.lead_id)


@dataclass(frozen=True)
class ButtonAnswer:
    """An answer given with a button or a form: the `value` of a `feature`, or None for "don't know".

    `lead_id` is the lead that was asked about, empty before it was scored; `message_ts` is where the question is.
    """

    feature: str
    value: Value | None = None
    lead_id: str = ""
    message_ts: str = ""


@dataclass(frozen=True)
class SharedCard:
    """A card to be posted to a channel, for everybody there; `if_refused` is the reply if it cannot be posted."""

    channel: str
    card: SharedCardReply
    if_refused: Reply


@dataclass(frozen=True)
class Answer:
    """What the bot replies to a turn, and the conversation from then on; None if the conversation is over.

    `asks`: the last reply has a question with buttons. `private`: only who spoke sees it, also in a channel.
    `picture_of`: a picture of this score's reasons follows. `other_leads` are the ids of leads that it tells about,
    other than the conversation's own. `shared` is posted elsewhere before the replies.
    """

    conversation: Conversation | None
    replies: tuple[Reply, ...] = field(default=())
    asks: bool = False
    private: bool = False
    picture_of: Score | None = None
    other_leads: tuple[str, ...] = ()
    shared: SharedCard | None = None
