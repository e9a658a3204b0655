"""A lead and its score in a few plain words: its name, its tier, what changed, and what is still unknown."""

from bot.leads.lead import PastScore
from scoring.explain.score import TIERS, Reason, Score, Tier
from scoring.fields.lead import Lead
from scoring.text import join_words

NAMELESS = "a lead without a name"

_MIN_SHARE = 0.01
_MAX_CAUSES = 2
_MIN_CAUSE = 0.25
"""A change with less than this share of the largest change's weight is not named."""

_WIDE_RANGE = 0.9
_UNLIKELY = 0.1
_NEGLIGIBLE = 0.01


def name_of(lead: Lead) -> str:
    """Return what people call a lead."""
    return lead.name or lead.company or lead.email or lead.external_id or lead.phone or NAMELESS


def name_in_sentence(lead: Lead) -> str:
    """Return what people call a lead within a sentence: "this lead" if it has no name."""
    return "this lead" if (name := name_of(lead)) == NAMELESS else name


def percent(share: float) -> str:
    """Return a probability as a person says it, never claiming certainty: "84 %", "over 99 %"."""
    if share > 0.99:
        return "over 99 %"
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")


def format_probabilities(score: Score) -> str:
    """Return the probabilities of the tiers, the tier shown first: "39 % High, 61 % Medium"."""
    others = {tier: share for tier, share in score.probabilities.items() if tier is not score.tier}
    shown = {score.tier: score.confidence} | others
    return ", ".join(f"{percent(share)} {tier}" for tier, share in shown.items() if share >= _MIN_SHARE)


def format_tier(score: Score) -> str:
    """Return the tier with its probability, or with all probabilities if another tier is more likely: "Medium 61 %"."""
    return _format_tier(score, so_far="")


def format_tier_so_far(score: Score) -> str:
    """Return the tier with its probability, and whether it may still change: "Medium 61 % so far"."""
    return _format_tier(score, so_far="" if score.settled else " so far")


def _format_tier(score: Score, so_far: str) -> str:
    if score.most_probable is score.tier:
        return f"{score.tier} {percent(score.confidence)}{so_far}"
    return f"{score.tier}{so_far}, borderline ({format_probabilities(score)})"


def describe_change(before: PastScore, now: Score) -> str:
    """Return how the score changed, and why: "Medium 61 % → High 84 %: pre-approved financing".

    Return nothing if it reads the same as before.
    """
    was, is_now = format_tier(before.score), format_tier_so_far(now)
    if was == format_tier(now):
        return ""
    if before.score.model_version != now.model_version:
        return f"{was} → {is_now}: scored by another model"
    moved = _causes(before.score, now)
    causes = [reason.feature.phrase(reason.value).text for reason in moved if reason.is_known]
    changed = f"{was} → {is_now}{direction(before.score, now)}"
    return f"{changed}: {join_words(causes)}" if causes else changed


def direction(before: Score, now: Score) -> str:
    """Return the direction of a change within one tier: ", closer to High"."""
    if before.tier is not now.tier or now.tier is Tier.HIGH or format_tier(before) == format_tier(now):
        return ""
    return ", closer to High" if now.margin > before.margin else ", further from High"


def _causes(before: Score, now: Score) -> list[Reason]:
    """Return the features that changed and moved the score the way it went, the largest change first."""
    past = {reason.feature.name: reason for reason in before.reasons}
    upward = 1 if now.margin > before.margin else -1
    weights = {
        reason: upward * (reason.contribution - old.contribution)
        for reason in now.reasons
        if (old := past.get(reason.feature.name)) is not None and old.value != reason.value
    }
    least = _MIN_CAUSE * max(weights.values(), default=0)
    heaviest_first = sorted(weights, key=lambda reason: -weights[reason])
    return [reason for reason in heaviest_first if weights[reason] > max(least, 0)][:_MAX_CAUSES]


def describe_unknown(score: Score) -> list[str]:
    """Return what is unknown and how it may change the tier, in two sentences; none if all is known."""
    if not score.unknown:
        return []
    unknown = join_words([feature.title.lower() for feature in score.unknown])
    return [_outlook(score), f"Still unknown: {unknown}."]


def _outlook(score: Score) -> str:
    """Return which tiers are still possible, and how likely High is."""
    if score.settled:
        return f"Whatever the rest is, this is {score.tier}."
    lowest, highest = score.range.lowest, score.range.highest
    are_neighbors = TIERS.index(lowest) - TIERS.index(highest) == 1
    tiers = f"{lowest} or {highest}" if are_neighbors else f"anything from {lowest} to {highest}"
    if score.range.high - score.range.low > _WIDE_RANGE:
        return f"With what is still unknown it could be {tiers}."
    return f"With what is still unknown it could be {tiers}{_outlook_for_high(score)}."


def _outlook_for_high(score: Score) -> str:
    """Return the range of the probability of High; it may be low although High is possible."""
    low, high = percent(score.range.low), percent(score.range.high)
    surely = "" if score.range.highest is not Tier.HIGH else "most likely "
    joint = ", but" if surely and score.range.high < _UNLIKELY else ";"
    share = f"{surely}stays {low}" if low == high else f"is most likely between {low} and {high}"
    if score.range.low < _NEGLIGIBLE and low != high:
        share = f"is most likely at most {high}"
    return f"{joint} the probability of High {share}"
