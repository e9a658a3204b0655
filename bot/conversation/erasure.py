"""Forgetting: delete a lead with all that is kept about it, after a question; or take back one fact."""

from dataclasses import replace

from bot.conversation.fallback import no_lead_yet
from bot.conversation.lead_focus import MAX_NAME_CHARS, find_leads, if_other
from bot.conversation.questions import clear_question
from bot.conversation.replies import ErasureReply, LeadListReply, ListAction
from bot.conversation.score_answers import SOURCE, answer_with_score
from bot.conversation.small_talk import text_answer
from bot.conversation.turn import Answer, ConversationContext, Turn
from bot.language import Facts
from bot.leads.identity import may_be_called
from bot.leads.lead import StoredLead
from bot.leads.summary import name_in_sentence
from bot.text import cut
from scoring.fields.field import Feature
from scoring.fields.lead import Lead

_FORGOTTEN = "Forgotten. Tell me of another lead whenever you like."
_NO_LEAD = "We speak of no lead here, so nothing was forgotten. Name it: “forget Dana Reyes”."
_WHICH = "Which one is to be forgotten?"


def forget_current(turn: Turn, context: ConversationContext) -> Answer:
    """Ask whether to forget the lead; a lead that was never scored is forgotten at once.

    Raises:
        NotAllowed: others know the lead, too, and this is no manager.
        UnknownLead: it was forgotten.
    """
    lead_id = turn.conversation.lead_id
    if lead_id is not None:
        return _confirm_erasure(turn, context.leads.get(lead_id), context)
    if turn.conversation.lead == Lead():
        return text_answer(turn.conversation, _NO_LEAD)
    return text_answer(None, _FORGOTTEN)


def forget_named(turn: Turn, context: ConversationContext) -> Answer:
    """Take back the fact that `rest` names, or ask whether to forget the lead with that name.

    Raises:
        NotAllowed: others know the lead, too, and this is no manager.
        UnknownLead: it was forgotten.
    """
    features = context.parser.names.named_features(turn.rest)
    if features:
        has_lead = turn.conversation.lead_id is not None
        return retract_fact(turn, features[0], context) if has_lead else no_lead_yet(turn, context)
    current = turn.conversation.lead.name
    if current and may_be_called(turn.rest, current):
        return forget_current(turn, context)
    found = find_leads(turn.rest, context)
    if not found:
        words = f"I know no lead “{cut(turn.rest, MAX_NAME_CHARS)}”, so nothing was forgotten."
        return text_answer(turn.conversation, words)
    if len(found) == 1:
        return _confirm_erasure(turn, found[0], context)
    listed = LeadListReply(_WHICH, found, ListAction.FORGET)
    ids = tuple(one.id for one in found)
    return Answer(clear_question(turn.conversation), (listed,), private=True, other_leads=ids)


def _confirm_erasure(turn: Turn, stored: StoredLead, context: ConversationContext) -> Answer:
    context.leads.require_may_forget(stored.id, turn.user)
    question = ErasureReply(stored, context.leads.extent(stored.id))
    after = clear_question(turn.conversation)
    return Answer(after, (question,), private=True, other_leads=if_other(turn, stored.id))


def retract_fact(turn: Turn, feature: Feature, context: ConversationContext) -> Answer:
    """Score the lead without a fact that was known about it, and stop asking for it.

    Raises:
        UnknownLead: the lead was forgotten.
    """
    known = turn.conversation
    before = known.lead.get(feature.name)
    if before is None:
        words = f"I know nothing of the {feature.title.lower()} of {name_in_sentence(known.lead)}."
        return text_answer(known, words)
    scored = context.leads.score(Lead(), source=SOURCE, by=turn.user, lead_id=known.lead_id, forgotten=(feature.name,))
    after = replace(known, lead=scored.lead, skipped=known.skipped | {feature.name})
    retracted = Facts(notes=(f"No longer counted: {feature.phrase(before).text}",))
    return answer_with_score(after, scored, retracted, context, is_first=False)
