"""History: how a lead's score changed, in one line."""

from bot.leads.lead import PastScore
from bot.slack.views.number_format import percent, shares
from scoring.errors import in_words
from scoring.explain.score import Reason, Score, Tier

_NAMED_MOST = 2
_WORTH_SAYING = 0.25
"""A change that weighs less than this share of the weightiest one is not named."""


def rise(before: PastScore, now: Score) -> str:
    """Return how the score rose or fell, and why: "Medium 61 % → High 84 %: pre-approved financing".

    Nothing is returned where it reads the same as before.
    """
    was, is_now = graded(before.score), in_short(now)
    if was == graded(now):
        return ""
    if before.score.model_version != now.model_version:
        return f"{was} → {is_now}: scored by another model"
    moved = _causes(before.score, now)
    causes = [reason.feature.say(reason.value).text for reason in moved if reason.value is not None]
    changed = f"{was} → {is_now}{whither(before.score, now)}"
    return f"{changed}: {in_words(causes)}" if causes else changed


def whither(before: Score, now: Score) -> str:
    """Return where a score moved within a tier, of which a figure alone does not tell: ", closer to High"."""
    if before.tier is not now.tier or now.tier is Tier.HIGH or graded(before) == graded(now):
        return ""
    return ", closer to High" if now.margin > before.margin else ", further from High"


def in_short(score: Score) -> str:
    """Return the tier with its probability, and whether it may change: "Medium 61 % so far"."""
    return _graded(score, so_far=" so far" * (not score.settled))


def graded(score: Score) -> str:
    """Return the tier with its probability: "Medium 61 %"; with all that count where another one is more probable."""
    return _graded(score, so_far="")


def _graded(score: Score, so_far: str) -> str:
    if score.most_probable is score.tier:
        return f"{score.tier} {percent(score.confidence)}{so_far}"
    return f"{score.tier}{so_far}, borderline ({shares(score)})"


def _causes(before: Score, now: Score) -> list[Reason]:
    """Return the features that changed and moved the score the way it went, the weightiest change first."""
    past = {reason.feature.name: reason for reason in before.reasons}
    upward = 1 if now.margin > before.margin else -1
    weights = {
        reason: upward * (reason.contribution - old.contribution)
        for reason in now.reasons
        if (old := past.get(reason.feature.name)) is not None and old.value != reason.value
    }
    worth = _WORTH_SAYING * max(weights.values(), default=0)
    heaviest_first = sorted(weights, key=lambda reason: -weights[reason])
    return [reason for reason in heaviest_first if weights[reason] > max(worth, 0)][:_NAMED_MOST]
