"""The buttons of an alert: claiming it, saying how it goes on, and how it ended."""

import logging
from http.client import HTTPException
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts.alert import Outcome
from bot.alerts.lifecycle import Actor
from bot.alerts.service import Desk
from bot.slack.client.reply import Reply
from bot.slack.listeners.board import board_card
from bot.slack.listeners.home import show_home_again
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
from bot.store import Store
from scoring.explain.scorer import Scorer

log = logging.getLogger(__name__)


def claim_alert(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    reply: Reply,
    scorer: Scorer,
    store: Store,
    desk: Desk,
) -> None:
    """Make the person who pressed the owner; the card says so to everybody, and the board to them."""
    ack()
    try:
        desk.claim(action["value"], _actor(body, desk))
    finally:
        _show_board_again(body, client, reply, scorer, store, desk)


def _show_board_again(
    body: dict[str, Any], client: WebClient, reply: Reply, scorer: Scorer, store: Store, desk: Desk
) -> None:
    """Show the board as it is now, where the button stood on one; what became of the press does not hang on it."""
    user, container = body["user"]["id"], body["container"]
    if container["type"] == "view":
        show_home_again(user, client, scorer, store, desk)
    if not container.get("is_ephemeral"):
        return
    try:
        board = desk.board(user)
        reply.instead(board_card(board, desk.paused), of=board.names)
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a board could not be shown again: %s", type(error).__name__)


def release_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], desk: Desk) -> None:
    """Let everybody claim it again."""
    ack()
    desk.release(action["value"], _actor(body, desk))


def contacted_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], desk: Desk) -> None:
    """Write down that the lead was contacted."""
    ack()
    desk.contacted(action["value"], _actor(body, desk))


def won_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], desk: Desk) -> None:
    """Close the alert as won."""
    ack()
    desk.close(action["value"], _actor(body, desk), Outcome.WON)


def lost_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], desk: Desk) -> None:
    """Close the alert as lost."""
    ack()
    desk.close(action["value"], _actor(body, desk), Outcome.LOST)


def not_qualified_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Ask why the lead is not qualified."""
    desk.require_owner(action["value"], _actor(body, desk))
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=not_qualified_view(action["value"]))


def not_qualified_form(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Close the alert as not qualified, with the reason."""
    reason = read_not_qualified(body["view"])
    ack()
    desk.close(alert_of(body["view"]), _actor(body, desk), Outcome.NOT_QUALIFIED, reason)


def snooze_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Ask until when there are to be no reminders."""
    desk.require_owner(action["value"], _actor(body, desk))
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=snooze_view(action["value"]))


def snooze_form(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Send no reminders until then."""
    until = read_snooze(body["view"], desk.now, desk.policy.hours)
    ack()
    desk.snooze(alert_of(body["view"]), _actor(body, desk), until)


def reassign_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Ask a manager who is to have the lead."""
    desk.require_manager(body["user"]["id"])
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=reassign_view(action["value"]))


def reassign_form(ack: Ack, body: dict[str, Any], context: BoltContext, desk: Desk, permissions: Permissions) -> None:
    """Make a colleague the owner."""
    to = read_person(body["view"])
    permissions.require_colleague(to, workspace_of(context))  # NotAllowed is raised here, before ack
    ack()
    desk.reassign(alert_of(body["view"]), _actor(body, desk), to)


def _actor(body: dict[str, Any], desk: Desk) -> Actor:
    return desk.actor(body["user"]["id"])
