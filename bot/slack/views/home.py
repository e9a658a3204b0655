"""The App Home: what is mine, how the team does, how far to trust the model, and the way to the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.alerts.board import Board
from bot.alerts.policy import Policy
from bot.leads.lead import StoredLead
from bot.leads.service import FeedbackSummary, LeadHistory
from bot.slack import names
from bot.slack.views.blocks import Block, View, actions, button, context, header, mrkdwn, plain
from bot.slack.views.board import alert_sections, team_blocks
from bot.slack.views.button_payload import write_value
from bot.slack.views.feedback import feedback_row
from bot.slack.views.lead_card import lead_card, lead_line
from bot.slack.views.model_card import model_in_short
from scoring.explain.score import Tier
from scoring.fields.lead import Lead
from scoring.model.artifact import Card

HOME_DAYS = 7


@dataclass(frozen=True)
class Home:
    """What one person's Home shows: the board as they see it, the leads that they scored last, and the team's week."""

    board: Board
    feedback: FeedbackSummary
    mine: Sequence[StoredLead]
    owners: Mapping[str, str]
    tiers: Mapping[Tier, int]
    days: int = HOME_DAYS


def home_view(home: Home, policy: Policy, card: Card) -> View:
    """Return the Home tab."""
    form = button("Score a lead", names.OPEN_FORM, write_value(Lead()), primary=True)
    blocks = [
        actions([form]) | {"block_id": "score"},
        *_my_leads(home.board, policy),
        *_my_scores(home),
        *team_blocks(home.board, home.feedback, policy, _week(home)),
        header("How far to trust a score"),
        mrkdwn(model_in_short(card)),
    ]
    return {"type": "home", "blocks": blocks}


def lead_window(history: LeadHistory, channel: str) -> View:
    """Return a lead's card as a window of its own, because the Home tab has no place for it."""
    unwanted = feedback_row(history.stored.score_id)
    blocks = lead_card(history, channel)["blocks"]
    shown = [one for one in blocks if one["type"] != "actions" and one not in unwanted]
    window = {"type": "modal", "callback_id": names.LEAD_WINDOW, "title": plain("Lead"), "close": plain("Close")}
    return window | {"blocks": shown}


def _my_leads(board: Board, policy: Policy) -> list[Block]:
    listed = alert_sections("", board.mine, board, policy)
    return [header("My open leads"), *(listed or [context("None. High leads that you claim are listed here.")])]


def _my_scores(home: Home) -> list[Block]:
    listed = [lead_line(one, home.owners.get(one.id), names.SHOW_IN_WINDOW) for one in home.mine]
    return [header("My last scores"), *(listed or [context("None yet. Score your first lead with the button above.")])]


def _week(home: Home) -> str:
    counts = ", ".join(f"{count:,} {tier}" for tier, count in home.tiers.items())
    total = sum(home.tiers.values())
    return f"Last {home.days} days: {total:,} {'score' if total == 1 else 'scores'} ({counts})."
