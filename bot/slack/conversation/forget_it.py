"""Forgetting: the conversation's lead is deleted with all that was said of it, once that is confirmed."""

from bot.slack.conversation.small_talk import say
from bot.slack.conversation.turn import Answer, Talk, Turn
from bot.slack.forget import forget_question, require_may_forget

_FORGOTTEN = "Forgotten. Tell me of another lead whenever you like."


def forget_it(turn: Turn, talk: Talk) -> Answer:
    """Ask whether the lead is to be forgotten; what was never scored is forgotten at once.

    Raises:
        NotAllowed: others know the lead, too, and this is no manager.
    """
    lead_id = turn.conversation.lead_id
    if lead_id is None:
        return Answer(None, (say(_FORGOTTEN),))
    require_may_forget(turn.user, lead_id, talk.desk, talk.store)
    stored = talk.store.leads.get(lead_id)
    question = forget_question(stored, talk.store.leads.extent(lead_id))
    return Answer(turn.conversation, (question,), private=True)
