"""The board: every High lead that is not closed, whose it is, and how fast the team is."""

from collections.abc import Sequence

from bot.alerts.alert import Alert
from bot.alerts.board import Board
from bot.alerts.policy import Policy
from bot.leads.service import FeedbackSummary
from bot.leads.summary import NAMELESS
from bot.slack.views.alert_card import alert_state, claim_beside
from bot.slack.views.blocks import Block, Message, context, escaped, header, message, mrkdwn
from bot.slack.views.digests import pace_in_words
from bot.slack.views.feedback import format_comment, format_feedback

_MAX_LISTED = 10


def board_card(board: Board, feedback: FeedbackSummary, policy: Policy) -> Message:
    """Return the board as a message."""
    return message(_summary(board), board_blocks(board, feedback, policy))


def board_blocks(board: Board, feedback: FeedbackSummary, policy: Policy) -> list[Block]:
    """Return the board: what nobody has, what is at risk, what is mine, and the team's numbers."""
    blocks = [header("High leads"), mrkdwn(_summary(board))]
    for heading, listed in (("Nobody's", board.unowned), ("At risk", board.at_risk), ("Mine", board.mine)):
        blocks += alert_sections(heading, listed, board, policy)
    return [*blocks, *_others(board), *_numbers(board, feedback)]


def team_blocks(board: Board, feedback: FeedbackSummary, policy: Policy, week: str) -> list[Block]:
    """Return what of the board is not one's own, for the App Home; `week` says how many leads were scored."""
    blocks = [header("The team"), mrkdwn(_summary(board))]
    for heading, listed in (("Nobody's", board.unowned), ("At risk", board.at_risk)):
        blocks += alert_sections(heading, listed, board, policy)
    return [*blocks, *_others(board), context(week), *_numbers(board, feedback)]


def alert_sections(heading: str, listed: Sequence[Alert], board: Board, policy: Policy) -> list[Block]:
    """Return alerts under a heading, if there is one, with a button that claims those that nobody has."""
    if not listed:
        return []
    above = [mrkdwn(f"*{heading}*")] if heading else []
    more = [context(f"and {len(listed) - _MAX_LISTED} more")] if len(listed) > _MAX_LISTED else []
    return [*above, *(_line(alert, board, policy) for alert in listed[:_MAX_LISTED]), *more]


def _others(board: Board) -> list[Block]:
    return [mrkdwn(f"*Others'*\n{_in_short(board)}")] if board.others else []


def _numbers(board: Board, feedback: FeedbackSummary) -> list[Block]:
    return [
        context(pace_in_words(board.pace, board.days)),
        context(format_feedback(feedback)),
        *(context(format_comment(comment)) for comment in feedback.comments),
    ]


def _summary(board: Board) -> str:
    if not board.open:
        return ":white_check_mark: No High lead is open."
    return f"{board.open} open · {len(board.unowned)} without an owner · {board.late} at risk or late"


def _in_short(board: Board) -> str:
    listed = [f"{_name(alert, board)} · <@{alert.owner}>" for alert in board.others[:_MAX_LISTED]]
    more = [f"and {len(board.others) - _MAX_LISTED} more"] if len(board.others) > _MAX_LISTED else []
    return "\n".join(listed + more)


def _name(alert: Alert, board: Board) -> str:
    return escaped(board.names.get(alert.lead_id, NAMELESS))


def _line(alert: Alert, board: Board, policy: Policy) -> Block:
    line = mrkdwn(f"*{_name(alert, board)}*\n{alert_state(alert, policy)}")
    return line | (claim_beside(alert) if alert.owner is None else {})
