"""Whom a question is about: the lead that is spoken of, unless it names another one of the thread."""

from bot.conversation.conversation import Conversation
from bot.conversation.fallback import stranger_words
from bot.conversation.lead_focus import about
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn

SPOKEN_OF = frozenset({"he", "her", "him", "it", "she", "that", "the", "them", "they", "this"})
"""Words with which one speaks of the lead so far: "it", "this lead"."""


def whom(turn: Turn, name: str | None, talk: Talk) -> Conversation:
    """Return the conversation about the lead that `name` means; its lead has no id if nobody here is called so."""
    is_named = name and name.split()[0].lower() not in SPOKEN_OF
    return about(turn.conversation, name if is_named else None, talk)


def besides(turn: Turn, lead_id: str) -> tuple[str, ...]:
    """Return the id of a lead that an answer tells of, unless it is the conversation's own."""
    return () if lead_id == turn.conversation.lead_id else (lead_id,)


def no_such_lead(turn: Turn, name: str) -> Answer:
    """Say that nobody here is called so."""
    return Answer(turn.conversation, (say(stranger_words(name, turn.conversation.lead)),))
