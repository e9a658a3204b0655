"""The shortcut "Score this lead" in a message's menu: the facts are those that the message states.

A message of the bot's own states nothing new: it leads to the leads that it tells of.
"""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, BoltContext

from bot.context import Services
from bot.conversation.questions import choose_question
from bot.conversation.score_answers import SOURCE, known_features, reading_remarks, score_several
from bot.conversation.small_talk import MAX_CHARACTERS
from bot.language import Facts
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.listeners.lead_lists import show_stored
from bot.slack.message_text import message_text
from bot.slack.plain_text import plain_message
from bot.slack.views.blocks import plain_sentence
from bot.slack.views.cards import score_card
from bot.slack.views.lead_card import leads_card
from bot.slack.views.replies import with_remarks

_NOTHING = "I found no fact about a lead in this message, so there is nothing to score."
_MINE = "That is a message of my own. I score what others write of a lead; of a card of mine I show the lead."
_TOO_LONG = f"This message is too long for me: I read {MAX_CHARACTERS:,} characters at most."


def score_message(
    ack: Ack, shortcut: dict[str, Any], context: BoltContext, reply: Reply, services: Services, user: str
) -> None:
    """Answer with the card of the lead that the message speaks of, privately, or a list of several."""
    message = shortcut["message"]
    text = message_text(message)
    ack()
    if message.get("user") == context.bot_user_id:
        _show(shortcut["channel"]["id"], message["ts"], reply, services)
    else:
        _score(text, user, reply, services)


def _show(channel: str, ts: str, reply: Reply, services: Services) -> None:
    """Show the lead that a message of the bot's own tells of, or a list of several."""
    leads = [services.leads.get(lead_id) for lead_id in services.store.messages.leads_of(channel, ts)]
    if len(leads) == 1:
        show_stored(leads[0].id, services, reply)
    elif leads:
        _list(leads, reply, services)
    else:
        reply.privately(plain_sentence(_MINE))


def _score(text: str, user: str, reply: Reply, services: Services) -> None:
    """Score the lead that somebody's message states, or several."""
    if len(text) > MAX_CHARACTERS:
        reply.privately(plain_sentence(_TOO_LONG))
        return
    context = services.conversations.context
    facts = context.message_parser.parse(plain_message(text))
    if not any(known_features(lead) for lead in (facts.lead, *facts.more)):
        reply.privately(plain_sentence(" ".join([_NOTHING, *(f"{problem.message}." for problem in facts.problems)])))
    elif facts.more:
        scored, remarks = score_several(facts, user, context)
        _list(scored, reply, services, remarks)
    else:
        _score_one(facts, user, reply, services)


def _score_one(facts: Facts, user: str, reply: Reply, services: Services) -> None:
    scored = services.leads.score(facts.lead, source=SOURCE, by=user)
    following = choose_question(scored.lead, services.scorer, facts.unknown)
    notes = reading_remarks(facts, services.conversations.context)
    card = score_card(
        scored,
        channel=services.channel,
        following=following,
        skipped=facts.unknown,
        notes=notes,
    )
    reply.privately(card, of=[scored.lead_id])


def _list(leads: Sequence[StoredLead], reply: Reply, services: Services, remarks: Sequence[str] = ()) -> None:
    lead_ids = [one.id for one in leads]
    listed = leads_card("The leads of this message", leads, services.leads.owners(leads), names.SHOW_LEAD)
    reply.privately(with_remarks(listed, remarks), of=lead_ids)
