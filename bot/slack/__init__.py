"""The bot in Slack. `register` is the whole table of what it listens to."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.alerts import Alerts
from bot.ledger import Ledger
from bot.slack import names
from bot.slack.answers import answer_error
from bot.slack.deliveries import serve_once
from bot.slack.help import help_command
from bot.slack.hot_leads import post_again
from bot.slack.model import model_command
from bot.slack.open_form import form_button, form_command, form_shortcut
from bot.slack.reply import Reply
from bot.slack.score import score_command, score_form
from bot.slack.share import share_card
from bot.slack.show_reasons import show_reasons
from scoring.scorer import Scorer


def register(app: App, *, scorer: Scorer, alerts: Alerts, ledger: Ledger, channel: str) -> None:
    """Register every listener; they get the arguments of this function by name."""

    def provide(context: BoltContext, client: WebClient, next: Callable[[], None]) -> None:  # noqa: A002, Bolt's name
        reply = Reply(client, context.user_id or "", context.response_url or "")
        context.update(scorer=scorer, alerts=alerts, ledger=ledger, channel=channel, reply=reply)
        next()

    app.use(provide)
    app.use(serve_once)
    app.error(answer_error)

    app.command(names.SCORE_COMMAND, matchers=[_says("")])(form_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("help", "help me", "hi", "hello")])(help_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("model", "the model")])(model_command)
    app.command(names.SCORE_COMMAND)(score_command)
    app.shortcut(names.SCORE_SHORTCUT)(form_shortcut)
    app.view(names.FORM)(score_form)

    app.action(names.OPEN_FORM)(form_button)
    app.action(names.SHARE)(share_card)
    app.action(names.SHOW_REASONS)(show_reasons)
    app.action(names.POST_HOT_LEAD)(post_again)


def _says(*words: str) -> Callable[..., bool]:
    def matches(command: dict[str, Any]) -> bool:
        return str(command.get("text", "")).strip(" .!?").lower() in words

    return matches
