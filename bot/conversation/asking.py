"""Asking: which question comes next, and how one ends that was asked."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.turn import Talk
from bot.leads.identity import may_be_called
from bot.slack.views.blocks import Block, escaped, mrkdwn
from bot.slack.views.questions import Next, next_for
from scoring.fields.field import Feature
from scoring.fields.lead import FEATURES, Lead

_QUESTION = "question_"


def next_question(conversation: Conversation, talk: Talk) -> Next:
    """Return the question that would help most; none where none is wanted, or none would change much."""
    return Next() if conversation.stopped else next_for(conversation.lead, talk.scorer, conversation.skipped)


def asked_no_more(conversation: Conversation) -> Conversation:
    """Return the conversation in which a yes is none to an earlier question: the bot asks something else now."""
    return replace(conversation, asked=None)


def closing_words(before: Conversation, after: Conversation | None) -> str:
    """Return how the question that was asked `before` ended: "25 website visits", "not known", "not asked any more"."""
    feature = next((one for one in FEATURES if one.name == before.asked), None)
    if feature is None or after is None or not _is_same_lead(before, after):
        return "not asked any more"
    if feature.name == after.asked and after.lead.features[feature.name] is None:
        return "asked again below"
    return known_of(feature, after.lead, after.skipped)


def _is_same_lead(before: Conversation, after: Conversation) -> bool:
    if before.lead_id is not None:
        return after.lead_id == before.lead_id
    return may_be_called(before.lead.name or "", after.lead.name or "")


def known_of(feature: Feature, lead: Lead, skipped: Collection[str]) -> str:
    """Return what is known by now of what was asked; `skipped` are the features that nobody knows."""
    value = lead.features[feature.name]
    if value is not None:
        return feature.say(value).text
    return "not known" if feature.name in skipped else "not asked any more"


def without_question(blocks: Sequence[Block], answer: str) -> list[Block]:
    """Return the blocks of a message with the answer in the place of its question's buttons."""
    return [mrkdwn(f":ballot_box_with_check: {escaped(answer)}") if _is_question(one) else one for one in blocks]


def _is_question(block: Block) -> bool:
    return str(block.get("block_id", "")).startswith(_QUESTION)
