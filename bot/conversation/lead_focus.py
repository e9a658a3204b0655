"""Lead focus: which lead is meant, the one so far, one from earlier in the thread, or another one that is named."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.fallback import no_lead_yet, unknown_name_words
from bot.conversation.questions import clear_question
from bot.conversation.replies import LeadListReply, ListAction, NotSharedReply, SharedCardReply, SharedReply
from bot.conversation.score_answers import SOURCE, answer_with_score, known_identity
from bot.conversation.small_talk import text_answer
from bot.conversation.turn import Answer, ConversationContext, SharedCard, Turn
from bot.language import Facts
from bot.leads.identity import may_be_called
from bot.leads.lead import StoredLead, UnknownLead
from bot.text import cut
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

MAX_NAME_CHARS = 120

_PRONOUNS = frozenset({"he", "her", "him", "it", "she", "that", "the", "them", "they", "this"})
"""Words for the lead so far: "it", "this lead"."""

_CHANNEL_ID = re.compile(r"#([CG][A-Z0-9]{5,})")
_WHERE = "In which channel? Say “share it in #hot-leads”."


def select_lead(conversation: Conversation, name: str | None, context: ConversationContext) -> Conversation:
    """Return the conversation about the lead with this name; without a name it stays with the lead so far."""
    current = conversation.lead.name
    if name is None or (current is not None and may_be_called(name, current)):
        return conversation
    for lead_id in reversed(conversation.others):
        with suppress(UnknownLead):  # forgotten meanwhile
            lead = context.leads.get(lead_id).lead
            if lead.name and may_be_called(name, lead.name):
                return switch_to(conversation, lead_id, context)
    return conversation if current is None else reset(conversation)


def refer_to(turn: Turn, name: str | None, context: ConversationContext) -> Conversation:
    """Return the conversation about the lead that a question names; its lead has no id if the name is unknown here."""
    is_named = name and name.split()[0].lower() not in _PRONOUNS
    return select_lead(turn.conversation, name if is_named else None, context)


def switch_to(conversation: Conversation, lead_id: str, context: ConversationContext) -> Conversation:
    """Return the conversation about another known lead.

    Raises:
        UnknownLead: it was forgotten.
    """
    if lead_id == conversation.lead_id:
        return conversation
    return replace(reset(conversation), lead=context.leads.get(lead_id).lead, lead_id=lead_id)


def reset(conversation: Conversation) -> Conversation:
    """Return the conversation about a lead that nothing is known about; the leads so far can be named again."""
    before = [one for one in (*conversation.others, conversation.lead_id) if one]
    return Conversation(conversation.thread, others=tuple(dict.fromkeys(before)), question_ts=conversation.question_ts)


def without_shorter_name(stated: Lead, known: Lead, fields: FieldSet) -> Lead:
    """Return the stated facts without a name that is shorter than the known one: "Dana" for Dana Reyes."""
    is_shorter = stated.name and known.name and len(stated.name) <= len(known.name)
    if is_shorter and may_be_called(stated.name or "", known.name or ""):
        return fields.update(stated, {"name": None})
    return stated


def show_lead(turn: Turn, lead_id: str, context: ConversationContext, facts: Facts | None = None) -> Answer:
    """Return the card of a known lead, with a question: from now on the conversation is about it.

    `facts` are those that named it; other facts in them count.

    Raises:
        UnknownLead: it was forgotten.
    """
    facts = facts or Facts()
    known = switch_to(turn.conversation, lead_id, context)
    stated = context.fields.update(facts.lead, {"name": None})
    if stated == Lead():
        scored = context.leads.latest(lead_id, by=turn.user)
    else:
        scored = context.leads.score(stated, source=SOURCE, by=turn.user, lead_id=lead_id)
    known = replace(known, lead=scored.lead, skipped=known.skipped | facts.unknown)
    return answer_with_score(known, scored, facts, context, is_first=True)


def continue_with(turn: Turn, lead_id: str, context: ConversationContext, facts: Facts | None = None) -> Answer:
    """Return the card of a known lead; facts that were told before the lead was named count for it.

    Raises:
        UnknownLead: it was forgotten.
    """
    before = turn.conversation
    unassigned = Facts() if before.lead_id else Facts(before.lead, unknown=before.skipped)
    facts = replace(facts or Facts(), lead=unassigned.lead, unknown=unassigned.unknown)
    return show_lead(turn, lead_id, context, facts)


def show_current(turn: Turn, context: ConversationContext) -> Answer:
    """Return the card of the conversation's lead, with the next question; raises UnknownLead."""
    return show_lead(turn, turn.conversation.lead_id or "", context)


