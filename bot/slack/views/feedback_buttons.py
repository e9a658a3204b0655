"""The buttons with which people say what they think of a score."""

from bot.leads.feedback import Verdict
from bot.slack import names
from bot.slack.views.blocks import Block, actions, button, small

VERDICTS = {names.RIGHT: Verdict.RIGHT, names.TOO_HIGH: Verdict.TOO_HIGH, names.TOO_LOW: Verdict.TOO_LOW}
"""What each button says, by its action."""


def feedback_row(score_id: int) -> list[Block]:
    """Return the question and its buttons for the score with this id; none for a score that is not kept."""
    if not score_id:
        return []
    row = [_button(verdict, action, score_id) for action, verdict in VERDICTS.items()]
    return [small("What do you think of this score?"), actions(row) | {"block_id": "feedback"}]


def _button(verdict: Verdict, action: str, score_id: int) -> Block:
    spoken = {"accessibility_label": f"This score is {verdict}"}
    return button(verdict.capitalize(), action, str(score_id)) | spoken
