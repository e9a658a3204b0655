"""Half-known leads in words: what is still unknown, and what may become of the score."""

from bot.slack.views.blocks import Block, line, rich, small, text
from bot.slack.views.number_format import percent
from scoring.errors import in_words
from scoring.explain.score import TIERS, Score, Tier

_TELLS_NOTHING = 0.9
_UNLIKELY = 0.1
_NOTHING = 0.01


def half_known(score: Score) -> list[str]:
    """Return sentences on what is unknown and what it may change; none where all is known."""
    if not score.unknown:
        return []
    return [_outlook(score), f"Still unknown: {in_words([feature.title.lower() for feature in score.unknown])}."]


def half_known_blocks(score: Score) -> list[Block]:
    """Return the same for a card."""
    if not score.unknown:
        return []
    outlook, unknown = half_known(score)
    return [rich(line(text(outlook))), small(unknown)]


def _outlook(score: Score) -> str:
    """Return what may become of the tier, and of the probability of High."""
    if score.settled:
        return f"Whatever the rest is, this is {score.tier}."
    lowest, highest = score.range.lowest, score.range.highest
    are_neighbours = TIERS.index(lowest) - TIERS.index(highest) == 1
    tiers = f"{lowest} or {highest}" if are_neighbours else f"anything from {lowest} to {highest}"
    if score.range.high - score.range.low > _TELLS_NOTHING:
        return f"With what is still unknown it could be {tiers}."
    return f"With what is still unknown it could be {tiers}{_share(score)}."


def _share(score: Score) -> str:
    """Return between what the probability of High is; little, perhaps, though High is possible."""
    low, high = percent(score.range.low), percent(score.range.high)
    surely = "" if score.range.highest is not Tier.HIGH else "most likely "
    joint = ", but" if surely and score.range.high < _UNLIKELY else ";"
    share = f"{surely}stays {low}" if low == high else f"is most likely between {low} and {high}"
    if score.range.low < _NOTHING and low != high:
        share = f"is most likely at most {high}"
    return f"{joint} the probability of High {share}"
