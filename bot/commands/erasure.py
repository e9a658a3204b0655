"""Forget a lead on the command line: find it, describe what is deleted, and delete it."""

from collections.abc import Iterator
from datetime import datetime

from bot.alerts.erasure import wait_until_silent
from bot.commands.terminal import WHO
from bot.delivery.deletion import Left, delete_now
from bot.leads.erasure import SlackMessage
from bot.leads.lead import StoredLead
from bot.leads.service import forget
from bot.leads.summary import name_of
from bot.settings import Settings
from bot.slack.client.delivery import deletion_worker
from bot.slack.client.web_client import web_client
from bot.slack.views.forget import format_extent
from bot.store import Store
from bot.text import plural

_TIMEOUT_SECONDS = 10


class NotOneLead(Exception):
    """No lead, or more than one, has this name. The message lists candidates by id."""


def find_lead(store: Store, words: str) -> StoredLead:
    """Return the lead with exactly this id, name, e-mail, phone or CRM id.

    Raises:
        NotOneLead: there is none, or more than one.
    """
    found = store.leads.called(words)
    if not found:
        alike = "".join(f"\n  {one.id}  {name_of(one.lead)}" for one in store.leads.find(words))
        hint = f" These are called alike; say which, by its id:{alike}" if alike else ""
        raise NotOneLead(f"No lead is called just “{words}”.{hint}")
    if len(found) > 1:
        listed = "\n".join(f"  {one.id}  {name_of(one.lead)}" for one in found)
        raise NotOneLead(f"More than one lead is called “{words}”. Say which, by its id:\n{listed}")
    return found[0]


def extent_of(store: Store, stored: StoredLead) -> str:
    """Return what would be deleted, as a sentence."""
    return f"{name_of(stored.lead)}: this deletes {format_extent(store.leads.extent(stored.id))}, for good."


def forget_lead(store: Store, stored: StoredLead, settings: Settings, *, at: datetime) -> Iterator[str]:
    """Delete the lead, also from Slack if its token is set, and yield lines about what was deleted."""
    wait_until_silent(store, stored.id)
    erased = forget(store, stored.id, by=WHO, now=at)
    left = _left_in_slack(erased.messages, store, settings, at)
    yield f"Forgotten: {format_extent(left.gone_of(erased))}."
    if left.later:
        messages = plural(left.later, "message")
        yield f"Still to be deleted in Slack: {messages}. A bot that runs on this database does so by itself."
    if left.refused:
        yield "Slack refuses to delete these messages, by channel and time stamp; please delete them by hand:"
        yield from (f"  {message.channel} {message.ts or message.file_id}" for message in left.refused)


def _left_in_slack(messages: tuple[SlackMessage, ...], store: Store, settings: Settings, at: datetime) -> Left:
    if settings.slack_bot_token is None:
        return Left(later=len(messages))
    client = web_client(settings, timeout=_TIMEOUT_SECONDS)
    worker = deletion_worker(client, store, channel=settings.hot_leads_channel, now=lambda: at)
    return delete_now(store, worker.flush, messages)
