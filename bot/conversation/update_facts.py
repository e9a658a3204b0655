"""Updating facts: what follows from the facts that somebody tells about a lead."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.fallback import (
    ask_whose_words,
    doubt_lead_words,
    doubt_value_words,
    fallback_words,
    is_yes_or_no,
    unknown_name_words,
)
from bot.conversation.lead_focus import (
    ask_which,
    choose_lead,
    continue_with,
    recognize,
    reset,
    select_lead,
    show_lead,
    switch_to,
    without_shorter_name,
)
from bot.conversation.questions import clear_question, next_question, question_reply
from bot.conversation.replies import TextReply
from bot.conversation.score_answers import (
    SOURCE,
    answer_with_score,
    card_reply,
    describe_facts,
    known_features,
    known_identity,
    reading_remarks,
    score_several,
)
from bot.conversation.small_talk import start_over, text_answer
from bot.conversation.turn import Answer, ButtonAnswer, ConversationContext, Turn
from bot.language import Facts
from bot.leads.identity import may_be_called
from bot.leads.lead import completed
from bot.leads.summary import name_in_sentence
from scoring.fields.field import Feature
from scoring.fields.lead import Lead
from scoring.text import join_words

_RENAMES = re.compile(r"\bname(?:'s| is| was)\b|\b(?:is|was) (?:called|named)\b", re.IGNORECASE)
_ASIDE = re.compile(r"^(?:and|but|so|what about|how about)\b[, ]*", re.IGNORECASE)
_CAPITALIZED = re.compile(r"\b[A-Z][a-z]{2,}\b")
_FAR = 10
_MIN_NAME, _MAX_NAME = 2, 120  # a single letter may be anybody's initial


def update_facts(turn: Turn, context: ConversationContext) -> Answer:
    """Return the answer to a text that is no intent: facts about the lead, another one, several, or none."""
    before = turn.conversation
    renames = bool(_RENAMES.search(turn.text))
    asked = next((one for one in context.features if one.name == before.asked and turn.is_answer and not renames), None)
    facts = context.message_parser.parse(turn.plain, asked=asked, known=before.lead)
    if facts.more:
        return _score_several(turn, facts, context)
    if asked is not None and (doubt := _doubt_value(turn, facts, asked, context)):
        return text_answer(before, doubt)
    if not facts.anything:
        return _answer_no_facts(turn, facts, asked, context)
    if renames and before.lead_id is not None:
        return apply_facts(turn, facts, context)
    if before.lead_id is not None and facts.lead.name is not None and not known_features(facts.lead):
        return _answer_name(turn, facts, context)
    if (name := _possible_name(turn, facts)) and _contradicts(facts.lead, before.lead):
        return text_answer(clear_question(before), doubt_lead_words(name, before.lead))
    if turn.comes_late and known_features(facts.lead) and not known_identity(facts.lead):
        return _ask_whose(turn, facts, context)
    meant = select_lead(before, facts.lead.name, context)
    return apply_facts(replace(turn, conversation=meant), facts, context)


def apply_facts(turn: Turn, facts: Facts, context: ConversationContext) -> Answer:
    """Return the answer to facts about the conversation's lead: its card at first, then what they changed."""
    before = turn.conversation
    stated = without_shorter_name(facts.lead, before.lead, context.fields)
    known = replace(before, skipped=(before.skipped | facts.unknown) - known_features(stated))
    if known.lead_id is not None and facts.lead == Lead():
        return _answer_nothing_new(turn, known, facts, context)
    if known.lead_id is None:
        known = replace(known, lead=completed(stated, known.lead, context.scorer.fields))
        if not known_features(facts.lead) and (met := recognize(turn, known, facts, context)):
            return met
        if not known_features(known.lead):
            return _ask_first_fact(known, facts, context)
        stated = known.lead
    scored = context.leads.score(stated, source=SOURCE, by=turn.user, lead_id=known.lead_id)
    after = replace(known, lead=scored.lead, lead_id=scored.lead_id)
    return answer_with_score(after, scored, replace(facts, lead=stated), context, is_first=known.lead_id is None)


