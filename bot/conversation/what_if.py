"""What if: what a lead would be worth if some facts were others. Nothing of it is kept."""

import re
from collections.abc import Iterator, Sequence

from bot.conversation.fallback import not_understood
from bot.conversation.lead_reference import besides, no_such_lead, whom
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn
from bot.language import Facts
from bot.leads.summary import direction, format_tier_so_far
from bot.slack.views.blocks import Message, escaped, line, message, rich, small, text
from scoring.errors import in_words
from scoring.explain.reasons import say_beyond
from scoring.explain.scorer import Scorer
from scoring.explain.what_if import Change, WhatIf
from scoring.fields.field import Signal
from scoring.fields.lead import FEATURES, Lead

_MOVES = r"(?:drop|fall|go|rise|grow|increase|improve|climb|jump)(?:s|es)?"
_BECOMES = re.compile(rf"\b{_MOVES}(?: up| down)? to\b", re.IGNORECASE)
_LOSES = re.compile(r"\b(?:loses?|lost)(?: (?:the|her|his|their))? ", re.IGNORECASE)

_EXAMPLES = "Say it like “what if she gets pre-approved?” or “what if the credit score were 720?”"
_NOT_KEPT = "Only asked: nothing of it is kept."


def what_if(turn: Turn, talk: Talk) -> Answer:
    """Answer what would be if `rest` were so."""
    words = _LOSES.sub("no ", _BECOMES.sub("is", turn.rest))
    facts = talk.read_facts(words, FEATURES, known=turn.conversation.lead, markup=True)
    meant = whom(turn, facts.lead.name, talk)
    if meant.lead_id is None:
        return no_such_lead(turn, facts.lead.name or "")
    answer = what_if_message(facts, meant.lead, talk.scorer)
    return Answer(turn.conversation, (answer,), tells_of=besides(turn, meant.lead_id))


def what_if_message(facts: Facts, lead: Lead, scorer: Scorer) -> Message:
    """Return the tier of `lead` and its probability now, and with `facts`."""
    stated = {one.name: value for one in FEATURES if (value := getattr(facts.lead, one.name)) is not None}
    looked_at = {one.name: stated[one.name] for one in scorer.features if one.name in stated}
    remarks = [problem.message for problem in facts.problems] + not_understood(facts)
    if passed_over := [one.title.lower() for one in FEATURES if one.name in stated and one.name not in looked_at]:
        remarks.append(f"Not used by this model: {in_words(passed_over)}.")
    if not looked_at:
        return say(" ".join([*remarks, _EXAMPLES]))
    found = scorer.what_if(lead, looked_at)
    unchanged = looked_at.keys() - {change.feature.name for change in found.changes}
    already = [one.say(looked_at[one.name]).text for one in scorer.features if one.name in unchanged]
    remarks += [f"That is so already: {in_words(already)}."] if already else []
    if not found.changes:
        return say(" ".join([*remarks, f"It is {format_tier_so_far(found.before)}."]))
    return _compared(found, [*remarks, *facts.notes, *_beyond(found)])


def _compared(found: WhatIf, remarks: Sequence[str]) -> Message:
    before, after = (
        format_tier_so_far(found.before),
        f"{format_tier_so_far(found.after)}{direction(found.before, found.after)}",
    )
    changed = f"With {in_words([say_change(change) for change in found.changes])}"
    blocks = [
        rich(line(text("Now: "), text(before, bold=True)), line(text(f"{changed}: "), text(after, bold=True))),
        *map(small, [*remarks, _NOT_KEPT]),
    ]
    return message(escaped("\n".join([f"Now: {before}", f"{changed}: {after}", *remarks, _NOT_KEPT])), blocks)


def say_change(change: Change) -> str:
    """Return what would be otherwise, with what a number is now: "40 website visits (now 25)"."""
    said = change.feature.say(change.after).text
    if change.before is None or isinstance(change.feature, Signal):
        return said
    return f"{said} (now {change.feature.write(change.before)})"


def _beyond(found: WhatIf) -> Iterator[str]:
    changed = {change.feature for change in found.changes}
    return (f"Please check: {say_beyond(one)}." for one in found.after.beyond if one.feature in changed)
