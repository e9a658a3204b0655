"""Why not High: the smallest change of a lead after which it is High, and an honest answer where there is none."""

import re
from collections.abc import Sequence

from bot.conversation.fallback import whose
from bot.conversation.lead_reference import besides, no_such_lead, whom
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn
from bot.conversation.what_if import say_change
from bot.leads.summary import format_tier, format_tier_so_far
from scoring.errors import in_words
from scoring.explain.counterfactual import Path
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature
from scoring.fields.lead import Lead

_WHATEVER = re.compile(r"\b(?:all|any|anything|everything|whatever)\b")

_INCLUDING_ALL = "“why not High, whatever it takes?”"


def why_not_high(turn: Turn, talk: Talk) -> Answer:
    """Answer what would make the lead High, or the one whom the words name.

    `rest` may ask to look at facts that nobody can change.
    """
    meant = whom(turn, turn.who, talk)
    if meant.lead_id is None:
        return no_such_lead(turn, turn.who)
    words = why_not_high_words(meant.lead, talk.scorer, turn.rest)
    return Answer(turn.conversation, (say(words),), tells_of=besides(turn, meant.lead_id))


def why_not_high_words(lead: Lead, scorer: Scorer, included: str = "") -> str:
    """Return what would make `lead` High, among the facts that can change and those that are `included` by name."""
    now, called = scorer.score(lead), whose(lead)
    if now.tier is Tier.HIGH:
        return f"{called[:1].upper()}{called[1:]} is High already: {format_tier_so_far(now)}."
    free = [one for one in scorer.features if one.can_grow or _is_included(one, included)]
    others = [one for one in scorer.features if one not in free]
    path = scorer.path_to_high(lead, free=_names(free))
    if path is not None:
        return _way(path, called)
    nothing = f"No change of {_titles(free, last='or')} makes {called} High; it is {format_tier_so_far(now)}."
    if not others:
        return nothing
    if scorer.path_to_high(lead, free=_names(scorer.features)) is None:
        return f"{nothing} Not even another {_titles(others, last='or')} would."
    return f"{nothing} {_titles(others).capitalize()} I left as they are. To include them, ask: {_INCLUDING_ALL}"


def _way(path: Path, called: str) -> str:
    changes = in_words([say_change(change) for change in path.changes])
    unknown = [change.feature.title.lower() for change in path.changes if change.before is None]
    open_still = f" Not known yet: {in_words(unknown)}." if unknown else ""
    return f"With {changes}, {called} would be {format_tier(path.score)}.{open_still}"


def _is_included(feature: Feature, words: str) -> bool:
    """Tell whether words name a feature, or all there are."""
    said = " ".join(re.findall(r"\w+", words.lower()))
    return bool(_WHATEVER.search(said)) or any(
        re.search(rf"\b{re.escape(name)}\b", said) for name in (feature.title.lower(), *feature.synonyms)
    )


def _names(features: Sequence[Feature]) -> frozenset[str]:
    return frozenset(feature.name for feature in features)


def _titles(features: Sequence[Feature], *, last: str = "and") -> str:
    return in_words([feature.title.lower() for feature in features], last=last)
