"""The App Home: what is mine, how the team does, how far to trust the model, and the way to the form."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts.board import Board
from bot.alerts.policy import Policy
from bot.alerts.service import Desk
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.listeners.board import alert_sections, team_blocks
from bot.slack.listeners.model import model_in_short
from bot.slack.views.blocks import Block, actions, button, context, header, mrkdwn, plain
from bot.slack.views.button_payload import write_value
from bot.slack.views.feedback_buttons import feedback_row
from bot.slack.views.lead_card import lead_card, lead_line
from bot.store import Store
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from scoring.model.artifact import Card

log = logging.getLogger(__name__)

_SCORES_SHOWN = 10
_DAYS = 7

View = dict[str, Any]


@dataclass(frozen=True)
class Home:
    """What one person's Home shows: the board as they see it, the leads that they scored last, and the team's week."""

    board: Board
    mine: list[StoredLead]
    owners: Mapping[str, str]
    tiers: Mapping[Tier, int]
    days: int = _DAYS


def open_home(event: dict[str, Any], client: WebClient, scorer: Scorer, store: Store, desk: Desk) -> None:
    """Show the Home when somebody opens it."""
    if event["tab"] == "home":
        show_home(event["user"], client, scorer, store, desk)


def show_home(user: str, client: WebClient, scorer: Scorer, store: Store, desk: Desk) -> None:
    """Publish the Home of `user` as it is now."""
    client.views_publish(user_id=user, view=home_view(read_home(user, store, desk), desk.paused, scorer.card))


def show_home_again(user: str, client: WebClient, scorer: Scorer, store: Store, desk: Desk) -> None:
    """Show the Home as it is now, after something that does not hang on it."""
    try:
        show_home(user, client, scorer, store, desk)
    except (SlackApiError, OSError, HTTPException) as error:
        log.warning("a Home could not be shown again: %s", type(error).__name__)


def read_home(user: str, store: Store, desk: Desk) -> Home:
    """Return what the Home of `user` shows."""
    mine = store.leads.scored_by(user, _SCORES_SHOWN)
    owners = store.leads.owners([one.id for one in mine])
    return Home(desk.board(user), mine, owners, store.leads.tiers(desk.now - timedelta(days=_DAYS)))


def home_view(home: Home, policy: Policy, card: Card) -> View:
    """Return the Home tab."""
    form = button("Score a lead", names.OPEN_FORM, write_value(Lead()), primary=True)
    blocks = [
        actions([form]) | {"block_id": "score"},
        *_my_leads(home.board, policy),
        *_my_scores(home),
        *team_blocks(home.board, policy, _week(home)),
        header("How far to trust a score"),
        mrkdwn(model_in_short(card)),
    ]
    return {"type": "home", "blocks": blocks}


def show_in_window(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, store: Store, channel: str
) -> None:
    """Show a lead's card in a window of its own, for the Home has no place for it."""
    stored = store.leads.get(action["value"])  # UnknownLead is raised here, before ack
    ack()
    card = lead_card(stored, store.leads.history(stored.id), store.alerts.latest_of(stored.id), channel)
    shown = [one for one in card["blocks"] if one["type"] != "actions" and one not in feedback_row(stored.score_id)]
    window = {"type": "modal", "callback_id": names.LEAD_WINDOW, "title": plain("Lead"), "close": plain("Close")}
    client.views_open(trigger_id=body["trigger_id"], view=window | {"blocks": shown})


def _my_leads(board: Board, policy: Policy) -> list[Block]:
    listed = alert_sections("", board.mine, board, policy)
    return [header("My open leads"), *(listed or [context("None. High leads that you claim are listed here.")])]


def _my_scores(home: Home) -> list[Block]:
    listed = [lead_line(one, home.owners.get(one.id), names.SHOW_IN_WINDOW) for one in home.mine]
    return [header("My last scores"), *(listed or [context("None yet. Score your first lead with the button above.")])]


def _week(home: Home) -> str:
    counts = ", ".join(f"{count:,} {tier}" for tier, count in home.tiers.items())
    total = sum(home.tiers.values())
    return f"Last {home.days} days: {total:,} score{'s' * (total != 1)} ({counts})."
