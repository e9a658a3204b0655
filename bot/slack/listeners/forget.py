"""Forgetting a lead: all that is kept of it is deleted, once a manager has confirmed, or who alone ever scored it."""

from typing import Any

from slack_bolt import Ack

from bot.alerts.erasure import forget
from bot.alerts.service import Desk
from bot.delivery.deletion import Left, delete_now
from bot.delivery.worker import DeliveryWorker
from bot.leads.lead import StoredLead
from bot.leads.summary import name_of
from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.plain_text import unescape
from bot.slack.views.blocks import actions, button, escaped, plain
from bot.slack.views.cards import Message, message
from bot.slack.views.lead_card import leads_card
from bot.store import Store
from bot.store.erasure import Erased
from bot.text import cut

_WORD = "forget"
_WORDS_MOST = 200


def is_to_forget(command: dict[str, Any]) -> bool:
    """Match `/scorelead forget Dana Reyes`, and `/scorelead forget` alone."""
    return str(command.get("text", "")).strip(" .!?").partition(" ")[0].lower() == _WORD


def forget_command(ack: Ack, command: dict[str, Any], reply: Reply, desk: Desk, store: Store, user: str) -> None:
    """Ask whether the lead is to be forgotten, or which one of several."""
    desk.require_manager(user)  # NotAllowed is raised here, before ack
    ack()
    words = unescape(command["text"]).strip().partition(" ")[2].strip()
    if not words:
        reply.privately(_said(f"Which lead? Name it: {names.SCORE_COMMAND} {_WORD} Dana Reyes"))
        return
    found = store.leads.find(words)
    if not found:
        reply.privately(_said(f"I know no lead “{cut(words, _WORDS_MOST)}”."))
    elif len(found) == 1:
        reply.privately(forget_question(found[0], store.leads.extent(found[0].id)))
    else:
        reply.privately(leads_card("Which one is to be forgotten?", found, {}, names.ASK_TO_FORGET))


def ask_to_forget(ack: Ack, action: dict[str, Any], reply: Reply, desk: Desk, store: Store, user: str) -> None:
    """Ask whether a lead from a list is to be forgotten."""
    require_may_forget(user, action["value"], desk, store)
    stored = store.leads.get(action["value"])  # UnknownLead is raised here, before ack
    ack()
    reply.instead(forget_question(stored, store.leads.extent(stored.id)))


def forget_lead(
    ack: Ack, action: dict[str, Any], delivery: DeliveryWorker, reply: Reply, desk: Desk, store: Store, user: str
) -> None:
    """Delete the lead, here and in Slack."""
    require_may_forget(user, action["value"], desk, store)  # NotAllowed is raised here, before ack
    ack()
    now = desk.now
    erased = forget(store, action["value"], by=user, now=now)
    left = delete_now(store, delivery.flush, erased.messages)
    reply.instead(_said(_done(erased, left)))


def keep_lead(ack: Ack, reply: Reply) -> None:
    """Leave everything as it is."""
    ack()
    reply.instead(_said("Nothing was deleted."))


def require_may_forget(user: str, lead_id: str, desk: Desk, store: Store) -> None:
    """Raise NotAllowed unless `user` is a manager, or alone has ever scored the lead, and there was no alert of it."""
    others = {past.by for past in store.leads.history(lead_id)} - {user}
    if others or store.alerts.latest_of(lead_id) is not None:
        desk.require_manager(user)


def forget_question(stored: StoredLead, extent: Erased) -> Message:
    """Return the question whether a lead is to be forgotten, with what that deletes."""
    words = (
        f"Forget {name_of(stored.lead)} for good? This deletes {in_numbers(extent)}. It cannot be undone. "
        "Cards that somebody shared in a conversation stay there."
    )
    forget = button("Forget for good", names.FORGET, stored.id) | {"style": "danger"}
    return _said(words) | {
        "blocks": [
            {"type": "section", "text": plain(words)},
            actions([forget, button("Keep", names.KEEP, stored.id)]),
        ]
    }


def in_numbers(extent: Erased) -> str:
    """Return how much there is of a lead: "the lead, 3 scores, 1 alert with 5 events and 4 messages in Slack"."""
    alerts = f", {_count(extent.alerts, 'alert')} with {_count(extent.events, 'event')}" if extent.alerts else ""
    slack = f" and {_count(len(extent.messages), 'message')} in Slack" if extent.messages else ""
    opinions = f" with {_count(extent.opinions, 'opinion')}" if extent.opinions else ""
    return f"the lead, {_count(extent.scores, 'score')}{opinions}{alerts}{slack}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _done(erased: Erased, left: Left) -> str:
    if not erased.leads:
        return "This lead was forgotten before."
    later = f" I delete {_count(left.later, 'message')} in Slack as soon as Slack lets me." if left.later else ""
    refused = (
        f" Slack does not let me delete {_count(len(left.refused), 'message')} of it: please delete what still tells "
        "of it by hand."
        if left.refused
        else ""
    )
    return f"Forgotten: {in_numbers(left.gone_of(erased))}.{later}{refused}"


def _said(words: str) -> Message:
    return message(escaped(words), [{"type": "section", "text": plain(words)}])
