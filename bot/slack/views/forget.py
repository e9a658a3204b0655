"""Forgetting a lead: the question, and what was done."""

from bot.leads.erasure import Erased
from bot.leads.lead import StoredLead
from bot.leads.summary import name_of
from bot.slack import names
from bot.slack.views.blocks import Message, actions, button, escaped, message, plain_section, plain_sentence
from bot.text import plural


def forget_question(stored: StoredLead, extent: Erased) -> Message:
    """Return the question whether to forget a lead, with what that deletes."""
    words = (
        f"Forget {name_of(stored.lead)} for good? This deletes {format_extent(extent)}. It cannot be undone. "
        "Cards that somebody shared in a conversation stay there."
    )
    forget = button("Forget for good", names.FORGET, stored.id) | {"style": "danger"}
    buttons = actions([forget, button("Keep", names.KEEP, stored.id)])
    return message(escaped(words), [plain_section(words), buttons])


def format_extent(extent: Erased) -> str:
    """Return how much there is of a lead: "the lead, 3 scores, 1 alert with 5 events and 4 messages in Slack"."""
    alerts = f", {plural(extent.alerts, 'alert')} with {plural(extent.events, 'event')}" if extent.alerts else ""
    slack = f" and {plural(len(extent.messages), 'message')} in Slack" if extent.messages else ""
    opinions = f" with {plural(extent.opinions, 'opinion')}" if extent.opinions else ""
    return f"the lead, {plural(extent.scores, 'score')}{opinions}{alerts}{slack}"


def forgotten_card(erased: Erased, later: int, refused: int) -> Message:
    """Return what was deleted, and what Slack keeps."""
    return plain_sentence(_forgotten(erased, later, refused))


def _forgotten(erased: Erased, later: int, refused: int) -> str:
    if not erased.leads:
        return "This lead was forgotten before."
    soon = f" I delete {plural(later, 'message')} in Slack as soon as Slack lets me." if later else ""
    by_hand = (
        f" Slack does not let me delete {plural(refused, 'message')} of it: please delete what still tells "
        "of it by hand."
        if refused
        else ""
    )
    return f"Forgotten: {format_extent(erased)}.{soon}{by_hand}"
