"""The bot in Slack. `register` is the whole table of what it listens to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.alerts.service import Desk
from bot.conversation.message import is_said
from bot.conversation.sessions import Talks
from bot.delivery.worker import DeliveryWorker
from bot.metrics import Metrics
from bot.slack import names
from bot.slack.client.reply import Reply, thread_of
from bot.slack.listeners import alert_buttons, conversation, find, forget
from bot.slack.listeners import availability as team
from bot.slack.listeners.board import board_command
from bot.slack.listeners.card_answers import answer_button, answer_form, dont_know_button, type_answer_button
from bot.slack.listeners.feedback import feedback_button, say_why_button, why_form
from bot.slack.listeners.help import help_command
from bot.slack.listeners.home import open_home, show_in_window
from bot.slack.listeners.model import model_command
from bot.slack.listeners.open_form import form_button, form_command, form_shortcut
from bot.slack.listeners.prompts import opens_messages, suggest_prompts
from bot.slack.listeners.recent import recent_command
from bot.slack.listeners.retry import retry_command
from bot.slack.listeners.score import score_command, score_form
from bot.slack.listeners.score_message import score_message
from bot.slack.listeners.share import share_card
from bot.slack.listeners.show_reasons import show_reasons
from bot.slack.middleware.deduplication import serve_once
from bot.slack.middleware.deferred_ack import acknowledge_late
from bot.slack.middleware.error_responses import answer_error
from bot.slack.middleware.permissions import Permissions, require_allowed
from bot.slack.middleware.request_id import give_reference
from bot.slack.views.feedback_buttons import VERDICTS
from bot.slack.views.questions import in_conversation
from bot.store import Store
from scoring.explain.scorer import Scorer


@dataclass(frozen=True)
class Parts:
    """What listeners work with; each gets those that it names."""

    scorer: Scorer
    store: Store
    desk: Desk
    metrics: Metrics
    permissions: Permissions
    channel: str
    talks: Talks
    delivery: DeliveryWorker


def register(app: App, parts: Parts) -> None:
    """Register every listener."""

    def provide(body: dict[str, Any], context: BoltContext, client: WebClient, next: Callable[[], None]) -> None:  # noqa: A002, Bolt's name
        user, now, store = context.user_id or "", parts.desk.now, parts.store
        reply = Reply(client, store.messages, user, context.response_url or "", thread_of(body), now=now)
        context.update(vars(parts), talk=parts.talks.talk, ledger=store.ledger)
        context.update(reply=reply, user=user, now=now)
        next()

    app.use(give_reference)
    app.use(provide)
    app.use(serve_once)
    app.use(require_allowed)
    app.error(answer_error)

    app.command(names.SCORE_COMMAND, matchers=[_says("")])(form_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("help", "help me", "hi", "hello")])(help_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("model", "the model")])(model_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("board", "the board")])(board_command)
    app.command(names.SCORE_COMMAND, matchers=[_begins(team.AWAY)])(team.away_command)
    app.command(names.SCORE_COMMAND, matchers=[_says(team.BACK)])(team.back_command)
    app.command(names.SCORE_COMMAND, matchers=[_begins(team.PAUSE)])(team.pause_command)
    app.command(names.SCORE_COMMAND, matchers=[_says(team.RESUME)])(team.resume_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("retry")])(retry_command)
    app.command(names.SCORE_COMMAND, matchers=[_says("recent", "latest")])(recent_command)
    app.command(names.SCORE_COMMAND, matchers=[forget.is_to_forget])(forget.forget_command)
    app.command(names.SCORE_COMMAND, matchers=[find.names_a_lead])(find.find_command)
    app.command(names.SCORE_COMMAND)(score_command)
    app.global_shortcut(names.SCORE_SHORTCUT)(form_shortcut)
    app.view(names.FORM)(score_form)
    app.event("app_home_opened", matchers=[opens_messages])(suggest_prompts)
    app.event("app_home_opened")(open_home)

    app.event("message", matchers=[is_said], middleware=[acknowledge_late])(conversation.hear)
    app.event("app_mention", matchers=[is_said], middleware=[acknowledge_late])(conversation.hear)
    app.event(re.compile("^(message|app_mention)$"))(conversation.overhear)
    app.message_shortcut(names.SCORE_MESSAGE)(score_message)
    app.action(re.compile(rf"^{names.ANSWER}_\d$"), matchers=[in_conversation])(conversation.press_answer)
    app.action(names.DONT_KNOW, matchers=[in_conversation])(conversation.press_answer)
    app.view(names.ANSWER_FORM, matchers=[in_conversation])(conversation.send_answer)
    app.action(names.TALK_ABOUT)(conversation.press_lead)
    app.action(names.COMPARE)(conversation.press_comparison)

    app.action(re.compile(rf"^{names.ANSWER}_\d$"))(answer_button)
    app.action(names.DONT_KNOW)(dont_know_button)
    app.action(names.TYPE_ANSWER)(type_answer_button)
    app.view(names.ANSWER_FORM)(answer_form)
    app.action(re.compile("|".join(VERDICTS)))(feedback_button)
    app.action(names.SAY_WHY)(say_why_button)
    app.view(names.WHY_FORM)(why_form)

    app.action(names.OPEN_FORM)(form_button)
    app.action(names.SHOW_IN_WINDOW)(show_in_window)
    app.action(names.SHARE)(share_card)
    app.action(names.SHOW_REASONS)(show_reasons)
    app.action(names.SHOW_LEAD)(find.show_lead)
    app.action(names.ASK_TO_FORGET)(forget.ask_to_forget)
    app.action(names.FORGET)(forget.forget_lead)
    app.action(names.KEEP)(forget.keep_lead)

    app.action(names.RETRY)(retry_command)
    app.action(names.CLAIM)(alert_buttons.claim_alert)
    app.action(names.RELEASE)(alert_buttons.release_alert)
    app.action(names.CONTACTED)(alert_buttons.contacted_alert)
    app.action(names.WON)(alert_buttons.won_alert)
    app.action(names.LOST)(alert_buttons.lost_alert)
    app.action(names.NOT_QUALIFIED)(alert_buttons.not_qualified_button)
    app.view(names.NOT_QUALIFIED_FORM)(alert_buttons.not_qualified_form)
    app.action(names.SNOOZE)(alert_buttons.snooze_button)
    app.view(names.SNOOZE_FORM)(alert_buttons.snooze_form)
    app.action(names.REASSIGN)(alert_buttons.reassign_button)
    app.view(names.REASSIGN_FORM)(alert_buttons.reassign_form)


def _says(*words: str) -> Callable[..., bool]:
    def matches(command: dict[str, Any]) -> bool:
        return str(command.get("text", "")).strip(" .!?").lower() in words

    return matches


def _begins(word: str) -> Callable[..., bool]:
    """Match a word alone or with what may be a time after it: "away", "away 3 days", "away soon"."""

    def matches(command: dict[str, Any]) -> bool:
        first, _, rest = str(command.get("text", "")).strip(" .!?").lower().partition(" ")
        return first == word and (len(rest.split()) <= 1 or rest.strip()[0] in "-+0123456789")

    return matches
