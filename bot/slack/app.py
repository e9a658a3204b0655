"""The bot in Slack. `register` is the whole table of what it listens to."""

import logging
import re
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest
from slack_bolt.error import BoltError
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts.service import Clock
from bot.context import Services
from bot.delivery.inbox import InboxWorker
from bot.log import ContextThreadPool
from bot.settings import BadSettings, Settings
from bot.slack import names
from bot.slack.client.members import Members
from bot.slack.client.reply import Reply, thread_of
from bot.slack.client.web_client import sdk_log, web_client
from bot.slack.listeners import alert_buttons, conversation, forget, lead_lists
from bot.slack.listeners.board import open_home, show_in_window
from bot.slack.listeners.card_buttons import (
    answer_button,
    answer_form,
    dont_know_button,
    share_card,
    show_reasons,
    type_answer_button,
)
from bot.slack.listeners.feedback import feedback_button, reason_button, reason_form
from bot.slack.listeners.form import form_button, form_shortcut, score_form
from bot.slack.listeners.prompts import opens_messages, suggest_prompts
from bot.slack.listeners.retry import retry_button
from bot.slack.listeners.score_message import score_message
from bot.slack.listeners.slash import slash_command
from bot.slack.message_text import is_for_bot
from bot.slack.middleware.error_responses import handle_error, tell_given_up
from bot.slack.middleware.inbox import finish_with_listeners, give_reference, store_request
from bot.slack.middleware.permissions import Permissions, require_allowed
from bot.slack.views.feedback import VERDICTS
from bot.slack.views.questions import in_conversation
from bot.store.inbox import Request
from bot.token_errors import refused, unreachable

MAX_LISTENERS = 32
"""Bolt's default of five leaves requests without an acknowledgement when five are busy."""

_LOOKUP_TIMEOUT = 2  # seconds for what has to be known before the acknowledgement; Slack waits three


def create_slack_app(settings: Settings, services: Services, listeners: ContextThreadPool, clock: Clock) -> App:
    """Return the Bolt app with every listener.

    Raises:
        BadSettings: Slack does not accept the bot token, or cannot be reached.
    """
    lookup = web_client(settings, services.metrics, timeout=_LOOKUP_TIMEOUT)
    app = _bolt_app(settings, web_client(settings, services.metrics), listeners)
    register(app, services, Permissions.from_settings(settings, Members(lookup, clock)))
    return app


def register(app: App, services: Services, permissions: Permissions) -> None:
    """Register every listener."""

    def provide(body: dict[str, Any], context: BoltContext, client: WebClient, next: Callable[[], None]) -> None:  # noqa: A002, Bolt's name
        user, now, messages = context.user_id or "", services.now, services.store.messages
        reply = Reply(client, messages, user, context.response_url or "", thread_of(body), now=now)
        context.update(services=services, reply=reply, user=user, permissions=permissions)
        context.update(hands=services.inbox, now=now, metrics=services.metrics)
        next()

    app.use(give_reference)
    app.use(provide)
    app.use(store_request)
    app.use(require_allowed)
    app.error(handle_error)
    finish_with_listeners(app)

    app.command(names.SCORE_COMMAND)(slash_command)
    app.global_shortcut(names.SCORE_SHORTCUT)(form_shortcut)
    app.view(names.FORM)(score_form)
    app.event("app_home_opened", matchers=[opens_messages])(suggest_prompts)
    app.event("app_home_opened")(open_home)

    app.event("message", matchers=[is_for_bot])(conversation.hear)
    app.event("app_mention", matchers=[is_for_bot])(conversation.hear)
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
    app.action(names.SAY_WHY)(reason_button)
    app.view(names.WHY_FORM)(reason_form)

    app.action(names.OPEN_FORM)(form_button)
    app.action(names.SHOW_IN_WINDOW)(show_in_window)
    app.action(names.SHARE)(share_card)
    app.action(names.SHOW_REASONS)(show_reasons)
    app.action(names.SHOW_LEAD)(lead_lists.show_lead)
    app.action(names.ASK_TO_FORGET)(forget.ask_button)
    app.action(names.FORGET)(forget.forget_button)
    app.action(names.KEEP)(forget.keep_button)

    app.action(names.RETRY)(retry_button)
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


def inbox_worker(app: App, services: Services) -> InboxWorker:
    """Return what dispatches stored requests to the app again."""

    def dispatch(request: Request) -> None:
        app.dispatch(BoltRequest(body=request.payload, mode="socket_mode", context={"stored": request}))

    return InboxWorker(
        services.inbox, lambda: services.now, dispatch=dispatch, give_up=lambda one: tell_given_up(one, app.client)
    )


def _bolt_app(settings: Settings, client: WebClient, listeners: ContextThreadPool) -> App:
    secret = settings.slack_signing_secret
    sdk_log.addFilter(_says_no_token_is_unused)
    try:
        return App(
            client=client,
            logger=sdk_log,
            listener_executor=listeners,
            signing_secret=secret.get_secret_value() if secret else None,
            request_verification_enabled=False,  # bot/http/slack_events.py does, and logs no body
            raise_error_for_unhandled_request=True,
        )
    except BoltError as error:
        refusal = error.__context__
        if not isinstance(refusal, SlackApiError):
            raise
        raise BadSettings(refused("SLACK_BOT_TOKEN", refusal)) from None
    except (OSError, HTTPException) as error:
        raise BadSettings(unreachable(client.base_url, error)) from None


def _says_no_token_is_unused(record: logging.LogRecord) -> bool:
    """Drop Bolt's warning that it found SLACK_BOT_TOKEN in the environment: that is where our client has it from."""
    return record.getMessage() != warning_client_prioritized_and_token_skipped()
