"""Learning: what becomes of the facts that somebody tells of a lead."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.slack import names
from bot.slack.blocks import cut
from bot.slack.cards import Message, score_card
from bot.slack.conversation.asking import Next, next_question
from bot.slack.conversation.lost import lost_words, no_lead_yet, stranger_words, whose, whose_words
from bot.slack.conversation.progress import (
    not_read,
    progress_message,
    question_message,
    remarks_on,
    said_of,
    with_remarks,
)
from bot.slack.conversation.said import words_of
from bot.slack.conversation.small_talk import say, start_over
from bot.slack.conversation.turn import Answer, Talk, Turn
from bot.slack.conversation.which import about, begun_anew, called_as_before, turned_to
from bot.slack.conversation.whom import SPOKEN_OF
from bot.slack.facts import Facts
from bot.slack.lead_card import leads_card
from bot.store.conversations import Conversation
from bot.store.lead import StoredLead, completed
from bot.store.lead_keys import may_be_called
from bot.use_cases import ScoredLead, as_it_stands, score_facts
from scoring.errors import in_words
from scoring.feature import Feature
from scoring.lead import FEATURES, IDENTITY, Lead

_SOURCE = "slack"
_MOST_LEADS = 10
_MENTION_ME = f"In this channel I hear only what mentions me: press a button, or begin with @{names.BOT_NAME}."
_RENAMES = re.compile(r"\bname(?:'s| is| was)\b|\b(?:is|was) (?:called|named)\b", re.IGNORECASE)
_NAME_MOST = 120


def learn(turn: Turn, talk: Talk) -> Answer:
    """Return the answer to what is no intent: facts of the lead, of another one, of several, or of none."""
    before = turn.conversation
    renames = bool(_RENAMES.search(words_of(turn.text)))
    asked = next((one for one in FEATURES if one.name == before.asked and turn.is_answer and not renames), None)
    facts = talk.read_facts(turn.text, FEATURES, asked=asked, known=before.lead, markup=True)
    if facts.more:
        return _several(turn, facts, talk)
    if not facts.anything:
        return _nothing(turn, facts, asked, talk)
    if renames and before.lead_id is not None:
        return take_facts(turn, facts, talk)
    if before.lead_id is not None and facts.lead.name is not None and not features_of(facts.lead):
        return _named(turn, facts, talk)
    if turn.comes_late and features_of(facts.lead) and not identity_of(facts.lead):
        return _whose(turn, facts, talk)
    return take_facts(replace(turn, conversation=about(before, facts.lead.name, talk)), facts, talk)


def new_lead(turn: Turn, talk: Talk) -> Answer:
    """Begin with a new lead, with what was told before anybody said whose it is."""
    nobodys = turn.conversation.lead_id is None and features_of(turn.conversation.lead)
    return take_facts(turn, Facts(), talk) if nobodys else start_over(turn, talk)


def _whose(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Ask whose these facts are, and keep them until that is said."""
    known = replace(turn.conversation, lead=facts.lead, skipped=facts.unknown - features_of(facts.lead))
    question = say(whose_words(said_of(facts.lead), talk))
    return Answer(known, (with_remarks(question, remarks_on(facts)),))


def _nothing(turn: Turn, facts: Facts, asked: Feature | None, talk: Talk) -> Answer:
    """Return the answer to what says nothing of a lead, unless it is what one is called: "dana reyes"."""
    words = words_of(turn.text)
    found = talk.store.leads.called(words) if len(words) <= _NAME_MOST else []
    if len(found) == 1:
        return talk_about(turn, found[0].id, talk)
    if found:
        return _which(f"Which “{words}” do you mean?", turn.conversation, found, talk)
    return Answer(turn.conversation, (say(lost_words(facts, asked, turn, talk)),))


def _named(turn: Turn, facts: Facts, talk: Talk) -> Answer:
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
        return _which(f"Which “{name}” do you mean?", before, found, talk)
    return Answer(before, (say(stranger_words(name, before.lead)),))


