"""The board and the Home tab: every open High lead, whose it is, and what is one's own."""

import logging
from http.client import HTTPException
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.context import Services
from bot.slack.client.reply import Reply
from bot.slack.listeners.command import Command
from bot.slack.views.board import board_card
from bot.slack.views.home import HOME_DAYS, Home, home_view, lead_window

log = logging.getLogger(__name__)

_MAX_SCORES = 10


def show_board(command: Command) -> None:
    """`/scorelead board`"""
    command.ack()
    board = command.services.alerts.board(command.user)
    card = board_card(board, command.services.leads.feedback(), command.services.alerts.paused)
    command.reply.privately(card, of=board.names)


def open_home(event: dict[str, Any], client: WebClient, services: Services) -> None:
    """Show the Home tab when somebody opens it."""
    if event["tab"] == "home":
        show_home(event["user"], client, services)


def show_home(user: str, client: WebClient, services: Services) -> None:
    """Publish the Home tab of `user` as it is now."""
    view = home_view(read_home(user, services), services.alerts.paused, services.scorer.card)
    client.views_publish(user_id=user, view=view)


def refresh_home(user: str, client: WebClient, services: Services) -> None:
    """Refresh the Home tab; best effort."""
    try:
        show_home(user, client, services)
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a Home tab could not be refreshed: %s", type(error).__name__)


def read_home(user: str, services: Services) -> Home:
    """Return what the Home tab of `user` shows."""
    leads, board = services.leads, services.alerts.board(user)
    mine = leads.scored_by(user, _MAX_SCORES)
    return Home(board, leads.feedback(), mine, leads.owners(mine), leads.tiers(HOME_DAYS))


def refresh_board(body: dict[str, Any], client: WebClient, services: Services, reply: Reply) -> None:
    """Refresh the board, if the button was on one. A failure here does not undo the action."""
    user, container = body["user"]["id"], body["container"]
    if container["type"] == "view":
        refresh_home(user, client, services)
    if not container.get("is_ephemeral"):
        return
    try:
        board = services.alerts.board(user)
        reply.instead(board_card(board, services.leads.feedback(), services.alerts.paused), of=board.names)
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a board could not be refreshed: %s", type(error).__name__)


def show_in_window(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, services: Services
) -> None:
    """Show a lead's card in a window of its own, because the Home tab has no place for it."""
    history = services.leads.history(action["value"])  # UnknownLead is raised here, before ack
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=lead_window(history, services.channel))
