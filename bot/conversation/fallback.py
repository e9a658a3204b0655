"""Lost: what the bot says when it does not understand, or remembers no lead, and what it would understand."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.conversation.message import words_of
from bot.conversation.small_talk import EXAMPLE, say
from bot.conversation.turn import Answer, Talk, Turn
from bot.language import Facts
from bot.language.vocabulary import ASSENTS, NO, YES
from bot.leads.summary import NAMELESS, name_of
from bot.text import cut
from scoring.errors import in_words
from scoring.fields.field import Feature, Signal
from scoring.fields.lead import Lead

_NOTHING = "I found nothing about a lead in that."
_FIRST = re.compile(r"[^\s,;:.!?]+")
_QUOTED_MOST = 5
_PIECE_MOST = 80


def lost_words(facts: Facts, asked: Feature | None, turn: Turn, talk: Talk) -> str:
    """Return the answer to what says nothing of a lead."""
    lost = f"I did not understand “{cut(words_of(turn.text), _PIECE_MOST)}”." if facts.left else _NOTHING
    if asked is not None:
        kind = "“yes”, “no”" if isinstance(asked, Signal) else "a number"
        return f"{lost} I asked: {asked.ask()} Say {kind} or “don't know”, or tell me something else."
    if turn.conversation.lead_id is not None:
        another = f"{lost} Tell me another fact of {whose(turn.conversation.lead)}, or say “help”."
        return _answers_nothing(turn) if is_yes_or_no(turn.text) else another
    known = f"me what you know of a lead, for example: {EXAMPLE}."
    if turn.begins_thread:
        return f"{lost} If that answers a question of mine, say it in the thread of the question. Else tell {known}"
    return f"{lost} {_no_memory(talk)} Else tell {known}" if turn.comes_late else f"{lost} Tell {known}"


def is_yes_or_no(text: str) -> bool:
    """Tell whether a text begins like an answer to a question of yes or no."""
    return (_FIRST.findall(words_of(text).lower()) or [""])[0] in YES | NO | ASSENTS


def _answers_nothing(turn: Turn) -> str:
    return (
        f"No question of mine is open that “{cut(words_of(turn.text), _PIECE_MOST)}” answers. Where I showed buttons, "
        f"please press one; else tell me a fact of {whose(turn.conversation.lead)}."
    )


def far_off_words(words: str, value: str, title: str) -> str:
    """Return the question whether a number that was typed is meant as this value of the field of this title."""
    number = cut(words, _PIECE_MOST)
    either = f"If that is so, say “{title} {number}”; if you mean something else, say what it is."
    return f"“{number}” would be {value}. {either}"


def no_lead_yet(turn: Turn, talk: Talk) -> Answer:
    """Answer what can be asked of a lead only, where there is none yet."""
    known, opening = turn.conversation, "We speak of no lead yet."
    if known.lead.name is not None:
        opening = f"I know nothing of {known.lead.name} yet."
    elif turn.comes_late:
        opening = f"{_no_memory(talk)} Say whose thread it was, by name."
    return Answer(known, (say(f"{opening} Tell me what you know of a lead, for example: {EXAMPLE}."),))


def whose_words(told: Sequence[str], talk: Talk) -> str:
    """Return the question whose these facts are, where nothing is remembered."""
    return f"{_no_memory(talk)} Whose is that: {in_words(told)}? Say the name, or “new lead”."


def _no_memory(talk: Talk) -> str:
    hours = talk.ends_after // timedelta(hours=1)
    after = "an hour" if hours == 1 else f"{hours} hours"
    return f"I remember no lead in this thread: a conversation is over after {after} of silence, or if it is forgotten."


def stranger_words(name: str, so_far: Lead) -> str:
    """Return the answer to a name that nobody is known by, while another lead is spoken of."""
    return (
        f"I know no lead “{name[:_PIECE_MOST]}”, so we still speak of {whose(so_far)}. To begin with another one, "
        f"say a fact with the name; to correct the name of this one, say “the name is …”."
    )


def doubt_words(name: str, so_far: Lead) -> str:
    """Return the question whether what was told is of somebody else, whose name was not understood as one."""
    return (
        f"I did not understand “{name}”, and noted nothing. If that is another lead, say “new lead: {name}, …”; if you "
        f"still speak of {whose(so_far)}, say it again without “{name}”."
    )


def not_understood(facts: Facts) -> list[str]:
    """Return a sentence on the pieces of a text that were not understood, if there are any."""
    pieces = [f"“{cut(piece, _PIECE_MOST)}”" for piece in facts.left[:_QUOTED_MOST]]
    if len(facts.left) > _QUOTED_MOST:
        pieces.append(f"{len(facts.left) - _QUOTED_MOST} more pieces")
    return [f"I did not understand {in_words(pieces)}."] if pieces else []


def whose(lead: Lead) -> str:
    """Return how a lead is called within a sentence."""
    return "this lead" if (called := name_of(lead)) == NAMELESS else called
