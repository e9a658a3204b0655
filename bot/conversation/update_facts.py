"""Learning: what becomes of the facts that somebody tells of a lead."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.asking import asked_no_more, next_question
from bot.conversation.conversation import Conversation
from bot.conversation.fallback import (
    doubt_words,
    far_off_words,
    is_yes_or_no,
    lost_words,
    stranger_words,
    whose,
    whose_words,
)
from bot.conversation.lead_focus import about, begun_anew, called_as_before
from bot.conversation.lead_lookup import go_on_with, recognised, talk_about, which
from bot.conversation.message import words_of
from bot.conversation.progress import question_message, remarks_on, said_of, with_remarks
from bot.conversation.scored import card_of, features_of, identity_of, score_answer, score_several, score_stated
from bot.conversation.small_talk import say, start_over
from bot.conversation.turn import Answer, Talk, Turn
from bot.language import Facts, parse_facts
from bot.leads.identity import may_be_called
from bot.leads.lead import completed
from scoring.errors import in_words
from scoring.fields.field import Feature
from scoring.fields.lead import FEATURES, Lead, read_lead

_RENAMES = re.compile(r"\bname(?:'s| is| was)\b|\b(?:is|was) (?:called|named)\b", re.IGNORECASE)
_ASIDE = re.compile(r"^(?:and|but|so|what about|how about)\b[, ]*", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
_FAR = 10
_NAME_LEAST, _NAME_MOST = 2, 120  # a letter may be an initial of anybody


def learn(turn: Turn, talk: Talk) -> Answer:
    """Return the answer to what is no intent: facts of the lead, of another one, of several, or of none."""
    before = turn.conversation
    renames = bool(_RENAMES.search(words_of(turn.text)))
    asked = next((one for one in FEATURES if one.name == before.asked and turn.is_answer and not renames), None)
    facts = talk.read_facts(turn.text, FEATURES, asked=asked, known=before.lead, markup=True)
    if facts.more:
        return _several(turn, facts, talk)
    if asked is not None and (far_off := _far_off(turn, facts, asked, talk)):
        return Answer(before, (say(far_off),))
    if not facts.anything:
        return _nothing(turn, facts, asked, talk)
    if renames and before.lead_id is not None:
        return take_facts(turn, facts, talk)
    if before.lead_id is not None and facts.lead.name is not None and not features_of(facts.lead):
        return _by_name(turn, facts, talk)
    if (name := _stranger(turn, facts)) and _differs(facts.lead, before.lead):
        return Answer(asked_no_more(before), (say(doubt_words(name, before.lead)),))
    if turn.comes_late and features_of(facts.lead) and not identity_of(facts.lead):
        return _whose(turn, facts, talk)
    return take_facts(replace(turn, conversation=about(before, facts.lead.name, talk)), facts, talk)


def _stranger(turn: Turn, facts: Facts) -> str | None:
    """Return a word that may be another lead's name, though it was not understood as one."""
    if facts.lead.name is not None:
        return None
    no_names = {words_of(turn.text).split()[0].lower(), *(turn.conversation.lead.name or "").lower().split()}
    words = (word for piece in facts.left for word in _CAPITAL.findall(piece))
    return next((word for word in words if word.lower() not in no_names), None)


def _differs(stated: Lead, known: Lead) -> bool:
    """Tell whether a feature is stated of which something else is known."""
    return any(
        value is not None and known.features[name] not in {None, value} for name, value in stated.features.items()
    )


def _far_off(turn: Turn, facts: Facts, asked: Feature, talk: Talk) -> str:
    """Return the question whether a mere number answers what was asked, though it is far from all the model has seen.

    "760" to the question for the income is more likely the credit score that was spoken of before.
    """
    value = facts.lead.features[asked.name]
    is_alone = facts.lead == read_lead({asked.name: value})
    if value is None or not is_alone or parse_facts(turn.text, markup=True).lead.features[asked.name] is not None:
        return ""
    beyond = talk.scorer.score(read_lead({asked.name: value})).beyond
    if not any(one.value * _FAR < one.limit or one.value > one.limit * _FAR for one in beyond):
        return ""
    return far_off_words(words_of(turn.text), asked.say(value).text, asked.title.lower())


def _nothing(turn: Turn, facts: Facts, asked: Feature | None, talk: Talk) -> Answer:
    """Return the answer to what says nothing of a lead, unless it is what one is called: "dana reyes", "and Tom?"."""
    words = _ASIDE.sub("", words_of(turn.text)).strip(" .!?")
    is_name = _NAME_LEAST <= len(words) <= _NAME_MOST
    of_thread = about(turn.conversation, words if is_name else None, talk)
    if of_thread.lead_id not in {None, turn.conversation.lead_id}:
        return talk_about(turn, of_thread.lead_id or "", talk)
    found = talk.store.leads.called(words) if is_name else []
    if len(found) == 1:
        return go_on_with(turn, found[0].id, talk)
    if found:
        return which(f"Which “{words}” do you mean?", turn.conversation, found, talk)
    return _lost(turn, facts, asked, talk)


def _lost(turn: Turn, facts: Facts, asked: Feature | None, talk: Talk) -> Answer:
    """Return the answer to what says nothing; with a question where none was asked yet, as below a card."""
    known, words = turn.conversation, lost_words(facts, asked, turn, talk)
    is_unasked = known.lead_id is not None and known.asked is None and not is_yes_or_no(turn.text)
    question = next_question(known, talk).question if is_unasked else None
    if question is None:
        return Answer(known, (say(words),))
    after = replace(known, asked=question.feature.name)
    return Answer(after, (question_message(words, question, after),), asks=True)


