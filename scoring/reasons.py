"""Reasons in words: the few worth saying, said as a colleague would."""

from scoring.score import Beyond, Direction, Reason, Score

SHOWN = 3
"""How many reasons for, and how many against, a card shows."""

_WORTH_SAYING = 0.05
_STRONG, _SLIGHT = 0.75, 0.2


def strongest(score: Score, direction: Direction, *, most: int = SHOWN) -> tuple[Reason, ...]:
    """Return the reasons that move the score most in `direction`, the weightiest first.

    A reason of less than a twentieth of the weightiest one's weight is not worth saying.
    """
    weight = _heaviest(score)
    worth = (reason for reason in score.reasons if abs(reason.contribution) > _WORTH_SAYING * weight)
    return tuple(reason for reason in worth if reason.direction is direction)[:most]


def say(reason: Reason, score: Score) -> str:
    """Return the reason as a sentence: "Credit score 580 holds it back a little"."""
    phrase = reason.feature.say(reason.value)
    s = "" if phrase.plural else "s"
    verb = f"push{'es' if s else ''} it up" if reason.direction is Direction.UP else f"hold{s} it back"
    share = abs(reason.contribution) / _heaviest(score)
    much = " strongly" if share >= _STRONG else " a little" if share < _SLIGHT else ""
    return f"{_capital(phrase.text)} {verb}{much}"


def say_beyond(beyond: Beyond) -> str:
    """Return a note on a value outside the training data: "Income $2.1M is above anything the model has seen"."""
    phrase = beyond.feature.say(beyond.value)
    are = "are" if phrase.plural else "is"
    limit = beyond.feature.write(beyond.limit)
    end = "at most" if beyond.value > beyond.limit else "at least"
    return f"{_capital(phrase.text)} {are} {beyond.side} anything the model has seen ({end} {limit})"


def _heaviest(score: Score) -> float:
    return abs(score.reasons[0].contribution) or 1.0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
