"""The connection to Slack in Socket Mode. Closing it loses no running request."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPException

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.settings import BadSettings, Settings
from bot.slack.app import MAX_LISTENERS
from bot.slack.client.web_client import web_client
from bot.token_errors import refused, unreachable


class ReconnectingClient(SocketModeClient):
    """Reconnects even when both sides close the old connection at once.

    The SDK closes the old connection before it uses the new one, which fails if another thread closes it
    meanwhile.
    """

    def connect(self) -> None:
        """Open a new connection, use it, and close the old one."""
        super().connect()
        if (session := self.current_session) is not None:
            session.close = partial(_close, session.close)  # type: ignore[method-assign]  # the SDK makes its sessions itself


class SocketMode:
    """Receives Slack's requests over a WebSocket that we open, so we need no public URL."""

    def __init__(self, app: App, app_token: str, web_client: WebClient, at_once: int) -> None:
        self._app = app
        self._handler = _Handler(app, app_token, web_client, at_once)

    @property
    def is_connected(self) -> bool:
        """Whether the connection is open."""
        return bool(self._handler.client.is_connected())

    def connect(self) -> None:
        """Connect, and serve requests in the background.

        Raises:
            BadSettings: Slack does not accept the app token, or cannot be reached.
        """
        try:
            self._handler.client.connect()
            if not self.is_connected:
                raise ConnectionError("it does not take the connection")
        except SlackApiError as error:
            raise BadSettings(refused("SLACK_APP_TOKEN", error)) from None
        except (OSError, HTTPException) as error:
            raise BadSettings(unreachable(self._app.client.base_url, error)) from None

    def take_no_more(self) -> None:
        """Accept no new requests, and wait until the received ones are acknowledged."""
        client = self._handler.client
        client.auto_reconnect_enabled = False
        client.closed = True  # ends the loop that hands out requests; acknowledgements still go out
        client.enqueue_message("{}")  # wakes that loop
        client.message_processor.shutdown()
        client.message_workers.shutdown(wait=True)

    def disconnect(self) -> None:
        """Close the connection."""
        client = self._handler.client
        client.current_session_state.terminated = True
        if client.current_session is not None:
            with suppress(OSError):  # the connection may be broken already
                client.current_session.ping("closing")  # the answer wakes the thread that waits for messages
        client.close()


class _Handler(SocketModeHandler):
    """Bolt's handler, with our client."""

    def __init__(self, app: App, app_token: str, web_client: WebClient, at_once: int) -> None:
        # Bolt's own constructor would start the threads of a client of the SDK.
        self.app = app
        self.app_token = app_token
        self.client = ReconnectingClient(
            app_token,
            logger=app.logger,
            web_client=web_client,
            proxy=app.client.proxy,
            ping_interval=10,
            concurrency=at_once,
        )
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]  # as Bolt does


def _close(close: Callable[[], None]) -> None:
    with suppress(AttributeError, OSError):  # the socket is gone, or broken: it is closed in either case
        close()


def socket_mode(settings: Settings, app: App) -> SocketMode | None:
    """Return the connection in Socket Mode, if there is an app token."""
    if settings.slack_app_token is None:
        return None
    app_token = settings.slack_app_token.get_secret_value()
    return SocketMode(app, app_token, web_client=web_client(settings, with_token=False), at_once=MAX_LISTENERS)
