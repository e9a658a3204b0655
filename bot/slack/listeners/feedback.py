"""Feedback: people say whether a score is right, too high or too low, and perhaps why."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.alerts.service import Desk
from bot.leads.feedback import Comment, Verdict, Verdicts
from bot.leads.service import record_feedback
from bot.leads.summary import NAMELESS
from bot.slack import names
from bot.slack.client.reply import Reply
from bot.slack.views.blocks import actions, button, escaped, plain
from bot.slack.views.cards import Message, message
from bot.slack.views.feedback_buttons import VERDICTS
from bot.slack.views.form import View
from bot.store import Store
from bot.text import cut

_REASON = "reason"
_REASON_MOST = 500
_COMMENT_MOST = 200


@dataclass(frozen=True)
class _About:
    """What a reason is for: an opinion on a score; `response_url` is where it is noted."""

    score_id: int
    verdict: Verdict
    response_url: str = ""

    def write(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "_About":
        carried = json.loads(text)
        return cls(carried["score_id"], Verdict(carried["verdict"]), carried["response_url"])


def feedback_button(ack: Ack, action: dict[str, Any], reply: Reply, store: Store, desk: Desk, user: str) -> None:
    """Keep what somebody thinks of a score, and ask why."""
    about = _About(int(action["value"]), VERDICTS[action["action_id"]])
    ack()
    record_feedback(about.verdict, score_id=about.score_id, by=user, store=store, desk=desk)
    reply.privately(_noted(about.verdict, button("Say why…", names.SAY_WHY, about.write())))


def say_why_button(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
    """Ask why somebody thinks so."""
    about = _About.read(action["value"])
    ack()
    here = _About(about.score_id, about.verdict, body.get("response_url", ""))
    client.views_open(trigger_id=body["trigger_id"], view=why_view(here.verdict, here.write()))


def why_form(ack: Ack, body: dict[str, Any], reply: Reply, store: Store, desk: Desk, user: str) -> None:
    """Keep why."""
    ack()
    view = body["view"]
    about = _About.read(view["private_metadata"])
    reason = (view["state"]["values"][_REASON][_REASON]["value"] or "").strip()
    record_feedback(about.verdict, score_id=about.score_id, by=user, store=store, desk=desk, reason=reason or None)
    reply.through(about.response_url).instead(_noted(about.verdict))


def why_view(verdict: Verdict, about: str) -> View:
    """Return the form that asks why somebody thinks so of a score."""
    element = {"type": "plain_text_input", "action_id": _REASON, "multiline": True, "max_length": _REASON_MOST}
    label, hint = plain(f"Why is it {verdict}?"), plain("The team reads it on the board.")
    asked = {"type": "input", "block_id": _REASON, "label": label, "hint": hint, "element": element}
    return {
        "type": "modal",
        "callback_id": names.WHY_FORM,
        "title": plain("Your feedback"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "private_metadata": about,
        "blocks": [asked],
    }


def feedback_in_words(counted: Mapping[str, Verdicts], days: int) -> str:
    """Return how people found the scores: "Feedback of the last 30 days: 14 right, 2 too high, 1 too low."."""
    if not counted:
        return f"Feedback of the last {days} days: none."
    each = {
        model: ", ".join(f"{count} {verdict}" for verdict, count in said.items()) for model, said in counted.items()
    }
    by_model = [said if len(each) == 1 else f"{said} (model {model})" for model, said in each.items()]
    return f"Feedback of the last {days} days: {'; '.join(by_model)}."


def comment_in_words(comment: Comment) -> str:
    """Return an opinion with its reason, in Slack's markup."""
    reason = escaped(cut(comment.reason, _COMMENT_MOST))
    return f"{escaped(comment.name or NAMELESS)}, {comment.verdict}, says <@{comment.by}>: “{reason}”"


def _noted(verdict: Verdict, *ask: dict[str, Any]) -> Message:
    words = f"Noted: this score is {verdict}. Thank you; the board counts it by model."
    section = {"type": "section", "text": plain(words)}
    return message(words, [section, *([actions(ask)] if ask else [])])
