"""Whom a question is about: the lead that is spoken of, unless it names another one of the thread."""

from bot.slack.conversation.lost import stranger_words
from bot.slack.conversation.small_talk import say
from bot.slack.conversation.turn import Answer, Talk, Turn
from bot.slack.conversation.which import about
from bot.store.conversations import Conversation

_SPOKEN_OF = frozenset(
    {"he", "her", "him", "it", "she", "that", "them", "they", "this", "the lead", "this lead", "this one"}
)


def whom(turn: Turn, name: str | None, talk: Talk) -> Conversation:
    """Return the conversation about the lead that `name` means; its lead has no id if nobody here is called so."""
    is_named = name and name.lower() not in _SPOKEN_OF
    return about(turn.conversation, name if is_named else None, talk)


def no_such_lead(turn: Turn, name: str) -> Answer:
    """Say that nobody here is called so."""
    return Answer(turn.conversation, (say(stranger_words(name, turn.conversation.lead)),))
