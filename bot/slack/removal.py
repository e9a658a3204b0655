"""Removal: what Slack shows of a lead's alerts goes with the lead."""

import logging
from collections.abc import Sequence
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts.policy import Policy
from bot.slack.alert_card import AlertedLead
from bot.slack.digests import digest_card
from bot.store import Store
from bot.store.alert import Alert
from bot.store.erasure import SlackMessage

log = logging.getLogger(__name__)

_GONE = {"message_not_found", "file_not_found", "file_deleted"}


def remove_messages(
    messages: Sequence[SlackMessage], *, client: WebClient, store: Store, policy: Policy
) -> list[SlackMessage]:
    """Delete messages of a lead that the store has forgotten, and return those that Slack did not let go.

    A digest that lists further leads loses only its line.
    """
    return [message for message in messages if not _is_removed(message, client, store, policy)]


def _is_removed(message: SlackMessage, client: WebClient, store: Store, policy: Policy) -> bool:
    others = store.alerts.in_digest(message.digest_at) if message.digest_at else []
    try:
        if others:
            card = digest_card([_alerted(alert, store) for alert in others], policy)
            client.chat_update(channel=message.channel, ts=message.ts, text=card["text"], blocks=card["blocks"])
        elif message.file_id is not None:
            client.files_delete(file=message.file_id)
        else:
            client.chat_delete(channel=message.channel, ts=message.ts)
    except SlackApiError as error:
        if error.response.get("error") in _GONE:
            return True
        log.warning("a message of a forgotten lead could not be deleted: %s", error.response.get("error"))
        return False
    except (OSError, HTTPException) as error:
        log.warning("a message of a forgotten lead could not be deleted: %s", type(error).__name__)
        return False
    return True


def _alerted(alert: Alert, store: Store) -> AlertedLead:
    stored = store.leads.get(alert.lead_id)
    return AlertedLead(alert, stored.lead, stored.score)
