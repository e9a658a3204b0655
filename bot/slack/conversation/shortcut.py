"""The shortcut "Score this lead" in a message's menu: the facts are those that the message states."""

from typing import Any

from slack_bolt import Ack

from bot.slack import names
from bot.slack.cards import Message, score_card
from bot.slack.conversation.learn import features_of, score_several, score_stated
from bot.slack.conversation.message_text import message_text
from bot.slack.conversation.progress import remarks_on, with_remarks
from bot.slack.conversation.small_talk import LONGEST, say
from bot.slack.conversation.turn import Talk
from bot.slack.facts import Facts
from bot.slack.lead_card import leads_card
from bot.slack.questions import question_for
from bot.slack.reply import Reply
from scoring.lead import FEATURES

_NOTHING = "I found no fact about a lead in this message, so there is nothing to score."
_TOO_LONG = f"This message is too long for me: I read {LONGEST:,} characters at most."


def score_message(ack: Ack, shortcut: dict[str, Any], reply: Reply, talk: Talk, user: str) -> None:
    """Answer with the card of the lead that the message speaks of, privately, or a list of several."""
    text = message_text(shortcut["message"])
    ack()
    reply.privately(_answer(text, user, talk))


def _answer(text: str, user: str, talk: Talk) -> Message:
    if len(text) > LONGEST:
        return say(_TOO_LONG)
    facts = talk.read_facts(text, FEATURES, markup=True)
    if not any(features_of(lead) for lead in (facts.lead, *facts.more)):
        return say(" ".join([_NOTHING, *(f"{problem.message}." for problem in facts.problems)]))
    if facts.more:
        scored, remarks = score_several(facts, user, talk)
        owners = talk.store.leads.owners([one.id for one in scored])
        return with_remarks(leads_card("The leads of this message", scored, owners, names.SHOW_LEAD), remarks)
    return _card(facts, user, talk)


def _card(facts: Facts, user: str, talk: Talk) -> Message:
    scored = score_stated(facts.lead, user, talk)
    question = question_for(scored.lead, talk.scorer, facts.unknown)
    notes = remarks_on(facts)
    return score_card(scored, channel=talk.channel, question=question, skipped=facts.unknown, notes=notes)
