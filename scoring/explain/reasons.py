"""Reasons in words: the few worth saying, said as a colleague would."""

from scoring.explain.score import Beyond, Direction, Reason, Score, Side

SHOWN = 3
"""How many reasons for, and how many against, a card shows."""

_WORTH_SAYING = 0.05
# Shares of the weightiest reason's weight, by which the others are called strong, slight, or nothing.
_STRONG, _SLIGHT, _NOTHING = 0.75, 0.2, 0.005


def strongest(score: Score, direction: Direction, *, most: int = SHOWN) -> tuple[Reason, ...]:
    """Return the reasons that move the score most in `direction`, the weightiest first.

    A reason of less than a twentieth of the weightiest one's weight is not worth saying, nor is what is not known.
    """
    weight = _heaviest(score)
    known = (reason for reason in score.reasons if reason.is_known)
    worth = (reason for reason in known if abs(reason.contribution) > _WORTH_SAYING * weight)
    return tuple(reason for reason in worth if reason.direction is direction)[:most]


def format_reason(reason: Reason, score: Score) -> str:
    """Return the reason as a sentence: "Credit score 580 holds it back a little"."""
    if not reason.is_known:
        return f"{_capital(reason.title)} is not known"
    phrase = reason.feature.phrase(reason.value)
    share = abs(reason.contribution) / _heaviest(score)
    if share < _NOTHING:
        return f"{_capital(phrase.text)} make{'' if phrase.plural else 's'} no difference"
    up, back = ("push it up", "hold it back") if phrase.plural else ("pushes it up", "holds it back")
    much = " strongly" if share >= _STRONG else " a little" if share < _SLIGHT else ""
    return f"{_capital(phrase.text)} {up if reason.direction is Direction.UP else back}{much}"


def say_beyond(beyond: Beyond) -> str:
    """Return a note on a value outside the training data: "Income $2.1M is above anything the model has seen"."""
    phrase = beyond.feature.phrase(beyond.value)
    are = "are" if phrase.plural else "is"
    limit = beyond.feature.write(beyond.limit)
    end = "at most" if beyond.side is Side.ABOVE else "at least"
    return f"{_capital(phrase.text)} {are} {beyond.side} anything the model has seen ({end} {limit})"


def _heaviest(score: Score) -> float:
    """Return the weight of the weightiest reason of what is known; they stand in order."""
    return next((abs(reason.contribution) for reason in score.reasons if reason.is_known), 0.0) or 1.0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