def _by_name(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Return the answer to a mere name: that of the lead, or of another one."""
    before, name = turn.conversation, facts.lead.name or ""
    meant = about(before, name, talk)
    if meant == before:
        return take_facts(turn, facts, talk)
    if meant.lead_id is not None:
        return talk_about(turn, meant.lead_id, talk, facts)
    found = talk.store.leads.find(name)
    if len(found) == 1 and may_be_called(name, found[0].lead.name or ""):
        return talk_about(turn, found[0].id, talk, facts)
    if found:
        return which(f"Which “{name}” do you mean?", before, found, talk)
    return Answer(asked_no_more(before), (say(stranger_words(name, before.lead)),))


def take_facts(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Return the answer to facts of the conversation's lead: its card at first, then what they changed."""
    known = turn.conversation
    stated = called_as_before(facts.lead, known.lead)
    known = replace(known, skipped=(known.skipped | facts.unknown) - features_of(stated))
    if known.lead_id is None:
        return _begin(turn, replace(known, lead=completed(stated, known.lead)), facts, talk)
    if facts.lead != Lead():
        return _score(turn, known, stated, facts, talk)
    remarks = remarks_on(facts, known.lead)
    if facts.problems:
        return _told_wrongly(known, facts, remarks)
    return _asked_on(known, talk, "All right.", remarks, turn)


def _told_wrongly(known: Conversation, facts: Facts, remarks: Sequence[str]) -> Answer:
    """Say what cannot be, and take what is said next for the same feature."""
    features = [feature.name for feature in FEATURES]
    wrong = next((problem.field for problem in facts.problems if problem.field in features), known.asked)
    return Answer(replace(known, asked=wrong), (say(" ".join(remarks)),))


def _begin(turn: Turn, known: Conversation, facts: Facts, talk: Talk) -> Answer:
    """Return the answer to facts of a lead that has no score yet: who it is, or the first that can be scored."""
    met = None if features_of(facts.lead) else recognised(turn, known, facts, talk)
    if met is not None:
        return met
    if not features_of(known.lead):
        return _without_facts(known, facts, talk)
    return _score(turn, known, known.lead, facts, talk)


def _score(turn: Turn, known: Conversation, stated: Lead, facts: Facts, talk: Talk) -> Answer:
    scored = score_stated(stated, turn.user, talk, known.lead_id)
    after = replace(known, lead=scored.lead, lead_id=scored.lead_id)
    return score_answer(after, scored, replace(facts, lead=stated), talk, is_first=known.lead_id is None)


def _without_facts(known: Conversation, facts: Facts, talk: Talk) -> Answer:
    """Return the answer as long as nothing is known of the lead but who it is."""
    question = next_question(known, talk).question
    if question is None:
        return Answer(known, (say(f"Then I cannot say anything of {whose(known.lead)}."),))
    is_named = bool(identity_of(facts.lead))
    opening = f"I do not know {whose(known.lead)} yet. Tell me what you know, or answer this:" if is_named else ""
    after = replace(known, asked=question.feature.name)
    return Answer(after, (question_message(opening, question, after, remarks=remarks_on(facts)),), asks=True)


def new_lead(turn: Turn, talk: Talk) -> Answer:
    """Begin with a new lead, with what was told before anybody said whose it is."""
    nobodys = turn.conversation.lead_id is None and features_of(turn.conversation.lead)
    return take_facts(turn, Facts(), talk) if nobodys else start_over(turn, talk)


def _whose(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Ask whose these facts are, and keep them until that is said."""
    known = replace(turn.conversation, lead=facts.lead, skipped=facts.unknown - features_of(facts.lead))
    question = say(whose_words(said_of(facts.lead), talk))
    return Answer(known, (with_remarks(question, remarks_on(facts)),))


def ask_on(turn: Turn, talk: Talk) -> Answer:
    """Return what is not known of the lead yet, and the question that would help most; raises UnknownLead."""
    known = replace(turn.conversation, stopped=False)
    unknown = [one.title.lower() for one in talk.scorer.features if known.lead.features[one.name] is None]
    words = f"Not known yet: {in_words(unknown)}." if unknown else f"I know all that counts of {whose(known.lead)}."
    return _asked_on(known, talk, words, (), turn)


def _asked_on(known: Conversation, talk: Talk, words: str, remarks: Sequence[str], turn: Turn) -> Answer:
    """Return the next question where nothing new is known; at the end, the card as it stands."""
    following = next_question(known, talk)
    after = replace(known, asked=following.asked)
    if following.question is not None:
        return Answer(after, (question_message(words, following.question, after, remarks=remarks),), asks=True)
    scored = talk.leads.latest(known.lead_id or "", by=turn.user)
    return Answer(after, (card_of(scored, after, following, remarks, talk),))


def _several(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Return the list of leads that were told of at once, each scored; one of them is to be gone on with."""
    scored, remarks = score_several(facts, turn.user, talk)
    after = begun_anew(turn.conversation)
    after = replace(after, others=tuple(dict.fromkeys([*after.others, *(one.id for one in scored)])))
    answer = which("Which one shall we go on with?", after, scored, talk)
    return replace(answer, messages=tuple(with_remarks(one, remarks) for one in answer.messages))
