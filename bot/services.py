"""The one place where the bot is put together."""

import logging
import threading
import time
from datetime import timedelta
from functools import partial
from http.client import HTTPException

from fastapi import FastAPI
from pydantic import SecretStr
from slack_bolt import App
from slack_bolt.error import BoltError
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts.policy import Policy
from bot.alerts.service import Clock, Desk
from bot.context import Services
from bot.conversation.sessions import ConversationSessions
from bot.conversation.turn import ConversationContext
from bot.conversation.waterfall import Waterfalls
from bot.delivery.heartbeat import Heartbeat
from bot.delivery.inbox import Hands, InboxWorker
from bot.delivery.worker import DeliveryWorker
from bot.http.app import create_intake
from bot.http.authorization import Gate
from bot.http.lead_intake import LeadIntake
from bot.http.leads import lead_routes
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.http.readiness import Readiness, operation_routes
from bot.http.slack_events import slack_events
from bot.language import FactParser, Parser
from bot.language.model_parser import ModelParser
from bot.leads.service import LeadService
from bot.log import ContextThreadPool
from bot.metrics import Metrics
from bot.settings import BadSettings, Settings
from bot.slack.app import inbox_worker, register
from bot.slack.client.call_metrics import FailedCalls
from bot.slack.client.delivery import delivery_worker
from bot.slack.client.members import Members
from bot.slack.client.thread_renderers import SlackThreads
from bot.slack.client.web_client import sdk_log, web_client
from bot.slack.middleware.permissions import Permissions
from bot.slack.views.replies import render_reply
from bot.socket_mode import SocketMode
from bot.store import Store
from bot.token_errors import refused, unreachable
from bot.web_server import WebServer
from scoring.explain.scorer import Scorer

# Bolt's default of five workers leaves requests without an acknowledgement when five are busy.
_WORKERS = 32
_PARTING_SECONDS = 1  # what is left at the end to close the database
_ASKING_SECONDS = 2  # of what has to be known before the acknowledgement, for which Slack waits three


class Bot:
    """The running bot: a Bolt app, its connection to Slack, the HTTP API, and what looks after alerts."""

    def __init__(
        self,
        *,
        app: App,
        connection: SocketMode | None,
        web: WebServer,
        workers: ContextThreadPool,
        delivery: DeliveryWorker,
        services: Services,
        waterfalls: Waterfalls,
        inbox: InboxWorker,
    ) -> None:
        self.app = app
        self.services = services
        self.store = services.store
        self._heartbeat = Heartbeat(services.store.workers)
        self._connection = connection
        self._web = web
        self._workers = workers
        self.delivery = delivery
        self._waterfalls = waterfalls
        self._inbox = inbox

    @property
    def http_port(self) -> int:
        """The port of the HTTP API."""
        return self._web.port

    def start(self) -> None:
        """Look after alerts, listen for HTTP, connect to Slack, and serve in the background.

        Raises:
            BadSettings: Slack does not accept the app token or cannot be reached, or the port is taken.
        """
        self._heartbeat.start()
        self.delivery.start()
        try:
            self._web.start()
        except OSError:
            raise BadSettings(f"Port {self._web.port} is taken: set HTTP_PORT to another one, or to 0.") from None
        if self._connection is not None:
            self._connection.connect()
        self._inbox.start()

    def look_at_the_clock(self) -> None:
        """Do now what is due, the clock having been moved."""
        self.delivery.wake()

    def close(self, *, within: float = 8) -> bool:
        """Take no new requests, finish those that run, disconnect; return whether that was done `within` seconds."""
        ends = time.monotonic() + within
        closing = threading.Thread(target=self._drain, args=(ends,), daemon=True)
        closing.start()
        closing.join(within)
        return not closing.is_alive()

    def _drain(self, ends: float) -> None:
        self._inbox.stop()
        self._waterfalls.close()
        self._web.stop()
        if self._connection is not None:
            self._connection.take_no_more()
        try:
            if self._connection is not None:
                self._connection.disconnect()
        finally:
            self._workers.shutdown(wait=True)
            self.delivery.stop(within=max(1, int(ends - time.monotonic()) - _PARTING_SECONDS))
            self._heartbeat.stop()
            self.store.close()