def answer_button(turn: Turn, answer: ButtonAnswer, context: ConversationContext) -> Answer | None:
    """Return the answer to a button of a question, or None if somebody has answered the question already.

    It may be an earlier question of the thread, also about an earlier lead: then the answer is that lead's card.

    Raises:
        UnknownLead: the lead was forgotten.
    """
    before = turn.conversation
    known = switch_to(before, answer.lead_id, context) if answer.lead_id else before
    if known.lead.get(answer.feature) is not None or (answer.value is None and answer.feature in known.skipped):
        return None
    if answer.value is None:
        facts = Facts(unknown=frozenset({answer.feature}))
    else:
        facts = Facts(context.fields.read({answer.feature: answer.value}))
    if before.lead_id not in {None, known.lead_id}:
        return show_lead(turn, answer.lead_id, context, facts)
    return apply_facts(replace(turn, conversation=known), facts, context)


def _possible_name(turn: Turn, facts: Facts) -> str | None:
    """Return a word that may be another lead's name, although it was not understood as one."""
    if facts.lead.name is not None:
        return None
    no_names = {turn.text.split()[0].lower(), *(turn.conversation.lead.name or "").lower().split()}
    words = (word for piece in facts.left for word in _CAPITALIZED.findall(piece))
    return next((word for word in words if word.lower() not in no_names), None)


def _contradicts(stated: Lead, known: Lead) -> bool:
    """Return whether a stated feature is known with another value."""
    return any(known.values.get(name, value) != value for name, value in stated.values.items())


def _doubt_value(turn: Turn, facts: Facts, asked: Feature, context: ConversationContext) -> str:
    """Return a question if a mere number is far from all values of the asked feature that the model has seen.

    "760" as the answer to the question for the income is more likely the credit score that was spoken about before.
    """
    value = facts.lead.values.get(asked.name)
    is_alone = not facts.lead.identity and len(facts.lead.values) == 1
    if value is None or not is_alone or asked.name in context.parser.parse(turn.plain).lead.values:
        return ""
    beyond = context.scorer.score(facts.lead).beyond
    if not any(one.value * _FAR < one.limit or one.value > one.limit * _FAR for one in beyond):
        return ""
    return doubt_value_words(turn.text, asked.phrase(value).text, asked.title.lower())


def _answer_no_facts(turn: Turn, facts: Facts, asked: Feature | None, context: ConversationContext) -> Answer:
    """Return the answer to a text without facts; it may be the name of a lead: "dana reyes", "and Tom?"."""
    words = _ASIDE.sub("", turn.text).strip(" .!?")
    is_name = _MIN_NAME <= len(words) <= _MAX_NAME
    meant = select_lead(turn.conversation, words if is_name else None, context)
    if meant.lead_id not in {None, turn.conversation.lead_id}:
        return show_lead(turn, meant.lead_id or "", context)
    found = context.leads.called(words) if is_name else []
    if len(found) == 1:
        return continue_with(turn, found[0].id, context)
    if found:
        return ask_which(words, turn.conversation, found, context)
    return _fall_back(turn, facts, asked, context)


def _fall_back(turn: Turn, facts: Facts, asked: Feature | None, context: ConversationContext) -> Answer:
    """Return that nothing was understood, and a question if none was asked yet, such as below a card."""
    known, words = turn.conversation, fallback_words(facts, asked, turn, context)
    is_unasked = known.lead_id is not None and known.asked is None and not is_yes_or_no(turn.text)
    question = next_question(known, context).question if is_unasked else None
    if question is None:
        return text_answer(known, words)
    after = replace(known, asked=question.feature.name)
    return Answer(after, (question_reply(after, question, words),), asks=True)


