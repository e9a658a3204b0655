"""Fallback: what the bot says if it does not understand, or remembers no lead, and what it would understand."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.conversation.small_talk import EXAMPLE, text_answer
from bot.conversation.turn import Answer, ConversationContext, Turn
from bot.language import Facts
from bot.language.vocabulary import ASSENTS, NO, YES
from bot.leads.summary import name_in_sentence
from bot.text import cut
from scoring.fields.field import Feature, Signal
from scoring.fields.lead import Lead
from scoring.text import join_words

_NOTHING = "I found nothing about a lead in that."
_FIRST_WORD = re.compile(r"[^\s,;:.!?]+")
_MAX_QUOTED_PIECES = 5
_MAX_QUOTED_CHARS = 80


def fallback_words(facts: Facts, asked: Feature | None, turn: Turn, context: ConversationContext) -> str:
    """Return the answer to a text that says nothing about a lead."""
    opening = f"I did not understand “{cut(turn.text, _MAX_QUOTED_CHARS)}”." if facts.left else _NOTHING
    if asked is not None:
        kind = "“yes”, “no”" if isinstance(asked, Signal) else "a number"
        return f"{opening} I asked: {asked.ask()} Say {kind} or “don't know”, or tell me something else."
    if turn.conversation.lead_id is not None:
        another = f"{opening} Tell me another fact of {name_in_sentence(turn.conversation.lead)}, or say “help”."
        return _no_open_question(turn) if is_yes_or_no(turn.text) else another
    known = f"me what you know of a lead, for example: {EXAMPLE}."
    if turn.begins_thread:
        return f"{opening} If that answers a question of mine, say it in the thread of the question. Else tell {known}"
    return f"{opening} {_no_memory(context)} Else tell {known}" if turn.comes_late else f"{opening} Tell {known}"


def is_yes_or_no(text: str) -> bool:
    """Return whether a text begins like an answer to a yes-or-no question."""
    return (_FIRST_WORD.findall(text.lower()) or [""])[0] in YES | NO | ASSENTS


def _no_open_question(turn: Turn) -> str:
    return (
        f"No question of mine is open that “{cut(turn.text, _MAX_QUOTED_CHARS)}” answers. Where I showed buttons, "
        f"please press one; else tell me a fact of {name_in_sentence(turn.conversation.lead)}."
    )


def doubt_value_words(typed: str, value: str, title: str) -> str:
    """Return the question whether a typed number is meant as this value of the field with this title."""
    number = cut(typed, _MAX_QUOTED_CHARS)
    either = f"If that is so, say “{title} {number}”; if you mean something else, say what it is."
    return f"“{number}” would be {value}. {either}"


def no_lead_yet(turn: Turn, context: ConversationContext) -> Answer:
    """Answer a question about a lead if the conversation has none yet."""
    known, opening = turn.conversation, "We speak of no lead yet."
    if known.lead.name is not None:
        opening = f"I know nothing of {known.lead.name} yet."
    elif turn.comes_late:
        opening = f"{_no_memory(context)} Say whose thread it was, by name."
    return text_answer(known, f"{opening} Tell me what you know of a lead, for example: {EXAMPLE}.")


def ask_whose_words(stated: Sequence[str], context: ConversationContext) -> str:
    """Return the question which lead these facts are about, if nothing is remembered."""
    return f"{_no_memory(context)} Whose is that: {join_words(stated)}? Say the name, or “new lead”."


def _no_memory(context: ConversationContext) -> str:
    hours = context.ends_after // timedelta(hours=1)
    after = "an hour" if hours == 1 else f"{hours} hours"
    return f"I remember no lead in this thread: a conversation is over after {after} of silence, or if it is forgotten."


def unknown_name_words(name: str, current: Lead) -> str:
    """Return the answer to an unknown name while the conversation is about another lead."""
    return (
        f"I know no lead “{name[:_MAX_QUOTED_CHARS]}”, so we still speak of {name_in_sentence(current)}. To begin with "
        f"another one, say a fact with the name; to correct the name of this one, say “the name is …”."
    )


def doubt_lead_words(name: str, current: Lead) -> str:
    """Return the question whether the facts are about another lead, whose name was not understood as one."""
    return (
        f"I did not understand “{name}”, and noted nothing. If that is another lead, say “new lead: {name}, …”; if you "
        f"still speak of {name_in_sentence(current)}, say it again without “{name}”."
    )


def not_understood(facts: Facts) -> list[str]:
    """Return a sentence about the pieces of a text that were not understood, if there are any."""
    pieces = [f"“{cut(piece, _MAX_QUOTED_CHARS)}”" for piece in facts.left[:_MAX_QUOTED_PIECES]]
    if len(facts.left) > _MAX_QUOTED_PIECES:
        pieces.append(f"{len(facts.left) - _MAX_QUOTED_PIECES} more pieces")
    return [f"I did not understand {join_words(pieces)}."] if pieces else []
