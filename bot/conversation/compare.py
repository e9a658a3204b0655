"""Comparing the lead of a conversation with another known lead: what differs, and what makes the difference."""

import re
from collections.abc import Iterator

from bot.conversation.lead_focus import MAX_NAME_CHARS, choose_lead, find_leads
from bot.conversation.replies import ComparisonReply, ListAction
from bot.conversation.small_talk import text_answer
from bot.conversation.turn import Answer, ConversationContext, Turn
from bot.leads.identity import may_be_called
from bot.leads.lead import StoredLead
from bot.leads.summary import format_tier_so_far, name_in_sentence, name_of
from bot.text import cut
from scoring.explain.score import Reason, Score
from scoring.fields.lead import Lead

_AND = re.compile(r"\s+(?:with|to|and|against|or|versus|vs\.?)\s+", re.IGNORECASE)
_MAX_ADVANTAGES = 3
_MIN_ADVANTAGE = 0.05
"""A difference with less than this share of the largest one's weight is not named."""
_UNKNOWN = "not known"


def compare(turn: Turn, context: ConversationContext) -> Answer:
    """Compare with the lead that `rest` names; if several have that name, ask which one."""
    name = _other_name(turn)
    if name is None:
        words = f"In this thread I compare with {name_in_sentence(turn.conversation.lead)}; name the other lead only."
        return text_answer(turn.conversation, words)
    quoted = f"“{cut(name, MAX_NAME_CHARS)}”"
    found = [one for one in find_leads(name, context) if one.id != turn.conversation.lead_id]
    if not found:
        return text_answer(turn.conversation, f"I know no other lead {quoted}.")
    if len(found) == 1:
        return _compare_with(turn, found[0], context)
    return choose_lead(f"Compare with which {quoted}?", turn.conversation, found, context, action=ListAction.COMPARE)


def compare_chosen(turn: Turn, context: ConversationContext) -> Answer:
    """Compare with the lead that was chosen from a list, whose id is `rest`; raises UnknownLead."""
    if turn.conversation.lead_id is None:
        return text_answer(turn.conversation, "We speak of no lead any more that I could compare it with.")
    return _compare_with(turn, context.leads.get(turn.rest), context)


def _compare_with(turn: Turn, other: StoredLead, context: ConversationContext) -> Answer:
    """Return the comparison; in a channel only who asked sees it, because nobody named the other lead there."""
    lead, scorer = turn.conversation.lead, context.scorer
    comparison = compare_scores(lead, scorer.score(lead), other.lead, scorer.score(other.lead))
    is_public = turn.conversation.thread.is_public
    return Answer(turn.conversation, (comparison,), private=is_public, other_leads=(other.id,))


def _other_name(turn: Turn) -> str | None:
    """Return the name to compare with: "Sam", also of "Dana with Sam"; None if neither of two is the lead here."""
    ours = turn.conversation.lead.name or ""
    parts = _AND.split(turn.rest, maxsplit=1)
    if len(parts) == 1:
        return turn.rest
    first, second = parts
    if may_be_called(first, ours):
        return second
    return first if may_be_called(second, ours) else None


def compare_scores(lead: Lead, score: Score, other: Lead, other_score: Score) -> ComparisonReply:
    """Return two leads side by side, both scored by the same model."""
    return ComparisonReply(
        _distinct_names(lead, other),
        (format_tier_so_far(score), format_tier_so_far(other_score)),
        tuple(_different_facts(score, other_score)),
        (_advantages(score, other_score), _advantages(other_score, score)),
    )


def _distinct_names(lead: Lead, other: Lead) -> tuple[str, str]:
    ours, theirs = name_of(lead), name_of(other)
    return (ours, theirs) if ours != theirs else (f"{ours} (here)", f"{theirs} (the other one)")


def _different_facts(score: Score, other: Score) -> Iterator[tuple[str, str, str]]:
    """Yield the facts that differ, those with the most weight in the first score first."""
    theirs = _by_feature(other)
    for reason in score.reasons:
        counterpart = theirs[reason.feature.name]
        if reason.value != counterpart.value:
            yield reason.title, _format_value(reason), _format_value(counterpart)


def _format_value(reason: Reason) -> str:
    return _UNKNOWN if reason.value is None else reason.feature.write(reason.value)


def _advantages(score: Score, other: Score) -> tuple[str, ...]:
    """Return what the first score gains over the other one, the largest gain first."""
    theirs = _by_feature(other)
    gains = [(one, one.contribution - theirs[one.feature.name].contribution) for one in score.reasons]
    least = _MIN_ADVANTAGE * max(abs(gain) for _, gain in gains)
    largest = sorted((one for one in gains if one[1] > least), key=lambda one: -one[1])[:_MAX_ADVANTAGES]
    return tuple(f"{_describe(reason)} ({gain:+.2f})" for reason, gain in largest)


def _describe(reason: Reason) -> str:
    return f"{reason.title}, {_UNKNOWN}" if reason.value is None else reason.title


def _by_feature(score: Score) -> dict[str, Reason]:
    return {reason.feature.name: reason for reason in score.reasons}
