"""Scoring: a lead comes in as a command or a form, and a card goes out."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.alerts.service import Desk
from bot.conversation.progress import not_read, remarks_on
from bot.language import Facts, parse_facts
from bot.language.command_text import parse_lead
from bot.leads.service import score_facts
from bot.slack.client.reply import Reply
from bot.slack.listeners.home import show_home_again
from bot.slack.views.cards import score_card
from bot.slack.views.form import origin_of, read_form
from bot.conversation.questions import choose_question
from bot.store import Store
from bot.store.idempotency import Ledger
from scoring.errors import InvalidLead, Problem
from scoring.explain.scorer import Scorer
from scoring.fields.lead import FEATURES

_SOURCE = "slack"
_NO_FACT = "I found no fact about a lead in that"
_MORE_MOST = 3


def score_command(
    ack: Ack,
    command: dict[str, Any],
    reply: Reply,
    scorer: Scorer,
    store: Store,
    desk: Desk,
    channel: str,
) -> None:
    """Answer `/scorelead Dana Reyes is 45 and pre-approved` with the lead's card, privately, however little it says."""
    facts = _read(command["text"])  # InvalidLead is raised here, before ack
    ack()
    user, notes = command["user_id"], (*not_read(len(facts.more) - _MORE_MOST), *remarks_on(facts))
    for lead in (facts.lead, *facts.more[:_MORE_MOST]):
        skipped = facts.unknown if lead is facts.lead else ()  # what is said to be unknown is of the first one
        scored = score_facts(lead, scorer=scorer, store=store, desk=desk, source=_SOURCE, asked_by=user)
        following = choose_question(scored.lead, scorer, skipped)
        card = score_card(scored, channel=channel, following=following, skipped=skipped, notes=notes)
        reply.privately(card, of=[scored.lead_id])


def _read(text: str) -> Facts:
    """Return what a text says of a lead; raises InvalidLead where a value cannot be, or no fact was understood."""
    facts = parse_facts(text)
    if facts.problems or len(facts.lead.missing) == len(FEATURES):
        parse_lead(text)  # raises InvalidLead, with hints at what may have been meant
        raise InvalidLead(facts.problems or [Problem("", _NO_FACT)], understood=facts.lead)
    return facts


def score_form(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    reply: Reply,
    scorer: Scorer,
    store: Store,
    desk: Desk,
    ledger: Ledger,
    channel: str,
) -> None:
    """Answer a form with the lead's card, where the form was asked for; the Home lists the lead, too."""
    lead = read_form(body["view"], scorer.features)  # InvalidLead is raised here, before ack, and shown at the fields
    ack()
    user, origin = body["user"]["id"], origin_of(body["view"])
    with ledger.once(f"form:{body['view']['id']}", at=desk.now) as is_first:
        if not is_first:  # the button was pressed twice
            return
        scored = score_facts(lead, scorer=scorer, store=store, desk=desk, source=_SOURCE, asked_by=user)
    following = choose_question(scored.lead, scorer)
    card = score_card(scored, channel=channel, shareable=bool(origin.response_url), following=following)
    reply.through(origin.response_url).privately(card, of=[scored.lead_id], instead=origin.replaces)
    if origin.is_home:
        show_home_again(user, client, scorer, store, desk)
