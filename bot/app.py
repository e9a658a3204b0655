"""The one place where the bot is put together."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts import Alerts
from bot.ledger import Ledger
from bot.settings import BadSettings, Settings
from bot.slack import register
from bot.slack.hot_leads import HotLeads
from scoring.scorer import Scorer

# Bolt and the SDK log with the level of the logger they are given.
sdk_log = logging.getLogger("slack_sdk")

# Bolt's default of five workers leaves requests without an acknowledgement when five are busy.
_WORKERS = 32
_TIMEOUT_SECONDS = 6

_REMEDIES = {
    "missing_scope": "make an app-level token with the scope connections:write",
    "account_inactive": "the app was removed from the workspace; install it again",
    "token_revoked": "the token was revoked; install the app again",
    "ratelimited": "Slack asks for a pause; start again in a minute",
}


class Bot:
    """The running bot: a Bolt app, its Socket Mode connection, and the threads that serve requests."""

    def __init__(self, app: App, connection: SocketModeHandler, workers: ThreadPoolExecutor) -> None:
        self.app = app
        self._connection = connection
        self._workers = workers

    def connect(self) -> None:
        """Connect to Slack and serve requests in the background.

        Raises:
            BadSettings: Slack does not accept the app token, or cannot be reached.
        """
        try:
            self._connection.connect()
            if not self._connection.client.is_connected():
                raise ConnectionError("it does not take the connection")
        except SlackApiError as error:
            raise BadSettings(_refused("SLACK_APP_TOKEN", error)) from None
        except (OSError, HTTPException) as error:
            raise BadSettings(_unreachable(self.app.client.base_url, error)) from None

    def close(self, *, within: float = 8) -> bool:
        """Take no new requests, finish those that run, disconnect; return whether that was done `within` seconds."""
        closing = threading.Thread(target=self._drain, daemon=True)
        closing.start()
        closing.join(within)
        return not closing.is_alive()

    def _drain(self) -> None:
        client = self._connection.client
        client.auto_reconnect_enabled = False
        client.closed = True  # ends the loop that hands out requests; acknowledgements still go out
        client.enqueue_message("{}")  # wakes that loop
        client.message_processor.shutdown()
        client.message_workers.shutdown(wait=True)
        try:
            self._disconnect()
        finally:
            self._workers.shutdown(wait=True)

    def _disconnect(self) -> None:
        client = self._connection.client
        client.current_session_state.terminated = True
        if client.current_session is not None:
            with suppress(OSError):  # the connection may be broken already
                client.current_session.ping("closing")  # the answer wakes the thread that waits for messages
        client.close()


def build(settings: Settings, scorer: Scorer) -> Bot:
    """Return the bot for the Slack workspace in `settings`.

    Raises:
        BadSettings: Slack does not accept the bot token, or cannot be reached.
    """
    if settings.slack_bot_token is None or settings.slack_app_token is None:
        raise BadSettings("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set: set both.")
    client = _client(settings, token=settings.slack_bot_token.get_secret_value())
    workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="listener")
    app = _app(client, workers)
    hot_leads = HotLeads(client, settings.hot_leads_channel)
    register(app, scorer=scorer, alerts=Alerts(hot_leads.post), ledger=Ledger(), channel=settings.hot_leads_channel)
    app_token = settings.slack_app_token.get_secret_value()
    connection = SocketModeHandler(app, app_token, web_client=_client(settings, token=None), concurrency=_WORKERS)
    return Bot(app, connection, workers)


def _client(settings: Settings, *, token: str | None) -> WebClient:
    """Return a client that sends nothing twice by itself: chat.postMessage is not idempotent."""
    return WebClient(
        token=token, base_url=settings.slack_api_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[], logger=sdk_log
    )


def _app(client: WebClient, workers: ThreadPoolExecutor) -> App:
    sdk_log.addFilter(_says_no_token_is_unused)
    try:
        return App(client=client, logger=sdk_log, listener_executor=workers, raise_error_for_unhandled_request=True)
    except BoltError as error:
        refusal = error.__context__
        if not isinstance(refusal, SlackApiError):
            raise
        raise BadSettings(_refused("SLACK_BOT_TOKEN", refusal)) from None
    except (OSError, HTTPException) as error:
        raise BadSettings(_unreachable(client.base_url, error)) from None


def _says_no_token_is_unused(record: logging.LogRecord) -> bool:
    """Drop Bolt's warning that it found SLACK_BOT_TOKEN in the environment: that is where our client has it from."""
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


def _refused(name: str, error: SlackApiError) -> str:
    code = error.response.get("error", f"HTTP {error.response.status_code}")
    remedy = _REMEDIES.get(code, "copy it again from the app's page; docs/slack-setup.md says where")
    return f"Slack does not accept {name} ({code}): {remedy}."


def _unreachable(url: str, error: Exception) -> str:
    return f"Slack cannot be reached at {url} ({error}): check the network and SLACK_API_URL."
