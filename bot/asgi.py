"""The ASGI application: the HTTP API, and Slack's requests.

    uvicorn --factory bot.asgi:create_app

It serves and stores what has to be sent; `python -m bot.worker run` sends it.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from slack_bolt import App

from bot.alerts.service import Clock
from bot.context import Services
from bot.delivery.heartbeat import Heartbeat
from bot.http.app import create_intake
from bot.http.authorization import Gate
from bot.http.lead_intake import LeadIntake
from bot.http.leads import lead_routes
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.http.readiness import Readiness, operation_routes
from bot.http.slack_events import slack_events
from bot.log import ContextThreadPool, set_up_log
from bot.services import services
from bot.settings import Settings, load_settings
from bot.slack.app import MAX_LISTENERS, create_slack_app, inbox_worker
from bot.socket_mode import SocketMode, socket_mode
from scoring.explain.scorer import Scorer


def create_app() -> FastAPI:
    """Return the application for the settings in the environment; it connects to Slack when the server starts it.

    Raises:
        BadSettings: the settings are incomplete, or Slack does not accept the bot token.
        BadArtifact: there is no model in MODEL_DIR.
        BadDatabase: the database cannot be used.
    """
    settings = load_settings()
    set_up_log(settings.log_level, settings.log_format)
    built = services(settings, Scorer.load(settings.model_dir))
    listeners = ContextThreadPool(MAX_LISTENERS, thread_name_prefix="listener")
    app = create_slack_app(settings, built, listeners, time.time)
    connection = socket_mode(settings, app)
    heartbeat, inbox = Heartbeat(built.store.workers), inbox_worker(app, built)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        heartbeat.start()
        if connection is not None:
            connection.connect()
        inbox.start()
        yield
        inbox.stop()
        if connection is not None:
            connection.take_no_more()
            connection.disconnect()
        listeners.shutdown(wait=True)
        built.waterfalls.close()
        heartbeat.stop()
        built.store.close()

    api = http_api(settings, built, app, connection, time.time)
    api.router.lifespan_context = lifespan
    return api


def http_api(settings: Settings, built: Services, app: App, connection: SocketMode | None, clock: Clock) -> FastAPI:
    """Return the routes of the HTTP API, and those for Slack unless Socket Mode is used."""
    scorer, store = built.scorer, built.store
    gate = Gate(store.api_keys, RequestLimit(settings.api_requests_per_minute), clock=clock)
    connected = None if connection is None else lambda: connection.is_connected
    readiness = Readiness(store, scorer, slack_connected=connected, clock=clock)
    routers = [
        prediction_routes(scorer, gate),
        lead_routes(LeadIntake(built.leads, store), store, gate),
        operation_routes(readiness, built.metrics, gate),
    ]
    if settings.uses_http:
        secret = settings.slack_signing_secret
        signing_secret = secret.get_secret_value() if secret else ""
        routers.append(slack_events(app, signing_secret=signing_secret, clock=clock))
    return create_intake(scorer.card, routers)