def take_facts(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Return the answer to facts of the conversation's lead: its card at first, then what they changed."""
    known = turn.conversation
    stated = called_as_before(facts.lead, known.lead)
    known = replace(known, skipped=(known.skipped | facts.unknown) - features_of(stated))
    if known.lead_id is None:
        return _begin(turn, replace(known, lead=completed(stated, known.lead)), facts, talk)
    if facts.lead == Lead():
        return _asked_on(known, talk, "All right.", remarks_on(facts, known.lead), turn)
    return _score(turn, known, stated, facts, talk)


def _begin(turn: Turn, known: Conversation, facts: Facts, talk: Talk) -> Answer:
    """Return the answer to facts of a lead that has no score yet: who it is, or the first that can be scored."""
    met = None if features_of(facts.lead) else _met(turn, known, facts, talk)
    if met is not None:
        return met
    if not features_of(known.lead):
        return _without_facts(known, facts, talk)
    return _score(turn, known, known.lead, facts, talk)


def _score(turn: Turn, known: Conversation, stated: Lead, facts: Facts, talk: Talk) -> Answer:
    scored = score_stated(stated, turn.user, talk, known.lead_id)
    after = replace(known, lead=scored.lead, lead_id=scored.lead_id)
    return score_answer(after, scored, replace(facts, lead=stated), talk, is_first=known.lead_id is None)


def talk_about(turn: Turn, lead_id: str, talk: Talk, facts: Facts | None = None) -> Answer:
    """Return the card of a lead that is known, with a question: from now on the conversation is about it.

    `facts` are those that named it; what else they say of it counts.

    Raises:
        UnknownLead: it was forgotten.
    """
    facts = facts or Facts()
    known = turned_to(turn.conversation, lead_id, talk)
    stated = facts.lead.model_copy(update={"name": None})
    if stated == Lead():
        scored = as_it_stands(lead_id, store=talk.store, asked_by=turn.user)
    else:
        scored = score_stated(stated, turn.user, talk, lead_id)
    known = replace(known, lead=scored.lead, skipped=known.skipped | facts.unknown)
    return score_answer(known, scored, facts, talk, is_first=True)


def go_on_with(turn: Turn, lead_id: str, talk: Talk, facts: Facts | None = None) -> Answer:
    """Return the card of a lead that is known; what was told before anybody said whose it is counts.

    Raises:
        UnknownLead: it was forgotten.
    """
    told = turn.conversation
    nobodys = Facts() if told.lead_id else Facts(told.lead, unknown=told.skipped)
    return talk_about(turn, lead_id, talk, replace(facts or Facts(), lead=nobodys.lead, unknown=nobodys.unknown))


def score_stated(
    stated: Lead, user: str, talk: Talk, lead_id: str | None = None, *, without: Collection[str] = ()
) -> ScoredLead:
    """Score what `user` stated of a lead, of that one if its id is known, `without` some features; UnknownLead."""
    return score_facts(
        stated,
        scorer=talk.scorer,
        store=talk.store,
        desk=talk.desk,
        source=_SOURCE,
        asked_by=user,
        lead_id=lead_id,
        without=without,
    )


def score_several(facts: Facts, user: str, talk: Talk) -> tuple[list[StoredLead], tuple[str, ...]]:
    """Score leads that were told of at once, at most ten, and return them with remarks on how the text was read.

    Those of which only a name is known are passed over.
    """
    leads = [lead for lead in (facts.lead, *facts.more) if features_of(lead)]
    ids = [score_stated(lead, user, talk).lead_id for lead in leads[:_MOST_LEADS]]
    scored = [talk.store.leads.get(lead_id) for lead_id in dict.fromkeys(ids)]
    return scored, (*not_read(len(leads) - _MOST_LEADS), *remarks_on(facts))


def features_of(lead: Lead) -> frozenset[str]:
    """Return the names of the features that are known of a lead."""
    return frozenset(name for name, value in lead.features.items() if value is not None)


def identity_of(lead: Lead) -> list[str]:
    """Return what is known of who a lead is."""
    return [fact for field in IDENTITY if (fact := getattr(lead, field.name))]


def score_answer(known: Conversation, scored: ScoredLead, facts: Facts, talk: Talk, *, is_first: bool) -> Answer:
    """Return what a score is answered with: a card at the beginning and at the end, a line and a question between."""
    following = next_question(known, talk)
    after, remarks = replace(known, asked=following.asked), remarks_on(facts, known.lead)
    if is_first and known.thread.is_public:
        remarks = (*remarks, _MENTION_ME)
    if following.question is not None and not is_first:
        words = progress_message(scored, facts.lead, following.question, after, remarks=remarks, channel=talk.channel)
    else:
        words = _card(scored, after, following, remarks, talk)
    return Answer(after, (words,), asks=following.question is not None)


def _card(scored: ScoredLead, after: Conversation, following: Next, remarks: Sequence[str], talk: Talk) -> Message:
    ended = following.why_none if scored.score.unknown and not scored.score.settled else ""
    return score_card(
        scored,
        channel=talk.channel,
        shareable=False,
        question=following.question,
        skipped=tuple(sorted(after.skipped)),
        conversation=str(after.thread),
        notes=tuple(filter(None, (*remarks, ended))),
    )


def as_known(turn: Turn, talk: Talk) -> Answer:
    """Return the card of the conversation's lead as it stands, with the next question; raises UnknownLead."""
    return talk_about(turn, turn.conversation.lead_id or "", talk)


def tell_of(turn: Turn, talk: Talk) -> Answer:
    """Return the card of the lead that `rest` names, one of this thread first; raises UnknownLead."""
    here = turn.conversation
    if turn.rest.split()[0].lower() in SPOKEN_OF:
        return as_known(turn, talk) if here.lead_id else no_lead_yet(turn, talk)
    found = talk.store.leads.called(turn.rest) or talk.store.leads.find(turn.rest)
    theirs = [one for one in found if one.id in {here.lead_id, *here.others}] or found
    if len(theirs) == 1:
        return talk_about(turn, theirs[0].id, talk)
    if theirs:
        return _which(f"Which “{cut(turn.rest, _NAME_MOST)}” do you mean?", here, theirs, talk)
    return Answer(here, (say(f"I know no lead “{cut(turn.rest, _NAME_MOST)}”."),))


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
    scored = as_it_stands(known.lead_id or "", store=talk.store, asked_by=turn.user)
    return Answer(after, (_card(scored, after, following, remarks, talk),))


def _met(turn: Turn, known: Conversation, facts: Facts, talk: Talk) -> Answer | None:
    """Return the card of the lead that is named, or a list of those that it may be; None if nobody is called so."""
    words = " ".join(identity_of(facts.lead))
    found = talk.store.leads.find(words) if words else []
    called_so = talk.store.leads.called(words) if words else []
    if len(found) == 1 and (found == called_so or may_be_called(words, found[0].lead.name or "")):
        return go_on_with(replace(turn, conversation=known), found[0].id, talk, facts)
    return _which(f"Which “{words}” do you mean?", known, found, talk) if found else None


def _without_facts(known: Conversation, facts: Facts, talk: Talk) -> Answer:
    """Return the answer as long as nothing is known of the lead but who it is."""
    question = next_question(known, talk).question
    if question is None:
        return Answer(known, (say(f"Then I cannot say anything of {whose(known.lead)}."),))
    is_named = bool(identity_of(facts.lead))
    opening = f"I do not know {whose(known.lead)} yet. Tell me what you know, or answer this:" if is_named else ""
    after = replace(known, asked=question.feature.name)
    return Answer(after, (question_message(opening, question, after, remarks=remarks_on(facts)),), asks=True)


def _several(turn: Turn, facts: Facts, talk: Talk) -> Answer:
    """Return the list of leads that were told of at once, each scored; one of them is to be gone on with."""
    scored, remarks = score_several(facts, turn.user, talk)
    after = begun_anew(turn.conversation)
    after = replace(after, others=tuple(dict.fromkeys([*after.others, *(one.id for one in scored)])))
    answer = _which("Which one shall we go on with?", after, scored, talk)
    return replace(answer, messages=tuple(with_remarks(one, remarks) for one in answer.messages))


def _which(heading: str, after: Conversation, found: Sequence[StoredLead], talk: Talk) -> Answer:
    """Return a list of leads, one of which is to be gone on with."""
    ids = tuple(one.id for one in found)
    listed = leads_card(heading, found, talk.store.leads.owners(ids), names.TALK_ABOUT)
    return Answer(after, (listed,), tells_of=ids, private=after.thread.is_public)
