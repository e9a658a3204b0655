"""Finding a lead: by name, company, e-mail, phone or id, without a fact about it."""

import re
from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack

from bot.language.command_text import parse_lead
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.plain_text import unescape
from bot.slack.views.button_payload import write_value
from bot.slack.views.lead_card import lead_card, leads_card, unknown_lead_card
from bot.slack.views.questions import next_for
from bot.store import Store
from scoring.errors import InvalidLead
from scoring.explain.scorer import Scorer
from scoring.fields.lead import IDENTITY, Lead

# One word with a digit in it, which may be an id or a phone number: nothing that says anything else of a lead.
_ID = re.compile(r"(?=\D*\d)[\w.+@-]+")


def names_a_lead(command: dict[str, Any]) -> bool:
    """Match a text that names a lead and states nothing about it, such as `/scorelead Dana Reyes`."""
    try:
        return bool(_name_in(command["text"]))
    except InvalidLead:
        return bool(_ID.fullmatch(unescape(command["text"]).strip()))


def find_command(ack: Ack, command: dict[str, Any], reply: Reply, scorer: Scorer, store: Store, channel: str) -> None:
    """Answer with the card of the lead, or with a list where several are called so, privately."""
    words = _words_in(command["text"])
    found = store.leads.find(words)
    known = parse_lead(command["text"]) if not found else Lead()  # InvalidLead is raised here, before ack
    ack()
    if not found:
        reply.privately(unknown_lead_card(words, write_value(known)))
    elif len(found) == 1:
        show_stored(found[0], reply, scorer, store, channel)
    else:
        show_leads(f"Leads called “{words}”", found, reply, store)


def show_lead(ack: Ack, action: dict[str, Any], reply: Reply, scorer: Scorer, store: Store, channel: str) -> None:
    """Show the card of a lead from a list."""
    stored = store.leads.get(action["value"])  # UnknownLead is raised here, before ack
    ack()
    show_stored(stored, reply, scorer, store, channel)


def show_stored(stored: StoredLead, reply: Reply, scorer: Scorer, store: Store, channel: str) -> None:
    """Show the card of a lead that is known, privately."""
    past, alert = store.leads.history(stored.id), store.alerts.latest_of(stored.id)
    card = lead_card(stored, past, alert, channel, following=next_for(stored.lead, scorer))
    reply.privately(card, of=[stored.id])


def show_leads(heading: str, leads: Sequence[StoredLead], reply: Reply, store: Store) -> None:
    """Show a list of leads that are known, each with a button for its card, privately."""
    lead_ids = [one.id for one in leads]
    reply.privately(leads_card(heading, leads, store.leads.owners(lead_ids), names.SHOW_LEAD), of=lead_ids)


def _words_in(text: str) -> str:
    try:
        return _name_in(text)
    except InvalidLead:
        return unescape(text).strip()


def _name_in(text: str) -> str:
    """Return who a text names, or nothing if it states a fact; raises InvalidLead where it is not understood."""
    lead = parse_lead(text)
    if any(value is not None for value in lead.features.values()):
        return ""
    return " ".join(fact for field in IDENTITY if (fact := getattr(lead, field.name)))
