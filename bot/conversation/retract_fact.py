"""Taking back: a fact of the lead that turned out wrong, and whose right value nobody knows."""

from dataclasses import replace

from bot.conversation.fallback import whose
from bot.conversation.scored import score_answer, score_stated
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn
from bot.language import Facts
from scoring.fields.field import Feature
from scoring.fields.lead import Lead


def take_back(turn: Turn, feature: Feature, talk: Talk) -> Answer:
    """Score the lead without a fact that was known of it, and ask about it no more.

    Raises:
        UnknownLead: the lead was forgotten.
    """
    known = turn.conversation
    before = known.lead.features[feature.name]
    if before is None:
        words = f"I know nothing of the {feature.title.lower()} of {whose(known.lead)}."
        return Answer(known, (say(words),))
    scored = score_stated(Lead(), turn.user, talk, known.lead_id, without=(feature.name,))
    after = replace(known, lead=scored.lead, skipped=known.skipped | {feature.name})
    taken_back = Facts(notes=(f"No longer counted: {feature.say(before).text}",))
    return score_answer(after, scored, taken_back, talk, is_first=False)
