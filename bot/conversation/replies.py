"""Replies: what the bot answers, as values. A surface, such as Slack, renders them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.alerts.alert import Alert
from bot.conversation.conversation import Thread
from bot.leads.erasure import Erased
from bot.leads.lead import StoredLead
from bot.leads.service import ScoredLead
from scoring.explain.next_question import Question
from scoring.explain.score import Score
from scoring.fields.lead import Lead


@dataclass(frozen=True)
class TextReply:
    """Plain words, and remarks in small print."""

    words: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class HelpReply:
    """How to talk with the bot: an example of facts, and the phrases that it understands."""

    example: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class NextQuestion:
    """The question that comes next, or None; `why_none` says why, if another answer might still change the tier."""

    question: Question | None = None
    why_none: str = ""

    @property
    def feature(self) -> str | None:
        """The name of the feature that is asked about."""
        return None if self.question is None else self.question.feature.name

    @property
    def words(self) -> str:
        """The question in the plain text of a card."""
        if self.question is None:
            return self.why_none
        return f"What would help most: {self.question.text[:1].lower()}{self.question.text[1:]}"


@dataclass(frozen=True)
class CardReply:
    """The card of a lead with the next question; the first card of a conversation in a channel explains mentions."""

    scored: ScoredLead
    next_question: NextQuestion
    thread: Thread
    skipped: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    explains_mentions: bool = False


@dataclass(frozen=True)
class QuestionReply:
    """Lines, what became of the lead's alert, remarks, and a question with its answers."""

    question: Question
    thread: Thread
    lead_id: str = ""
    skipped: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    alert: Alert | None = None


class ListAction(Enum):
    """What choosing a lead from a list does."""

    TALK_ABOUT = auto()
    COMPARE = auto()
    FORGET = auto()


@dataclass(frozen=True)
class LeadListReply:
    """Leads to choose from; `owners` has the owner of each lead that has one, by its id."""

    heading: str
    leads: Sequence[StoredLead]
    action: ListAction
    owners: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ErasureReply:
    """The question whether to forget a lead, with what would be deleted."""

    stored: StoredLead
    extent: Erased


@dataclass(frozen=True)
class ReasonsReply:
    """Every reason of a lead's score."""

    lead: Lead
    score: Score


@dataclass(frozen=True)
class WhatIfReply:
    """A lead's tier now, and what it would be with other facts."""

    now: str
    changes: str
    then: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonReply:
    """Two leads side by side: rows with a fact of each, and what speaks for each, by its name."""

    names: tuple[str, str]
    tiers: tuple[str, str]
    facts: tuple[tuple[str, str, str], ...]
    advantages: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class SharedCardReply:
    """The card of a lead for everybody in a channel."""

    scored: ScoredLead


@dataclass(frozen=True)
class SharedReply:
    """The card was posted to this channel."""

    channel: str


@dataclass(frozen=True)
class NotSharedReply:
    """The card could not be posted to this channel."""

    channel: str


Reply = (
    TextReply
    | HelpReply
    | CardReply
    | QuestionReply
    | LeadListReply
    | ErasureReply
    | ReasonsReply
    | WhatIfReply
    | ComparisonReply
    | SharedCardReply
    | SharedReply
    | NotSharedReply
)
