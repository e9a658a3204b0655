"""The server: everything in one process, as `python -m bot` runs it."""

import threading
import time

from slack_bolt import App

from bot.alerts.service import Clock
from bot.asgi import http_api
from bot.context import Services
from bot.delivery.heartbeat import Heartbeat
from bot.delivery.inbox import InboxWorker
from bot.log import ContextThreadPool
from bot.services import services
from bot.settings import BadSettings, Settings
from bot.slack.app import MAX_LISTENERS, create_slack_app, inbox_worker
from bot.socket_mode import SocketMode, socket_mode
from bot.web_server import WebServer
from scoring.explain.scorer import Scorer

_SHUTDOWN_GRACE = 1  # seconds that are left at the end to close the database


class Bot:
    """The running bot: a Bolt app, its connection to Slack, the HTTP API, and what looks after alerts."""

    def __init__(
        self,
        *,
        app: App,
        connection: SocketMode | None,
        web: WebServer,
        listeners: ContextThreadPool,
        services: Services,
        inbox: InboxWorker,
    ) -> None:
        self.app = app
        self.services = services
        self.store = services.store
        self._heartbeat = Heartbeat(services.store.workers)
        self._connection = connection
        self._web = web
        self._listeners = listeners
        self.delivery = services.delivery
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
        self.services.waterfalls.close()
        self._web.stop()
        if self._connection is not None:
            self._connection.take_no_more()
        try:
            if self._connection is not None:
                self._connection.disconnect()
        finally:
            self._listeners.shutdown(wait=True)
            self.delivery.stop(within=max(1, int(ends - time.monotonic()) - _SHUTDOWN_GRACE))
            self._heartbeat.stop()
            self.store.close()


def build(settings: Settings, scorer: Scorer, clock: Clock = time.time) -> Bot:
    """Return the bot for the Slack workspace in `settings`; all its deadlines are measured with `clock`.

    Raises:
        BadSettings: Slack does not accept the bot token, or cannot be reached.
        BadDatabase: the database cannot be used.
    """
    built = services(settings, scorer, clock)
    listeners = ContextThreadPool(MAX_LISTENERS, thread_name_prefix="listener")
    app = create_slack_app(settings, built, listeners, clock)
    connection = socket_mode(settings, app)
    return Bot(
        app=app,
        connection=connection,
        web=WebServer(
            http_api(settings, built, app, connection, clock), host=settings.http_host, port=settings.http_port
        ),
        listeners=listeners,
        services=built,
        inbox=inbox_worker(app, built),
    )
