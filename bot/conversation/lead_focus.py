"""Which lead is meant: the one so far, one that the thread spoke of before, or another one."""

from contextlib import suppress
from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.turn import Talk
from bot.leads.identity import may_be_called
from bot.leads.lead import UnknownLead
from scoring.fields.lead import Lead


def about(conversation: Conversation, name: str | None, talk: Talk) -> Conversation:
    """Return the conversation about the lead of this name; without a name it stays with the one so far."""
    so_far = conversation.lead.name
    if name is None or (so_far is not None and may_be_called(name, so_far)):
        return conversation
    for lead_id in reversed(conversation.others):
        with suppress(UnknownLead):  # forgotten meanwhile
            lead = talk.store.leads.lead(lead_id)
            if lead.name and may_be_called(name, lead.name):
                return turned_to(conversation, lead_id, talk)
    return conversation if so_far is None else begun_anew(conversation)


def called_as_before(stated: Lead, known: Lead) -> Lead:
    """Return what was stated without a name that says less than the one that is known: "Dana" of Dana Reyes."""
    shorter = stated.name and known.name and len(stated.name) <= len(known.name)
    if shorter and may_be_called(stated.name or "", known.name or ""):
        return stated.model_copy(update={"name": None})
    return stated


def turned_to(conversation: Conversation, lead_id: str, talk: Talk) -> Conversation:
    """Return the conversation about another lead that is known.

    Raises:
        UnknownLead: it was forgotten.
    """
    if lead_id == conversation.lead_id:
        return conversation
    return replace(begun_anew(conversation), lead=talk.store.leads.lead(lead_id), lead_id=lead_id)


def begun_anew(conversation: Conversation) -> Conversation:
    """Return the conversation about a lead of which nothing is known; those so far can be named again."""
    before = [one for one in (*conversation.others, conversation.lead_id) if one]
    return Conversation(conversation.thread, others=tuple(dict.fromkeys(before)), question_ts=conversation.question_ts)
