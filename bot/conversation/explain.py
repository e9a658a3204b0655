"""Explaining a score: why it is so, why it is not High, and what it would be if some facts were different."""

import re
from collections.abc import Sequence
from typing import Any

from bot.conversation.fallback import not_understood
from bot.conversation.lead_focus import if_other, refer_to, unknown_name
from bot.conversation.replies import ReasonsReply, Reply, TextReply, WhatIfReply
from bot.conversation.turn import Answer, ConversationContext, Turn
from bot.language import Facts
from bot.leads.summary import direction, format_tier, format_tier_so_far, name_in_sentence
from scoring.explain.counterfactual import Path
from scoring.explain.reasons import say_beyond
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.explain.what_if import Change, WhatIf
from scoring.fields.field import Feature, Signal
from scoring.fields.lead import Lead
from scoring.text import join_words

_EVERYTHING = re.compile(r"\b(?:all|any|anything|everything|whatever)\b")
_INCLUDING_ALL = "“why not High, whatever it takes?”"

_MOVES = r"(?:drop|fall|go|rise|grow|increase|improve|climb|jump)(?:s|es)?"
_BECOMES = re.compile(rf"\b{_MOVES}(?: up| down)? to\b", re.IGNORECASE)
_LOSES = re.compile(r"\b(?:loses?|lost)(?: (?:the|her|his|their))? ", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<[^<>\n]*>")
"""A placeholder, or markup that somebody typed: it states nothing."""

_EXAMPLES = "Say it like “what if she gets pre-approved?” or “what if the credit score were 720?”"


def explain_score(turn: Turn, context: ConversationContext) -> Answer:
    """Return all reasons of the latest score; a picture of them follows. `rest` may name another lead."""
    meant = refer_to(turn, turn.rest, context)
    if meant.lead_id is None:
        return unknown_name(turn, turn.rest)
    stored = context.leads.get(meant.lead_id)  # UnknownLead is raised here
    reasons = ReasonsReply(stored.lead, stored.score)
    other = if_other(turn, stored.id)
    return Answer(turn.conversation, (reasons,), picture_of=stored.score, other_leads=other)


def explain_why_not_high(turn: Turn, context: ConversationContext) -> Answer:
    """Return what would make the lead High, or the lead that `who` names.

    `rest` may ask to include facts that nobody can change.
    """
    meant = refer_to(turn, turn.who, context)
    if meant.lead_id is None:
        return unknown_name(turn, turn.who)
    words = why_not_high(meant.lead, context.scorer, turn.rest)
    return Answer(turn.conversation, (TextReply(words),), other_leads=if_other(turn, meant.lead_id))


def why_not_high(lead: Lead, scorer: Scorer, included: str = "") -> str:
    """Return the smallest change that makes a lead High, among facts that can change and those `included` by name.

    Say so if there is no such change.
    """
    now, name = scorer.score(lead), name_in_sentence(lead)
    if now.tier is Tier.HIGH:
        return f"{name[:1].upper()}{name[1:]} is High already: {format_tier_so_far(now)}."
    free = [one for one in scorer.features if one.can_grow or _is_included(one, included)]
    others = [one for one in scorer.features if one not in free]
    path = scorer.path_to_high(lead, free=_names(free))
    if path is not None:
        return _describe_path(path, name)
    nothing = f"No change of {_titles(free, last='or')} makes {name} High; it is {format_tier_so_far(now)}."
    if not others:
        return nothing
    if scorer.path_to_high(lead, free=_names(scorer.features)) is None:
        return f"{nothing} Not even another {_titles(others, last='or')} would."
    return f"{nothing} {_titles(others).capitalize()} I left as they are. To include them, ask: {_INCLUDING_ALL}"


def _describe_path(path: Path, name: str) -> str:
    changes = join_words([describe_value(change) for change in path.changes])
    unknown = [change.feature.title.lower() for change in path.changes if change.before is None]
    not_known = f" Not known yet: {join_words(unknown)}." if unknown else ""
    return f"With {changes}, {name} would be {format_tier(path.score)}.{not_known}"


def _is_included(feature: Feature, words: str) -> bool:
    """Return whether words name a feature, or all of them."""
    text = " ".join(re.findall(r"\w+", words.lower()))
    return bool(_EVERYTHING.search(text)) or any(
        re.search(rf"\b{re.escape(name)}\b", text) for name in (feature.title.lower(), *feature.synonyms)
    )


def _names(features: Sequence[Feature]) -> frozenset[str]:
    return frozenset(feature.name for feature in features)


def _titles(features: Sequence[Feature], *, last: str = "and") -> str:
    return join_words([feature.title.lower() for feature in features], last=last)


def explain_what_if(turn: Turn, context: ConversationContext) -> Answer:
    """Return what the score would be with the facts in `rest`. Nothing of it is kept."""
    words = _LOSES.sub("no ", _BECOMES.sub("is", _IN_BRACKETS.sub(" ", turn.rest)))
    facts = context.message_parser.parse(words, known=turn.conversation.lead)
    meant = refer_to(turn, facts.lead.name, context)
    if meant.lead_id is None:
        return unknown_name(turn, facts.lead.name or "")
    reply = what_if(facts, meant.lead, context)
    return Answer(turn.conversation, (reply,), other_leads=if_other(turn, meant.lead_id))


def what_if(facts: Facts, lead: Lead, context: ConversationContext) -> Reply:
    """Return the tier of a lead and its probability now, and with `facts`."""
    scorer = context.scorer
    stated = facts.lead.values
    used: dict[str, Any] = {one.name: stated[one.name] for one in scorer.features if one.name in stated}
    remarks = [problem.message for problem in facts.problems] + not_understood(facts)
    if unused := [one.title.lower() for one in context.features if one.name in stated.keys() - used.keys()]:
        remarks.append(f"Not used by this model: {join_words(unused)}.")
    if not used:
        return TextReply(" ".join([*remarks, _EXAMPLES]))
    result = scorer.what_if(lead, used)
    unchanged = used.keys() - {change.feature.name for change in result.changes}
    already = [one.phrase(used[one.name]).text for one in scorer.features if one.name in unchanged]
    remarks += [f"That is so already: {join_words(already)}."] if already else []
    if not result.changes:
        return TextReply(" ".join([*remarks, f"It is {format_tier_so_far(result.before)}."]))
    then = f"{format_tier_so_far(result.after)}{direction(result.before, result.after)}"
    changes = join_words([describe_value(change) for change in result.changes])
    remarks += [*facts.notes, *_doubts(result)]
    return WhatIfReply(format_tier_so_far(result.before), f"With {changes}", then, tuple(remarks))


def describe_value(change: Change) -> str:
    """Return the value after a change, with the number before it: "40 website visits (now 25)"."""
    words = change.feature.phrase(change.after).text
    if change.before is None or isinstance(change.feature, Signal):
        return words
    return f"{words} (now {change.feature.write(change.before)})"


def _doubts(result: WhatIf) -> list[str]:
    changed = {change.feature for change in result.changes}
    return [f"Please check: {say_beyond(one)}." for one in result.after.beyond if one.feature in changed]
