"""Named: a lead that is known, and that somebody names, to speak of it from then on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.asking import asked_no_more
from bot.conversation.conversation import Conversation
from bot.conversation.fallback import no_lead_yet
from bot.conversation.lead_focus import turned_to
from bot.conversation.lead_reference import SPOKEN_OF
from bot.conversation.scored import identity_of, score_answer, score_stated
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn
from bot.language import Facts
from bot.leads.identity import may_be_called
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.views.lead_card import leads_card
from bot.text import cut
from scoring.fields.lead import Lead

_NAME_MOST = 120


def talk_about(turn: Turn, lead_id: str, talk: Talk, facts: Facts | None = None) -> Answer:
    """Return the card of a lead that is known, with a question: from now on the conversation is about it.

    `facts` are those that named it; what else they say of it counts.

    Raises:
        UnknownLead: it was forgotten.
    """
    facts = facts or Facts()
    known = turned_to(turn.conversation, lead_id, talk)
    stated = facts.lead.model_copy(update={"name": None})
    if stated == Lead():
        scored = talk.leads.latest(lead_id, by=turn.user)
    else:
        scored = score_stated(stated, turn.user, talk, lead_id)
    known = replace(known, lead=scored.lead, skipped=known.skipped | facts.unknown)
    return score_answer(known, scored, facts, talk, is_first=True)


def go_on_with(turn: Turn, lead_id: str, talk: Talk, facts: Facts | None = None) -> Answer:
    """Return the card of a lead that is known; what was told before anybody said whose it is counts.

    Raises:
        UnknownLead: it was forgotten.
    """
    told = turn.conversation
    nobodys = Facts() if told.lead_id else Facts(told.lead, unknown=told.skipped)
    return talk_about(turn, lead_id, talk, replace(facts or Facts(), lead=nobodys.lead, unknown=nobodys.unknown))


def as_known(turn: Turn, talk: Talk) -> Answer:
    """Return the card of the conversation's lead as it stands, with the next question; raises UnknownLead."""
    return talk_about(turn, turn.conversation.lead_id or "", talk)


def tell_of(turn: Turn, talk: Talk) -> Answer:
    """Return the card of the lead that `rest` names, one of this thread first; raises UnknownLead."""
    here = turn.conversation
    if turn.rest.split()[0].lower() in SPOKEN_OF:
        return as_known(turn, talk) if here.lead_id else no_lead_yet(turn, talk)
    found = talk.store.leads.called(turn.rest) or talk.store.leads.find(turn.rest)
    theirs = [one for one in found if one.id in {here.lead_id, *here.others}] or found
    if len(theirs) == 1:
        return talk_about(turn, theirs[0].id, talk)
    if theirs:
        return which(f"Which “{cut(turn.rest, _NAME_MOST)}” do you mean?", here, theirs, talk)
    return Answer(here, (say(f"I know no lead “{cut(turn.rest, _NAME_MOST)}”."),))


def recognised(turn: Turn, known: Conversation, facts: Facts, talk: Talk) -> Answer | None:
    """Return the card of the lead that is named, or a list of those that it may be; None if nobody is called so."""
    words = " ".join(identity_of(facts.lead))
    found = talk.store.leads.find(words) if words else []
    called_so = talk.store.leads.called(words) if words else []
    if len(found) == 1 and (found == called_so or may_be_called(words, found[0].lead.name or "")):
        return go_on_with(replace(turn, conversation=known), found[0].id, talk, facts)
    return which(f"Which “{words}” do you mean?", known, found, talk) if found else None


def which(heading: str, after: Conversation, found: Sequence[StoredLead], talk: Talk) -> Answer:
    """Return a list of leads, one of which is to be gone on with."""
    ids = tuple(one.id for one in found)
    listed = leads_card(heading, found, talk.store.leads.owners(ids), names.TALK_ABOUT)
    return Answer(asked_no_more(after), (listed,), tells_of=ids, private=after.thread.is_public)
