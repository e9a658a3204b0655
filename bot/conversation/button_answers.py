"""Presses: what becomes of a button that is pressed in a conversation. Nothing here talks to Slack."""

from dataclasses import replace

from bot.conversation.lead_focus import turned_to
from bot.conversation.lead_lookup import talk_about
from bot.conversation.turn import Answer, Talk, Turn
from bot.conversation.update_facts import take_facts
from bot.language import Facts
from bot.slack.views.questions import Asked
from scoring.fields.lead import read_lead


def answered(turn: Turn, asked: Asked, talk: Talk) -> Answer | None:
    """Return the answer to a question's button, or None where the question was answered before, by whomever.

    It may be an earlier question of the thread, also of an earlier lead: then the answer is that lead's card.

    Raises:
        UnknownLead: the lead was forgotten.
    """
    before = turn.conversation
    known = turned_to(before, asked.lead_id, talk) if asked.lead_id else before
    if getattr(known.lead, asked.feature) is not None or (asked.value is None and asked.feature in known.skipped):
        return None
    if asked.value is None:
        facts = Facts(unknown=frozenset({asked.feature}))
    else:
        facts = Facts(read_lead({asked.feature: asked.value}))
    if before.lead_id not in {None, known.lead_id}:
        return talk_about(turn, asked.lead_id, talk, facts)
    return take_facts(replace(turn, conversation=known), facts, talk)
