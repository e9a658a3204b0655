"""Questions: which one comes next, and how one ends that was asked before."""

from collections.abc import Collection
from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.replies import NextQuestion, QuestionReply
from bot.conversation.turn import ConversationContext
from bot.leads.identity import may_be_called
from scoring.explain.next_question import WORTH_ASKING, Question
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature
from scoring.fields.lead import Lead

_HARDLY = "I ask nothing more: the rest would hardly change it."
_DROPPED = "not asked any more"


def choose_question(lead: Lead, scorer: Scorer, skipped: Collection[str] = ()) -> NextQuestion:
    """Return the question that would help most, if any would help much; `skipped` is what nobody knows."""
    question = scorer.next_question(lead, skipped=frozenset(skipped))
    if question is not None and question.gain >= WORTH_ASKING:
        return NextQuestion(question)
    best = scorer.next_question(lead) if skipped else question
    if best is None:
        return NextQuestion()
    if best.gain >= WORTH_ASKING:
        unknown = best.feature.title.lower()
        return NextQuestion(None, f"I ask nothing more. What would help most is what you do not know: {unknown}.")
    return NextQuestion(None, _HARDLY)


def next_question(conversation: Conversation, context: ConversationContext) -> NextQuestion:
    """Return the next question of a conversation; none if nobody wants one, or none would help much."""
    if conversation.stopped:
        return NextQuestion()
    return choose_question(conversation.lead, context.scorer, conversation.skipped)


def question_reply(
    conversation: Conversation, question: Question, *lines: str, remarks: tuple[str, ...] = ()
) -> QuestionReply:
    """Return lines and a question of a conversation."""
    return QuestionReply(
        question,
        conversation.thread,
        conversation.lead_id or "",
        conversation.skipped,
        tuple(line for line in lines if line),
        remarks,
    )


def clear_question(conversation: Conversation) -> Conversation:
    """Return the conversation in which a yes does not answer an earlier question: the bot asks something else now."""
    return replace(conversation, asked=None)


def closing_words(before: Conversation, after: Conversation, features: Collection[Feature]) -> str:
    """Return how the question asked `before` ended: "25 website visits", "not known", "not asked any more"."""
    feature = next((one for one in features if one.name == before.asked), None)
    if feature is None or not _is_same_lead(before, after):
        return _DROPPED
    if feature.name == after.asked and after.lead.get(feature.name) is None:
        return "asked again below"
    return describe_answer(feature, after.lead, after.skipped)


def _is_same_lead(before: Conversation, after: Conversation) -> bool:
    if before.lead_id is not None:
        return after.lead_id == before.lead_id
    return may_be_called(before.lead.name or "", after.lead.name or "")


def describe_answer(feature: Feature, lead: Lead, skipped: Collection[str]) -> str:
    """Return what is known by now about a feature that was asked for; `skipped` are the features that nobody knows."""
    value = lead.get(feature.name)
    if value is not None:
        return feature.phrase(value).text
    return "not known" if feature.name in skipped else _DROPPED
