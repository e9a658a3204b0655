"""The reply to what somebody says: what they ask for, or what becomes of the facts that they tell."""

from bot.conversation.intents import answer_intent
from bot.conversation.small_talk import LONGEST, explain, too_long
from bot.conversation.turn import Answer, Talk, Turn
from bot.conversation.update_facts import learn


def reply(turn: Turn, talk: Talk) -> Answer:
    """Return the answer to a turn."""
    if len(turn.text) > LONGEST:
        return too_long(turn)
    if not turn.text:
        return explain(turn, talk)
    return answer_intent(turn, talk) or learn(turn, talk)
