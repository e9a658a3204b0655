"""Intents: what one can ask for in a conversation beside telling facts. The first row whose words match answers.

A row's pattern is matched against all that was typed, in any case, without the marks at its ends; what its groups
`rest` and `who` hold are the `rest` and the `who` of the turn.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.conversation import small_talk
from bot.conversation.compare import compare
from bot.conversation.confirm_erasure import forget_it, forget_named
from bot.conversation.fallback import no_lead_yet
from bot.conversation.lead_lookup import as_known, tell_of
from bot.conversation.message import words_of
from bot.conversation.share_it import share_it
from bot.conversation.turn import Answer, Talk, Turn
from bot.conversation.update_facts import ask_on, new_lead
from bot.conversation.what_if import what_if
from bot.conversation.why import why
from bot.conversation.why_not_high import why_not_high

_MARKS = " \t\n.!?,;:…"

_WHY = r"(?:but |so |and )?(?:why|y)"
_WHO = r"(?!not\b|to\b|you\b|we\b|i\b|one\b)(?P<who>.{1,80}?)(?:'s (?:score|lead|tier|rating))?"
_STILL = r"(?:,? (?:still|yet|only|just|so|far|a|as|get|become|been|rated|considered|medium|low|and|but))*"
_ITSELF = r"(?:he|she|it|they|him|her|them|his|their|its|the(?: lead)?|this(?: lead)?|that)"
_FOR = (
    r"(?: for (?P<who>.{1,80}?)(?: to (?:be|become|get|get to|reach) high)?"
    r"(?=$|[,;:.?!]| (?:with|including|whatever|even|if)\b))?(?P<rest>.*)"
)


@dataclass(frozen=True)
class Intent:
    """Words, and what answers them; `needs_lead`: only once the conversation has a lead that was scored."""

    pattern: re.Pattern[str]
    answer: Callable[[Turn, Talk], Answer]
    needs_lead: bool = False


def _intent(pattern: str, answer: Callable[[Turn, Talk], Answer], *, needs_lead: bool = False) -> Intent:
    return Intent(re.compile(pattern, re.IGNORECASE | re.DOTALL), answer, needs_lead)


INTENTS: tuple[Intent, ...] = (
    _intent(
        r"help(?: me)?|hi|hello|hey(?: there)?|what can (?:you|i) (?:do|say|ask)(?: here)?|(?:who|what) are you"
        r"|what do you do|how does (?:this|it) work",
        small_talk.explain,
    ),
    _intent(r"(?:ok(?:ay)?[, ]+)?(?:thanks|thank you|thx|cheers)(?: a lot| very much| so much)?", small_talk.welcome),
    _intent(
        r"share(?: (?:it|this|him|her|them|the card|the lead))?(?: (?:in|with|to|on)? ?(?P<rest>#\S+))?(?: please)?",
        share_it,
        needs_lead=True,
    ),
    _intent(
        r"(?:forget|delete|remove) (?:it|this|that|him|her|them|about (?:it|him|her|them)|everything"
        r"|(?:the|this|that) lead)",
        forget_it,
    ),
    _intent(r"(?:forget|delete|remove|take back|undo) (?:about )?(?P<rest>.{1,120})", forget_named),
    _intent(
        r"stop(?: asking)?|that(?:'s| is) (?:all|it|enough)|enough|no more questions|nothing (?:else|more)"
        r"|(?:(?:i'm|i am|we're|we are|all) )?(?:done|finished)",
        small_talk.stop,
    ),
    _intent(
        r"(?:(?:and|but|so)(?= if\b)|(?:and|but|so|ok(?:ay)?|hm+)[, ]+)?"
        r"(?:what\b.{0,30}? if|(?:would|will|could) .{1,60}? if|suppose|supposing|assume|assuming|imagine"
        r"| if|if(?= (?:he|her|his|it|she|the|their|they|this|we)\b))\b[, ]*(?:that )?(?P<rest>.{0,300})",
        what_if,
        needs_lead=True,
    ),
    *(
        _intent(pattern, why_not_high, needs_lead=True)
        for pattern in (
            rf"{_WHY} (?:is|was|does|did|has)(?:n't| not) {_WHO}{_STILL} high\b(?! for\b)(?P<rest>.*)",
            rf"{_WHY}(?:'s| is| was| does| did| has)(?: it that)? {_WHO}(?: is| was)?{_STILL}"
            rf"(?:,? not|n't){_STILL} high\b(?! for\b)(?P<rest>.*)",
            rf"{_WHY}\b.{{0,60}}?(?:\bnot|n't)\b.{{0,40}}?\bhigh\b{_FOR}|why not",
            r"what (?:would|does|will|can|could) it take to (?:get|make|bring) "
            rf"{_WHO}(?: to)?(?: be)? high\b(?P<rest>.*)",
            rf"what (?:would|does|will|can|could) it take\b{_FOR}",
            rf"what (?:would|does|do|must|will) {_WHO} (?:need|have to (?:do|have)|need to (?:do|have))"
            r"(?: to (?:be|become|get|get to|reach) high\b)?(?P<rest>.*)",
            r"what (?:would|could|might) change (?:your mind|it|that|this|the (?:score|tier|rating))",
            rf"what (?:would|does|will|can|could) make {_WHO} high\b(?P<rest>.*)",
            r"how (?:can|could|does|would|do) (?:i|we|you|one) (?:get|make|bring|help) "
            rf"{_WHO}(?: to)?(?: become| be)? high\b(?P<rest>.*)",
            rf"how (?:can|could|does|would|do) {_WHO} (?:become|get to|reach|be) high\b(?P<rest>.*)",
            r"how (?:can|could|does|would|do) .{1,40}? (?:become|get to|reach|be) high\b(?P<rest>.*)",
        )
    ),
    _intent(
        r"(?:but |so |and )?why(?: (?:is|was) (?P<rest>.{1,80}?)| (?:do|did) you (?:say|think)(?: that| it is)?)?"
        r"(?: so)?(?: (?:only )?(?:high|medium|low))?|how come"
        rf"|{_WHY}\b.{{0,60}}?(?:\bnot|n't)\b.{{0,40}}?\b(?:medium|low)"
        r"|explain(?: (?:it|that|this|yourself))?|(?:(?:show|give|tell)(?: me)? )?(?:all )?(?:the )?reasons",
        why,
        needs_lead=True,
    ),
    _intent(
        r"(?:would|will|does|could|might) (?P<rest>.{1,60}?) (?:help|matter)(?: .{1,30})?", what_if, needs_lead=True
    ),
    _intent(
        r"what(?: else)? (?:would|could|might) help(?: (?:you|us|me|him|her|it|them))?(?: (?:most|more))?"
        r"|what(?:'s| is| are)? (?:still )?(?:missing|unknown|open|not known)(?: (?:yet|still))?"
        r"|what (?:else )?(?:should|can|do|could|shall) (?:i|we) (?:ask|find out|tell you)(?: .{1,30})?"
        r"|what (?:else )?do you (?:need|want)(?: to know)?"
        r"|(?:what(?:'s| is)? )?next(?: question)?|ask(?: me)?(?: (?:more|again|on|away|something))?|anything else"
        r"|go on|continue",
        ask_on,
        needs_lead=True,
    ),
    _intent(
        rf"what do you know(?: so far)?(?: (?:about|of) {_ITSELF})?(?: so far)?"
        r"|how (?:sure|confident|certain) (?:are you|is (?:it|that|this))(?: .{1,30})?"
        rf"|(?:(?:show|give)(?: me)? |what(?:'s| is) )?(?:{_ITSELF} )?(?:card|score|tier|rating|summary|confidence)"
        rf"|(?:which|what) tier is {_ITSELF}|summari[sz]e|recap"
        rf"|(?:is|was) {_ITSELF} (?:still )?(?:a )?(?:high|medium|low|good|hot)(?: (?:lead|or) ?.{{0,30}})?"
        rf"|how (?:good|hot|high|promising) is {_ITSELF}(?: now)?|(?:current |the )?status"
        rf"|(?:how|where) (?:does|do|is|are) (?:{_ITSELF}|we|things) (?:stand|look|looking|doing)(?: now| so far)?"
        rf"|what do you (?:think|make)(?: of {_ITSELF})?|hot or (?:not|cold)"
        rf"|(?:is|was) {_ITSELF} worth (?:it|calling|a call|(?:my|our|the) (?:time|while|effort))"
        r"|when (?:should|shall|do|must) (?:i|we) (?:call|contact|ring|phone|e-?mail|follow up)"
        rf"(?: (?:with )?{_ITSELF})?|what (?:should|shall|do|can) (?:i|we) do(?: (?:now|next))?"
        r"|(?:what(?:'s| is) )?(?:the |your )?recommendation",
        as_known,
        needs_lead=True,
    ),
    _intent(
        r"(?:who|which(?: one)?)(?:'s| is) (?:better|best|hotter|warmer|higher|more promising)[,:]? (?P<rest>.+)",
        compare,
        needs_lead=True,
    ),
    _intent(
        rf"(?:is|was) {_ITSELF} (?:a )?(?:better|hotter|warmer|higher|worse|more promising)(?: lead)? than "
        r"(?P<rest>.+)",
        compare,
        needs_lead=True,
    ),
    _intent(
        r"(?:and |how does .{1,40}? )?compare(?: (?:it|this|that|him|her|them|this lead))?"
        r"(?: (?:with|to|and|against))? (?P<rest>.+)",
        compare,
        needs_lead=True,
    ),
    _intent(
        r"(?:(?:tell me|what do you know|what do we know|what have you got) (?:more |all )?about"
        r"|(?:(?:let's |let us )?(?:go |get |come )?back|switch(?: over)?|return) to) (?P<rest>.{1,120})",
        tell_of,
    ),
    _intent(r"start (?:over|again|anew|afresh)|restart|reset", small_talk.start_over),
    _intent(
        r"(?:it's |that's |it is |that is |i have |i've got |i got |we have |there's |here's |here comes )?"
        r"(?:an? )?(?:new|next|other|another) (?:lead|one)(?: for you)?",
        new_lead,
    ),
)


def answer_intent(turn: Turn, talk: Talk) -> Answer | None:
    """Return the answer of the first row that matches, or None if none does."""
    words = _CLIPPED.sub(r"\1'\2", words_of(turn.text).translate(_STRAIGHT).strip(_MARKS))
    without = _SMALL_BEFORE.sub("", words)
    for intent in INTENTS:
        found = intent.pattern.fullmatch(words) or intent.pattern.fullmatch(without)
        if found is None:
            continue
        if intent.needs_lead and turn.conversation.lead_id is None:
            return no_lead_yet(turn, talk)
        rest, who = ((found.groupdict().get(name) or "").strip(_MARKS) for name in ("rest", "who"))
        return intent.answer(replace(turn, rest=rest, who=who), talk)
    return None


_CLIPPED = re.compile(r"\b(what|who|that|how|isn|wasn|doesn|didn|hasn)(s|t)\b", re.IGNORECASE)
"""An apostrophe that was left out: "whats missing", "why isnt she high"."""
_SMALL_BEFORE = re.compile(
    r"^(?:(?:ok(?:ay)?|alright|all right|well|so|now|please|great|hm+|hey)\b[,. ]*)+", re.IGNORECASE
)
"""What adds nothing at the beginning: "ok, stop", "so what's missing"."""
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'"})
