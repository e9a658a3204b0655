"""Feedback: the buttons with which people say what they think of a score, and what is told of it."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from bot.leads.feedback import Comment, Verdict
from bot.leads.service import FeedbackSummary
from bot.leads.summary import NAMELESS
from bot.slack import names
from bot.slack.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    escaped,
    message,
    plain,
    plain_section,
    small,
)
from bot.text import cut

VERDICTS = {names.RIGHT: Verdict.RIGHT, names.TOO_HIGH: Verdict.TOO_HIGH, names.TOO_LOW: Verdict.TOO_LOW}
"""What each button says, by its action."""


_REASON = "reason"
_MAX_REASON = 500
_MAX_COMMENT = 200


@dataclass(frozen=True)
class AboutScore:
    """What a reason is for: an opinion on a score; `response_url` is where it is noted."""

    score_id: int
    verdict: Verdict
    response_url: str = ""

    def write(self) -> str:
        """Return it as Slack carries it."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what a button or a form carries."""
        carried = json.loads(text)
        return cls(carried["score_id"], Verdict(carried["verdict"]), carried["response_url"])


def feedback_row(score_id: int) -> list[Block]:
    """Return the question and its buttons for the score with this id; none for a score that is not kept."""
    if not score_id:
        return []
    row = [_button(verdict, action, score_id) for action, verdict in VERDICTS.items()]
    return [small("What do you think of this score?"), actions(row) | {"block_id": "feedback"}]


def _button(verdict: Verdict, action: str, score_id: int) -> Block:
    spoken = {"accessibility_label": f"This score is {verdict}"}
    return button(verdict.capitalize(), action, str(score_id)) | spoken


def why_view(about: AboutScore) -> View:
    """Return the form that asks why somebody thinks so of a score."""
    element = {"type": "plain_text_input", "action_id": _REASON, "multiline": True, "max_length": _MAX_REASON}
    label, hint = plain(f"Why is it {about.verdict}?"), plain("The team reads it on the board.")
    asked = {"type": "input", "block_id": _REASON, "label": label, "hint": hint, "element": element}
    return {
        "type": "modal",
        "callback_id": names.WHY_FORM,
        "title": plain("Your feedback"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "private_metadata": about.write(),
        "blocks": [asked],
    }


def format_feedback(feedback: FeedbackSummary) -> str:
    """Return how people found the scores: "Feedback of the last 30 days: 14 right, 2 too high, 1 too low."."""
    if not feedback.counts:
        return f"Feedback of the last {feedback.days} days: none."
    each = {
        model: ", ".join(f"{count} {verdict}" for verdict, count in said.items())
        for model, said in feedback.counts.items()
    }
    by_model = [said if len(each) == 1 else f"{said} (model {model})" for model, said in each.items()]
    return f"Feedback of the last {feedback.days} days: {'; '.join(by_model)}."


def format_comment(comment: Comment) -> str:
    """Return an opinion with its reason, in Slack's markup."""
    reason = escaped(cut(comment.reason, _MAX_COMMENT))
    return f"{escaped(comment.name or NAMELESS)}, {comment.verdict}, says <@{comment.by}>: “{reason}”"


def noted_card(about: AboutScore, *, ask_why: bool = False) -> Message:
    """Return the thanks for an opinion, with the button that asks for the reason."""
    words = f"Noted: this score is {about.verdict}. Thank you; the board counts it by model."
    ask = [actions([button("Say why…", names.SAY_WHY, about.write())])] if ask_why else []
    return message(words, [plain_section(words), *ask])


def read_reason(view: View) -> str | None:
    """Return why somebody thinks so, as entered in the form, if they said."""
    return (view["state"]["values"][_REASON][_REASON]["value"] or "").strip() or None