def _answer_name(turn: Turn, facts: Facts, context: ConversationContext) -> Answer:
    """Return the answer to a mere name: the name of the lead so far, or of another one."""
    before, name = turn.conversation, facts.lead.name or ""
    meant = select_lead(before, name, context)
    if meant == before:
        return apply_facts(turn, facts, context)
    if meant.lead_id is not None:
        return show_lead(turn, meant.lead_id, context, facts)
    found = context.leads.find(name)
    if len(found) == 1 and may_be_called(name, found[0].lead.name or ""):
        return show_lead(turn, found[0].id, context, facts)
    if found:
        return ask_which(name, before, found, context)
    return text_answer(clear_question(before), unknown_name_words(name, before.lead))


def _answer_nothing_new(turn: Turn, known: Conversation, facts: Facts, context: ConversationContext) -> Answer:
    """Return the answer to "don't know", or to a value that cannot be: a next text is read as the same feature."""
    remarks = reading_remarks(facts, context, known.lead)
    if not facts.problems:
        return _ask_on(known, context, "All right.", remarks, turn)
    names = {feature.name for feature in context.features}
    wrong = next((problem.field for problem in facts.problems if problem.field in names), known.asked)
    return text_answer(replace(known, asked=wrong), " ".join(remarks))


def _ask_first_fact(known: Conversation, facts: Facts, context: ConversationContext) -> Answer:
    """Return the answer as long as only the identity of the lead is known."""
    question = next_question(known, context).question
    name = name_in_sentence(known.lead)
    if question is None:
        return text_answer(known, f"Then I cannot say anything of {name}.")
    is_named = bool(known_identity(facts.lead))
    opening = f"I do not know {name} yet. Tell me what you know, or answer this:" if is_named else ""
    after = replace(known, asked=question.feature.name)
    return Answer(
        after, (question_reply(after, question, opening, remarks=reading_remarks(facts, context)),), asks=True
    )


def new_lead(turn: Turn, context: ConversationContext) -> Answer:
    """Begin with a new lead, and with the facts that were told before the lead was named."""
    has_facts = turn.conversation.lead_id is None and known_features(turn.conversation.lead)
    return apply_facts(turn, Facts(), context) if has_facts else start_over(turn, context)


def _ask_whose(turn: Turn, facts: Facts, context: ConversationContext) -> Answer:
    """Ask which lead these facts are about, and keep them until somebody says."""
    known = replace(turn.conversation, lead=facts.lead, skipped=facts.unknown - known_features(facts.lead))
    words = ask_whose_words(describe_facts(facts.lead, context.features), context)
    return Answer(known, (TextReply(words, reading_remarks(facts, context)),))


def ask_more(turn: Turn, context: ConversationContext) -> Answer:
    """Return what is not known yet about the lead, and the question that would help most; raises UnknownLead."""
    known = replace(turn.conversation, stopped=False)
    unknown = [one.title.lower() for one in context.scorer.features if known.lead.get(one.name) is None]
    all_known = f"I know all that counts of {name_in_sentence(known.lead)}."
    return _ask_on(known, context, f"Not known yet: {join_words(unknown)}." if unknown else all_known, (), turn)


def _ask_on(
    known: Conversation, context: ConversationContext, words: str, remarks: Sequence[str], turn: Turn
) -> Answer:
    """Return the next question if nothing new is known; at the end, the card of the lead."""
    following = next_question(known, context)
    after = replace(known, asked=following.feature)
    if following.question is not None:
        return Answer(after, (question_reply(after, following.question, words, remarks=tuple(remarks)),), asks=True)
    scored = context.leads.latest(known.lead_id or "", by=turn.user)
    return Answer(after, (card_reply(scored, after, following, remarks),))


def _score_several(turn: Turn, facts: Facts, context: ConversationContext) -> Answer:
    """Return the list of leads that were told about at once, each scored, to choose one from."""
    scored, remarks = score_several(facts, turn.user, context)
    after = reset(turn.conversation)
    after = replace(after, others=tuple(dict.fromkeys([*after.others, *(one.id for one in scored)])))
    return choose_lead("Which one shall we go on with?", after, scored, context, remarks=remarks)
