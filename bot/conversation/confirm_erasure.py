"""Forgetting: a lead is deleted with all that was said of it, once that is confirmed; or a fact is taken back."""

from bot.conversation.asking import asked_no_more
from bot.conversation.fallback import no_lead_yet
from bot.conversation.lead_reference import besides
from bot.conversation.retract_fact import take_back
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn
from bot.language.field_names import named_features
from bot.leads.identity import may_be_called
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.views.forget import forget_question
from bot.slack.views.lead_card import leads_card
from bot.text import cut
from scoring.fields.lead import Lead

_FORGOTTEN = "Forgotten. Tell me of another lead whenever you like."
_OF_NONE = "We speak of no lead here, so nothing was forgotten. Name it: “forget Dana Reyes”."
_WHICH = "Which one is to be forgotten?"
_NAME_MOST = 120


def forget_it(turn: Turn, talk: Talk) -> Answer:
    """Ask whether the lead is to be forgotten; what was never scored is forgotten at once.

    Raises:
        NotAllowed: others know the lead, too, and this is no manager.
        UnknownLead: it was forgotten.
    """
    lead_id = turn.conversation.lead_id
    if lead_id is not None:
        return _ask(turn, talk.store.leads.get(lead_id), talk)
    if turn.conversation.lead == Lead():
        return Answer(turn.conversation, (say(_OF_NONE),))
    return Answer(None, (say(_FORGOTTEN),))


def forget_named(turn: Turn, talk: Talk) -> Answer:
    """Take back the fact that `rest` names, or ask whether the lead of that name is to be forgotten.

    Raises:
        NotAllowed: others know the lead, too, and this is no manager.
        UnknownLead: it was forgotten.
    """
    features = named_features(turn.rest)
    if features:
        return take_back(turn, features[0], talk) if turn.conversation.lead_id else no_lead_yet(turn, talk)
    so_far = turn.conversation.lead.name
    if so_far and may_be_called(turn.rest, so_far):
        return forget_it(turn, talk)
    found = talk.store.leads.called(turn.rest) or talk.store.leads.find(turn.rest)
    if not found:
        words = f"I know no lead “{cut(turn.rest, _NAME_MOST)}”, so nothing was forgotten."
        return Answer(turn.conversation, (say(words),))
    if len(found) == 1:
        return _ask(turn, found[0], talk)
    listed = leads_card(_WHICH, found, {}, names.ASK_TO_FORGET)
    return Answer(asked_no_more(turn.conversation), (listed,), private=True, tells_of=tuple(one.id for one in found))


def _ask(turn: Turn, stored: StoredLead, talk: Talk) -> Answer:
    talk.leads.require_may_forget(stored.id, turn.user)
    question = forget_question(stored, talk.store.leads.extent(stored.id))
    return Answer(asked_no_more(turn.conversation), (question,), private=True, tells_of=besides(turn, stored.id))