def show_named(turn: Turn, context: ConversationContext) -> Answer:
    """Return the card of the lead that `rest` names, one of this thread first; raises UnknownLead."""
    here = turn.conversation
    if turn.rest.split()[0].lower() in _PRONOUNS:
        return show_current(turn, context) if here.lead_id else no_lead_yet(turn, context)
    found = find_leads(turn.rest, context)
    theirs = [one for one in found if one.id in {here.lead_id, *here.others}] or found
    if len(theirs) == 1:
        return show_lead(turn, theirs[0].id, context)
    if theirs:
        return ask_which(turn.rest, here, theirs, context)
    return text_answer(here, f"I know no lead “{cut(turn.rest, MAX_NAME_CHARS)}”.")


def share_card(turn: Turn, context: ConversationContext) -> Answer:
    """Post the card of the conversation's lead to the channel that `rest` names, or to the channel of the thread."""
    thread = turn.conversation.thread
    named = _CHANNEL_ID.fullmatch(turn.rest)
    channel = (named[1] if named else turn.rest.lower()) or (thread.channel if thread.is_public else "")
    if not channel:
        return text_answer(turn.conversation, _WHERE)
    scored = context.leads.latest(turn.conversation.lead_id or "", by=turn.user)
    card = SharedCard(channel, SharedCardReply(scored), NotSharedReply(channel))
    return Answer(turn.conversation, (SharedReply(channel),), shared=card)


def recognize(turn: Turn, known: Conversation, facts: Facts, context: ConversationContext) -> Answer | None:
    """Return the card of the lead that is named, or a list of those that it may be; None if the name is unknown."""
    words = " ".join(known_identity(facts.lead))
    found = context.leads.find(words) if words else []
    called_so = context.leads.called(words) if words else []
    if len(found) == 1 and (found == called_so or may_be_called(words, found[0].lead.name or "")):
        return continue_with(replace(turn, conversation=known), found[0].id, context, facts)
    return ask_which(words, known, found, context) if found else None


def find_leads(words: str, context: ConversationContext) -> list[StoredLead]:
    """Return the leads with exactly this name, or else all leads that the words fit."""
    return context.leads.called(words) or context.leads.find(words)


def ask_which(name: str, after: Conversation, found: Sequence[StoredLead], context: ConversationContext) -> Answer:
    """Return a list of the leads that a name may mean, to choose one from."""
    return choose_lead(f"Which “{cut(name, MAX_NAME_CHARS)}” do you mean?", after, found, context)


def choose_lead(
    heading: str,
    after: Conversation,
    found: Sequence[StoredLead],
    context: ConversationContext,
    *,
    action: ListAction = ListAction.TALK_ABOUT,
    remarks: tuple[str, ...] = (),
) -> Answer:
    """Return a list of leads to choose one from; in a channel only who asked sees it."""
    listed = LeadListReply(heading, found, action, context.leads.owners(found), remarks)
    ids = tuple(one.id for one in found)
    return Answer(clear_question(after), (listed,), other_leads=ids, private=after.thread.is_public)


def unknown_name(turn: Turn, name: str) -> Answer:
    """Say that no lead has this name here."""
    return text_answer(turn.conversation, unknown_name_words(name, turn.conversation.lead))


def if_other(turn: Turn, lead_id: str) -> tuple[str, ...]:
    """Return the id of a lead that an answer tells about, unless it is the conversation's own."""
    return () if lead_id == turn.conversation.lead_id else (lead_id,)
