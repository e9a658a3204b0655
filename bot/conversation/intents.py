"""Intents: what somebody may ask for in a conversation, other than telling facts. The first row that matches answers.

A row's pattern is matched against the whole text, in any case, without punctuation at its ends. Its groups `rest` and
`who` become the `rest` and the `who` of the turn. The examples of a row are matched by no earlier row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.conversation.compare import compare
from bot.conversation.erasure import forget_current, forget_named
from bot.conversation.explain import explain_score, explain_what_if, explain_why_not_high
from bot.conversation.fallback import no_lead_yet
from bot.conversation.lead_focus import share_card, show_current, show_named
from bot.conversation.small_talk import MAX_CHARACTERS, show_help, start_over, stop, too_long, welcome
from bot.conversation.turn import Answer, ConversationContext, Turn
from bot.conversation.update_facts import ask_more, new_lead, update_facts

_MARKS = " \t\n.!?,;:…"

_WHY = r"(?:but |so |and )?(?:why|y)"
_WHO = r"(?!not\b|to\b|you\b|we\b|i\b|one\b)(?P<who>.{1,80}?)(?:'s (?:score|lead|tier|rating))?"
_STILL = r"(?:,? (?:still|yet|only|just|so|far|a|as|get|become|been|rated|considered|medium|low|and|but))*"
_ITSELF = r"(?:he|she|it|they|him|her|them|his|their|its|the(?: lead)?|this(?: lead)?|that)"
_FOR = (
    r"(?: for (?P<who>.{1,80}?)(?: to (?:be|become|get|get to|reach) high)?"
    r"(?=$|[,;:.?!]| (?:with|including|whatever|even|if)\b))?(?P<rest>.*)"
)
_CLIPPED = re.compile(r"\b(what|who|that|how|isn|wasn|doesn|didn|hasn)(s|t)\b", re.IGNORECASE)
"""An apostrophe that was left out: "whats missing", "why isnt she high"."""
_FILLERS = re.compile(r"^(?:(?:ok(?:ay)?|alright|all right|well|so|now|please|great|hm+|hey)\b[,. ]*)+", re.IGNORECASE)
"""Words that add nothing at the beginning: "ok, stop", "so what's missing"."""
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'"})
"""Typographic apostrophes as plain ones."""


@dataclass(frozen=True)
class Intent:
    """A pattern of words, what answers it, and examples.

    `needs_lead`: it only applies to a lead with a score. `reads_facts`: its `rest` states facts.
    """

    pattern: re.Pattern[str]
    answer: Callable[[Turn, ConversationContext], Answer]
    examples: tuple[str, ...]
    needs_lead: bool = False
    reads_facts: bool = False

    def match(self, words: str) -> re.Match[str] | None:
        """Return the match with words, perhaps without fillers at their beginning."""
        return self.pattern.fullmatch(words) or self.pattern.fullmatch(_FILLERS.sub("", words))


def _intent(
    pattern: str,
    answer: Callable[[Turn, ConversationContext], Answer],
    *examples: str,
    needs_lead: bool = False,
    reads_facts: bool = False,
) -> Intent:
    return Intent(re.compile(pattern, re.IGNORECASE | re.DOTALL), answer, examples, needs_lead, reads_facts)


INTENTS: tuple[Intent, ...] = (
    _intent(
        r"help(?: me)?|hi|hello|hey(?: there)?|what can (?:you|i) (?:do|say|ask)(?: here)?|(?:who|what) are you"
        r"|what do you do|how does (?:this|it) work",
        show_help,
        "what can I say here",
    ),
    _intent(
        r"(?:ok(?:ay)?[, ]+)?(?:thanks|thank you|thx|cheers)(?: a lot| very much| so much)?",
        welcome,
        "thank you very much",
    ),
    _intent(
        r"share(?: (?:it|this|him|her|them|the card|the lead))?(?: (?:in|with|to|on)? ?(?P<rest>#\S+))?(?: please)?",
        share_card,
        "share it in #hot-leads",
        needs_lead=True,
    ),
    _intent(
        r"(?:forget|delete|remove) (?:it|this|that|him|her|them|about (?:it|him|her|them)|everything"
        r"|(?:the|this|that) lead)",
        forget_current,
        "forget it",
    ),
    _intent(
        r"(?:forget|delete|remove|take back|undo) (?:about )?(?P<rest>.{1,120})",
        forget_named,
        "forget the income",
        "forget Dana Reyes",
    ),
    _intent(
        r"stop(?: asking)?|that(?:'s| is) (?:all|it|enough)|enough|no more questions|nothing (?:else|more)"
        r"|(?:(?:i'm|i am|we're|we are|all) )?(?:done|finished)",
        stop,
        "that is all",
    ),
    _intent(
        r"(?:(?:and|but|so)(?= if\b)|(?:and|but|so|ok(?:ay)?|hm+)[, ]+)?"
        r"(?:what\b.{0,30}? if|(?:would|will|could) .{1,60}? if|suppose|supposing|assume|assuming|imagine"
        r"| if|if(?= (?:he|her|his|it|she|the|their|they|this|we)\b))\b[, ]*(?:that )?(?P<rest>.{0,300})",
        explain_what_if,
        "what if she gets pre-approved",
        "if he had 700 credit",
        needs_lead=True,
        reads_facts=True,
    ),
    *(
        _intent(pattern, explain_why_not_high, example, needs_lead=True)
        for example, pattern in (
            (
                "why isn't Sam High",
                rf"{_WHY} (?:is|was|does|did|has)(?:n't| not) {_WHO}{_STILL} high\b(?! for\b)(?P<rest>.*)",
            ),
            (
                "why is she still not high",
                rf"{_WHY}(?:'s| is| was| does| did| has)(?: it that)? {_WHO}(?: is| was)?{_STILL}"
                rf"(?:,? not|n't){_STILL} high\b(?! for\b)(?P<rest>.*)",
            ),
            (
                "why not high for Sam",
                rf"{_WHY}\b.{{0,60}}?(?:\bnot|n't)\b.{{0,40}}?\bhigh\b{_FOR}|why not",
            ),
            (
                "what would it take to get her to high",
                r"what (?:would|does|will|can|could) it take to (?:get|make|bring) "
                rf"{_WHO}(?: to)?(?: be)? high\b(?P<rest>.*)",
            ),
            (
                "what would it take",
                rf"what (?:would|does|will|can|could) it take\b{_FOR}",
            ),
            (
                "what does she need to be high",
                rf"what (?:would|does|do|must|will) {_WHO} (?:need|have to (?:do|have)|need to (?:do|have))"
                r"(?: to (?:be|become|get|get to|reach) high\b)?(?P<rest>.*)",
            ),
            (
                "what would change your mind",
                r"what (?:would|could|might) change (?:your mind|it|that|this|the (?:score|tier|rating))",
            ),
            (
                "what would make Sam high",
                rf"what (?:would|does|will|can|could) make {_WHO} high\b(?P<rest>.*)",
            ),
            (
                "how can we get Sam to be high",
                r"how (?:can|could|does|would|do) (?:i|we|you|one) (?:get|make|bring|help) "
                rf"{_WHO}(?: to)?(?: become| be)? high\b(?P<rest>.*)",
            ),
            (
                "how can she become high",
                rf"how (?:can|could|does|would|do) {_WHO} (?:become|get to|reach|be) high\b(?P<rest>.*)",
            ),
            (
                "how can we reach high",
                r"how (?:can|could|does|would|do) .{1,40}? (?:become|get to|reach|be) high\b(?P<rest>.*)",
            ),
        )
    ),
    _intent(
        r"(?:but |so |and )?why(?: (?:is|was) (?P<rest>.{1,80}?)| (?:do|did) you (?:say|think)(?: that| it is)?)?"
        r"(?: so)?(?: (?:only )?(?:high|medium|low))?|how come"
        rf"|{_WHY}\b.{{0,60}}?(?:\bnot|n't)\b.{{0,40}}?\b(?:medium|low)"
        r"|explain(?: (?:it|that|this|yourself))?|(?:(?:show|give|tell)(?: me)? )?(?:all )?(?:the )?reasons",
        explain_score,
        "why",
        "why is Sam only medium",
        "explain",
        needs_lead=True,
    ),
    _intent(
        r"(?:would|will|does|could|might) (?P<rest>.{1,60}?) (?:help|matter)(?: .{1,30})?",
        explain_what_if,
        "would a pre-approval help",
        needs_lead=True,
        reads_facts=True,
    ),
    _intent(
        r"what(?: else)? (?:would|could|might) help(?: (?:you|us|me|him|her|it|them))?(?: (?:most|more))?"
        r"|what(?:'s| is| are)? (?:still )?(?:missing|unknown|open|not known)(?: (?:yet|still))?"
        r"|what (?:else )?(?:should|can|do|could|shall) (?:i|we) (?:ask|find out|tell you)(?: .{1,30})?"
        r"|what (?:else )?do you (?:need|want)(?: to know)?"
        r"|(?:what(?:'s| is)? )?next(?: question)?|ask(?: me)?(?: (?:more|again|on|away|something))?|anything else"
        r"|go on|continue",
        ask_more,
        "what's missing",
        "next question",
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
        show_current,
        "what do you know so far",
        "is she hot",
        needs_lead=True,
    ),
    _intent(
        r"(?:who|which(?: one)?)(?:'s| is) (?:better|best|hotter|warmer|higher|more promising)[,:]? (?P<rest>.+)",
        compare,
        "who is better, Dana or Sam",
        needs_lead=True,
    ),
    _intent(
        rf"(?:is|was) {_ITSELF} (?:a )?(?:better|hotter|warmer|higher|worse|more promising)(?: lead)? than "
        r"(?P<rest>.+)",
        compare,
        "is she better than Sam",
        needs_lead=True,
    ),
    _intent(
        r"(?:and |how does .{1,40}? )?compare(?: (?:it|this|that|him|her|them|this lead))?"
        r"(?: (?:with|to|and|against))? (?P<rest>.+)",
        compare,
        "compare with Sam",
        needs_lead=True,
    ),
    _intent(
        r"(?:(?:tell me|what do you know|what do we know|what have you got) (?:more |all )?about"
        r"|(?:(?:let's |let us )?(?:go |get |come )?back|switch(?: over)?|return) to) (?P<rest>.{1,120})",
        show_named,
        "tell me about Sam",
        "back to Dana",
    ),
    _intent(r"start (?:over|again|anew|afresh)|restart|reset", start_over, "start over"),
    _intent(
        r"(?:it's |that's |it is |that is |i have |i've got |i got |we have |there's |here's |here comes )?"
        r"(?:an? )?(?:new|next|other|another) (?:lead|one)(?: for you)?",
        new_lead,
        "I have a new lead",
    ),
)


def answer_turn(turn: Turn, context: ConversationContext) -> Answer:
    """Return the answer to a turn: what somebody asks for, or what follows from the facts that they tell."""
    if len(turn.text) > MAX_CHARACTERS:
        return too_long(turn)
    if not turn.text:
        return show_help(turn, context)
    words = _normalize(turn.text)
    for intent in INTENTS:
        found = intent.match(words)
        if found is None:
            continue
        if intent.needs_lead and turn.conversation.lead_id is None:
            return no_lead_yet(turn, context)
        if intent.reads_facts:
            found = intent.match(_normalize(turn.plain)) or found
        rest, who = ((found.groupdict().get(name) or "").strip(_MARKS) for name in ("rest", "who"))
        return intent.answer(replace(turn, rest=rest, who=who), context)
    return update_facts(turn, context)


def _normalize(text: str) -> str:
    """Return text with plain apostrophes, also where they were left out, and without punctuation at its ends."""
    return _CLIPPED.sub(r"\1'\2", text.translate(_STRAIGHT).strip(_MARKS))
