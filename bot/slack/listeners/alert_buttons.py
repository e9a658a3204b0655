"""The buttons of an alert: claiming it, its progress, and its outcome."""

from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.alerts.alert import Outcome
from bot.alerts.lifecycle import Actor
from bot.context import Services
from bot.slack.client.reply import Reply
from bot.slack.listeners.board import refresh_board
from bot.slack.middleware.permissions import Permissions, workspace_of
from bot.slack.views.alert_forms import (
    alert_of,
    not_qualified_view,
    read_not_qualified,
    read_person,
    read_snooze,
    reassign_view,
    snooze_view,
)


def claim_alert(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, reply: Reply, services: Services
) -> None:
    """Make the person who pressed the owner; the card says so to everybody, and the board to them."""
    ack()
    try:
        services.alerts.claim(action["value"], _actor(body, services))
    finally:
        refresh_board(body, client, services, reply)


def release_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services) -> None:
    """Let everybody claim it again."""
    ack()
    services.alerts.release(action["value"], _actor(body, services))


def contacted_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services) -> None:
    """Write down that the lead was contacted."""
    ack()
    services.alerts.contacted(action["value"], _actor(body, services))


def won_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services) -> None:
    """Close the alert as won."""
    ack()
    services.alerts.close(action["value"], _actor(body, services), Outcome.WON)


def lost_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services) -> None:
    """Close the alert as lost."""
    ack()
    services.alerts.close(action["value"], _actor(body, services), Outcome.LOST)


def not_qualified_button(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, services: Services
) -> None:
    """Ask why the lead is not qualified."""
    services.alerts.require_owner(action["value"], _actor(body, services))
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=not_qualified_view(action["value"]))


def not_qualified_form(ack: Ack, body: dict[str, Any], services: Services) -> None:
    """Close the alert as not qualified, with the reason."""
    reason = read_not_qualified(body["view"])
    ack()
    services.alerts.close(alert_of(body["view"]), _actor(body, services), Outcome.NOT_QUALIFIED, reason)


def snooze_button(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, services: Services
) -> None:
    """Ask until when to send no reminders."""
    services.alerts.require_owner(action["value"], _actor(body, services))
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=snooze_view(action["value"]))


def snooze_form(ack: Ack, body: dict[str, Any], services: Services) -> None:
    """Send no reminders until then."""
    until = read_snooze(body["view"], services.now, services.alerts.policy.hours)
    ack()
    services.alerts.snooze(alert_of(body["view"]), _actor(body, services), until)


def reassign_button(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, services: Services
) -> None:
    """Ask a manager for the new owner."""
    services.alerts.require_manager(body["user"]["id"])
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=reassign_view(action["value"]))


def reassign_form(
    ack: Ack, body: dict[str, Any], context: BoltContext, services: Services, permissions: Permissions
) -> None:
    """Make a colleague the owner."""
    to = read_person(body["view"])
    permissions.require_colleague(to, workspace_of(context))  # NotAllowed is raised here, before ack
    ack()
    services.alerts.reassign(alert_of(body["view"]), _actor(body, services), to)


def _actor(body: dict[str, Any], services: Services) -> Actor:
    return services.alerts.actor(body["user"]["id"])
