"""The construction of all services from settings. Nothing runs, and Slack is not called, until somebody starts it."""

import time
from datetime import timedelta
from functools import partial

from bot.alerts.policy import Policy
from bot.alerts.service import AlertService, Clock
from bot.context import Services
from bot.conversation.sessions import ConversationSessions
from bot.conversation.turn import ConversationContext
from bot.conversation.waterfall import Waterfalls
from bot.delivery.inbox import Hands
from bot.language import FactParser, Parser
from bot.language.model_parser import ModelParser
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.settings import BadSettings, Settings
from bot.slack.client.delivery import delivery_worker
from bot.slack.client.members import Members
from bot.slack.client.thread_renderers import SlackThreads
from bot.slack.client.web_client import web_client
from bot.slack.middleware.permissions import Permissions
from bot.slack.views.replies import render_reply
from bot.store import Store
from scoring.explain.scorer import Scorer


def services(settings: Settings, scorer: Scorer, clock: Clock = time.time) -> Services:
    """Return the services for the Slack workspace in `settings`; all deadlines are measured with `clock`.

    Raises:
        BadSettings: there is no bot token, or LEAD_PARSER_MODEL cannot be used.
        BadDatabase: the database cannot be used.
    """
    if settings.slack_bot_token is None:
        raise BadSettings("SLACK_BOT_TOKEN is not set: set it, with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.")
    parser, channel = Parser(scorer.fields), settings.hot_leads_channel
    message_parser = _message_parser(settings, parser)
    store = Store.open(settings.database_url, scorer.fields)
    metrics = Metrics(store.alerts.counts, store.alerts.count_refused)
    client = web_client(settings, metrics)
    alerts = AlertService(store, Policy.from_settings(settings), metrics, clock)
    leads = LeadService(store, scorer, alerts)
    delivery = delivery_worker(
        client,
        store,
        alerts,
        channel=channel,
        daily_at=settings.digest_time(),
        kept_for=timedelta(days=settings.lead_retention_days),
        is_open=Permissions.from_settings(settings, Members(client, clock)).is_open,
        clock=clock,
    )
    waterfalls = Waterfalls()
    conversations = ConversationSessions(
        ConversationContext(scorer, leads, parser, message_parser, timedelta(hours=settings.conversation_ttl_hours)),
        store,
        alerts,
        threads=SlackThreads(client, delivery.flush),
        waterfalls=waterfalls,
        render=partial(render_reply, channel=channel),
    )
    inbox = Hands(store.inbox, lambda: alerts.now)
    return Services(scorer, parser, store, leads, alerts, conversations, metrics, channel, delivery, inbox, waterfalls)


def _message_parser(settings: Settings, parser: Parser) -> FactParser:
    """Return what reads messages: the parser, with a language model behind it where one is set."""
    if settings.lead_parser_model is None:
        return parser
    try:
        return ModelParser(parser, settings.lead_parser_model)
    except ImportError:
        raise BadSettings("LEAD_PARSER_MODEL needs its packages: install lead-scorer[model], or unset it.") from None
    except ValueError as error:
        raise BadSettings(f"LEAD_PARSER_MODEL cannot be used: {error}") from None
