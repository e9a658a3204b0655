"""Scored: what becomes of facts once it is clear whose they are, and what a score is answered with."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.conversation.asking import next_question
from bot.conversation.conversation import Conversation
from bot.conversation.progress import not_read, progress_message, remarks_on
from bot.conversation.turn import Answer, Talk
from bot.language import Facts
from bot.leads.lead import StoredLead
from bot.leads.service import ScoredLead
from bot.slack import names
from bot.slack.views.blocks import Message
from bot.slack.views.cards import score_card
from bot.slack.views.questions import Next
from scoring.fields.lead import IDENTITY, Lead

_SOURCE = "slack"
_MOST_LEADS = 10
_MENTION_ME = f"In this channel I hear only what mentions me: press a button, or begin with @{names.BOT_NAME}."


def score_stated(
    stated: Lead, user: str, talk: Talk, lead_id: str | None = None, *, without: Collection[str] = ()
) -> ScoredLead:
    """Score what `user` stated of a lead, of that one if its id is known, `without` some features; UnknownLead."""
    return talk.leads.score(stated, source=_SOURCE, by=user, lead_id=lead_id, without=without)


def score_several(facts: Facts, user: str, talk: Talk) -> tuple[list[StoredLead], tuple[str, ...]]:
    """Score leads that were told of at once, at most ten, and return them with remarks on how the text was read.

    Those of which only a name is known are passed over.
    """
    leads = [lead for lead in (facts.lead, *facts.more) if features_of(lead)]
    ids = [score_stated(lead, user, talk).lead_id for lead in leads[:_MOST_LEADS]]
    scored = [talk.store.leads.get(lead_id) for lead_id in dict.fromkeys(ids)]
    return scored, (*not_read(len(leads) - _MOST_LEADS), *remarks_on(facts))


def score_answer(known: Conversation, scored: ScoredLead, facts: Facts, talk: Talk, *, is_first: bool) -> Answer:
    """Return what a score is answered with: a card at the beginning and at the end, a line and a question between."""
    following = next_question(known, talk)
    after, remarks = replace(known, asked=following.asked), remarks_on(facts, known.lead)
    if is_first and known.thread.is_public:
        remarks = (*remarks, _MENTION_ME)
    if following.question is not None and not is_first:
        words = progress_message(scored, facts.lead, following.question, after, remarks=remarks, channel=talk.channel)
    else:
        words = card_of(scored, after, following, remarks, talk)
    return Answer(after, (words,), asks=following.question is not None)


def card_of(scored: ScoredLead, after: Conversation, following: Next, remarks: Sequence[str], talk: Talk) -> Message:
    """Return the card of a lead in a conversation, with the question that follows, or why none does."""
    return score_card(
        scored,
        channel=talk.channel,
        shareable=False,
        following=following,
        skipped=tuple(sorted(after.skipped)),
        conversation=str(after.thread),
        notes=remarks,
    )


def features_of(lead: Lead) -> frozenset[str]:
    """Return the names of the features that are known of a lead."""
    return frozenset(name for name, value in lead.features.items() if value is not None)


def identity_of(lead: Lead) -> list[str]:
    """Return what is known of who a lead is."""
    return [fact for field in IDENTITY if (fact := getattr(lead, field.name))]
