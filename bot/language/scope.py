"""Scope: which parts of a text state nothing of the lead, for they ask, suppose, or speak of somebody else."""

from collections.abc import Iterator, Sequence

from bot.language import vocabulary as said
from bot.language.token import Kind, Piece

_ENDS = {Kind.STOP, Kind.QUESTION}
_COUNTS = {Kind.AMOUNT, Kind.NO}  # "two kids" tells of the lead, and of nobody else


def silent(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of `pieces` that state nothing."""
    found: set[int] = set()
    is_of_another = False
    for sentence in _sentences(pieces):
        starts_with_pronoun = bool(sentence) and pieces[sentence[0]].low in said.PRONOUNS
        is_of_another = is_of_another and starts_with_pronoun
        if is_of_another:
            found.update(sentence)
        found.update(_asked(pieces, sentence))
        for step, at in enumerate(sentence):
            piece = pieces[at]
            is_relative = piece.low in said.RELATIVES and not (step and pieces[at - 1].kind in _COUNTS)
            if piece.kind is Kind.IF or is_relative:
                found.update(sentence[step:])
                is_of_another = is_of_another or is_relative
                break
            if piece.kind in {Kind.MAY_BE, Kind.OTHER} and at not in found:
                found.update(_rest_of_clause(pieces, sentence[step:]))
    return found


def _sentences(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    sentence: list[int] = []
    for at, piece in enumerate(pieces):
        sentence.append(at)
        if piece.kind in _ENDS:
            yield sentence
            sentence = []
    yield sentence


def _asked(pieces: Sequence[Piece], sentence: Sequence[int]) -> list[int]:
    """Return the part of a sentence that asks: all of "Is she pre-approved?", the end of "she is 45, budget?"."""
    if not sentence or any(pieces[at].low in said.REQUESTS for at in sentence):
        return []
    kinds = [pieces[at].kind for at in sentence]
    inverted = pieces[sentence[0]].low in said.QUESTIONS and kinds[1:2] == [Kind.PERSON]
    if inverted or (kinds[-1] is Kind.QUESTION and pieces[sentence[0]].low in said.QUESTIONS):
        return list(sentence)
    if kinds[-1] is not Kind.QUESTION:
        return []
    clause = [step for step, kind in enumerate(kinds) if kind is Kind.COMMA]
    return list(sentence[clause[-1] + 1 :] if clause else sentence)


def _rest_of_clause(pieces: Sequence[Piece], rest: Sequence[int]) -> list[int]:
    clause: list[int] = []
    for at in rest:
        if pieces[at].kind in _ENDS | {Kind.COMMA} or pieces[at].low in said.BUT:
            break
        clause.append(at)
    return clause