def build(settings: Settings, scorer: Scorer, clock: Clock = time.time) -> Bot:
    """Return the bot for the Slack workspace in `settings`; all its deadlines are measured with `clock`.

    Raises:
        BadSettings: Slack does not accept the bot token, or cannot be reached.
        BadDatabase: the database cannot be used.
    """
    if settings.slack_bot_token is None:
        raise BadSettings("SLACK_BOT_TOKEN is not set: set it, with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.")
    parser = Parser(scorer.fields)
    message_parser = _message_parser(settings, parser)
    store = Store.open(settings.database_url, scorer.fields)
    client = web_client(settings)
    asking = web_client(settings, timeout=_ASKING_SECONDS)
    workers = ContextThreadPool(_WORKERS, thread_name_prefix="listener")
    app = _app(settings, client, workers)
    metrics = Metrics(store.alerts.counts, store.alerts.count_refused)
    for each in (client, asking):
        each.retry_handlers.append(FailedCalls(metrics))
    policy = Policy.of(settings)
    desk = Desk(store, policy, metrics, clock)
    permissions = Permissions.from_settings(settings, Members(asking, clock))
    delivery = delivery_worker(
        client,
        store,
        desk,
        channel=settings.hot_leads_channel,
        daily_at=settings.digest_time(),
        kept_for=timedelta(days=settings.lead_retention_days),
        is_open=permissions.is_open,
        clock=clock,
    )
    waterfalls = Waterfalls()
    ends_after = timedelta(hours=settings.conversation_ttl_hours)
    leads = LeadService(store, scorer, desk)
    conversations = ConversationSessions(
        ConversationContext(scorer, leads, parser, message_parser, ends_after),
        store,
        desk,
        threads=SlackThreads(client, delivery.flush),
        waterfalls=waterfalls,
        render=partial(render_reply, channel=settings.hot_leads_channel),
    )
    services = Services(scorer, parser, store, leads, desk, conversations, metrics, settings.hot_leads_channel)
    hands = Hands(store.inbox, lambda: desk.now)
    register(app, services, permissions, delivery, hands)
    connection = _connection(settings, app)
    intake = _intake(settings, app, services, connection, clock)
    return Bot(
        app=app,
        connection=connection,
        web=WebServer(intake, host=settings.http_host, port=settings.http_port),
        workers=workers,
        delivery=delivery,
        services=services,
        waterfalls=waterfalls,
        inbox=inbox_worker(app, services, hands),
    )


def _app(settings: Settings, client: WebClient, workers: ContextThreadPool) -> App:
    sdk_log.addFilter(_says_no_token_is_unused)
    try:
        return App(
            client=client,
            logger=sdk_log,
            listener_executor=workers,
            signing_secret=_secret(settings.slack_signing_secret),
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


def _connection(settings: Settings, app: App) -> SocketMode | None:
    if settings.slack_app_token is None:
        return None
    app_token = settings.slack_app_token.get_secret_value()
    return SocketMode(app, app_token, web_client=web_client(settings, with_token=False), at_once=_WORKERS)


def _intake(settings: Settings, app: App, services: Services, connection: SocketMode | None, clock: Clock) -> FastAPI:
    scorer, store = services.scorer, services.store
    gate = Gate(store.api_keys, RequestLimit(settings.api_requests_per_minute), clock=clock)
    connected = None if connection is None else lambda: connection.is_connected
    readiness = Readiness(store, scorer, slack_connected=connected, clock=clock)
    routers = [
        prediction_routes(scorer, gate),
        lead_routes(LeadIntake(services.leads, store), store, gate),
        operation_routes(readiness, services.metrics, gate),
    ]
    if settings.uses_http:
        secret = _secret(settings.slack_signing_secret) or ""
        routers.append(slack_events(app, signing_secret=secret, clock=clock))
    return create_intake(scorer.card, routers)


def _secret(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


def _says_no_token_is_unused(record: logging.LogRecord) -> bool:
    """Drop Bolt's warning that it found SLACK_BOT_TOKEN in the environment: that is where our client has it from."""
    return record.getMessage() != warning_client_prioritized_and_token_skipped()
