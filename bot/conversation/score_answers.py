"""Score answers: what a score is answered with, a card or the change and the next question."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.alerts.alert import Alert, AlertStatus
from bot.conversation.conversation import Conversation
from bot.conversation.fallback import not_understood
from bot.conversation.questions import next_question, question_reply
from bot.conversation.replies import CardReply, NextQuestion, QuestionReply
from bot.conversation.turn import Answer, ConversationContext
from bot.language import Facts
from bot.leads.lead import StoredLead
from bot.leads.service import ScoredLead
from bot.leads.summary import NAMELESS, describe_unknown, direction, format_tier, name_of
from scoring.explain.next_question import Question
from scoring.explain.reasons import say_beyond
from scoring.explain.score import Score
from scoring.fields.field import Feature
from scoring.fields.lead import Lead
from scoring.text import join_words

SOURCE = "slack"
"""The way leads of conversations come in."""

_MAX_LEADS = 10


def answer_with_score(
    known: Conversation, scored: ScoredLead, facts: Facts, context: ConversationContext, *, is_first: bool
) -> Answer:
    """Return a card at the beginning and at the end of a conversation; else what changed and the next question."""
    following = next_question(known, context)
    after = replace(known, asked=following.feature)
    remarks = reading_remarks(facts, context, known.lead)
    if following.question is None or is_first:
        explains_mentions = is_first and known.thread.is_public
        card = card_reply(scored, after, following, remarks, explains_mentions=explains_mentions)
        return Answer(after, (card,), asks=following.question is not None)
    progress = progress_reply(scored, facts.lead, following.question, after, context.features, remarks=remarks)
    return Answer(after, (progress,), asks=True)


def card_reply(
    scored: ScoredLead,
    after: Conversation,
    following: NextQuestion,
    remarks: Sequence[str],
    *,
    explains_mentions: bool = False,
) -> CardReply:
    """Return the card of a conversation's lead."""
    return CardReply(scored, following, after.thread, after.skipped, tuple(remarks), explains_mentions)


def progress_reply(
    scored: ScoredLead,
    stated: Lead,
    question: Question,
    after: Conversation,
    features: Sequence[Feature],
    *,
    remarks: Sequence[str],
) -> QuestionReply:
    """Return how new facts changed the score, and the next question."""
    noted = f"Noted: {join_words(taken)}." if (taken := describe_facts(stated, features)) else ""
    outlook = describe_unknown(scored.score)[:1]
    remarks = (*_doubts(scored.score, stated), *remarks)
    reply = question_reply(after, question, noted, _describe_change(scored), *outlook, remarks=remarks)
    return replace(reply, alert=_alert_news(scored))


def _alert_news(scored: ScoredLead) -> Alert | None:
    """Return the lead's alert if it is new, or is no longer tentative because of what was just told."""
    raised = scored.raised
    if raised is None:
        return None
    was_open = scored.before is not None and not scored.before.score.settled
    waits = raised.alert.status is AlertStatus.WAITING and not raised.alert.tentative
    is_firm_now = raised.is_changed and was_open and waits
    return raised.alert if raised.is_new or is_firm_now else None


def _describe_change(scored: ScoredLead) -> str:
    """Return whose score changed, and how: "Dana Reyes: Medium 61 % → High 84 %.", "Dana Reyes: still Medium 61 %."."""
    called, now = name_of(scored.lead), format_tier(scored.score)
    name = "This lead" if called == NAMELESS else called
    if scored.before is None:
        return f"{name}: {now}."
    was = format_tier(scored.before.score)
    if was == now:
        return f"{name}: still {now}."
    return f"{name}: {was} → {now}{direction(scored.before.score, scored.score)}."


def _doubts(score: Score, stated: Lead) -> list[str]:
    """Return a sentence about each stated value that is beyond all that the model has seen."""
    names = known_features(stated)
    return [f"Please check: {say_beyond(one)}." for one in score.beyond if one.feature.name in names]


def score_several(facts: Facts, user: str, context: ConversationContext) -> tuple[list[StoredLead], tuple[str, ...]]:
    """Score leads that were told about at once, at most ten, and return them with remarks on how the text was read.

    Leads with only a name are skipped.
    """
    leads = [lead for lead in (facts.lead, *facts.more) if known_features(lead)]
    ids = [context.leads.score(lead, source=SOURCE, by=user).lead_id for lead in leads[:_MAX_LEADS]]
    scored = [context.leads.get(lead_id) for lead_id in dict.fromkeys(ids)]
    return scored, (*unread_remark(len(leads) - _MAX_LEADS), *reading_remarks(facts, context))


def unread_remark(number: int) -> tuple[str, ...]:
    """Return a sentence about the leads of a text that were too many, if there are any."""
    leads = "lead was" if number == 1 else "leads were"
    return (f"{number} more {leads} not read.",) if number > 0 else ()


def reading_remarks(facts: Facts, context: ConversationContext, known: Lead | None = None) -> tuple[str, ...]:
    """Return sentences about how facts were read: what is wrong, was not understood, or still counts.

    `known` is all that is known about the lead: a fact counts until somebody takes it back, also if the speaker does
    not know it.
    """
    notes = [f"{note}." for note in facts.notes]
    wrong = [f"{problem.message}." for problem in facts.problems]
    still = _still_counted(facts, known, context.features) if known else ()
    return (*notes, *wrong, *not_understood(facts), *still)


def _still_counted(facts: Facts, known: Lead, all_features: Collection[Feature]) -> tuple[str, ...]:
    features = [one for one in all_features if one.name in facts.unknown]
    told = [one.phrase(value).text for one in features if (value := known.get(one.name)) is not None]
    forget = f"Say “forget the {features[0].title.lower()}” if that is wrong." if told else ""
    return (f"I still count what I was told: {join_words(told)}. {forget}",) if told else ()


def describe_facts(stated: Lead, features: Collection[Feature]) -> list[str]:
    """Return stated facts in words."""
    values = (each.phrase(value).text for each in features if (value := stated.get(each.name)) is not None)
    identity = (stated.name, stated.company, stated.email, stated.phone, stated.external_id)
    return [*filter(None, identity), *values]


def known_features(lead: Lead) -> frozenset[str]:
    """Return the names of the features that are known about a lead."""
    return frozenset(lead.values)


def known_identity(lead: Lead) -> list[str]:
    """Return the known facts about who a lead is."""
    return list(lead.identity.values())
